import { londonDay } from '../dates/days.ts'
import { CountOf, countOf, formatDay, formatList, formatMoment, sentence } from '../dates/words.ts'
import type { Role } from '../people/contract.ts'
import type { z } from '../wire/schema.ts'
import type { ProcessingRecord } from './contract.ts'
import type { Facts } from './facts.ts'

type Part = z.input<typeof ProcessingRecord>['parts'][number]
type Statement = Part['statements'][number]

const KINDS: Record<string, string> = {
  'health-records': 'records of health',
  'prison-records': 'records of prisons',
  treatment: 'treatment in prison',
  confidentiality: 'breaches of confidence',
  death: 'deaths',
  other: 'other things',
}
const ROLES: Record<string, string> = {
  'records-holder': 'holders of records',
  treating: 'clinicians who treat a client',
  custody: 'Governors and Directors of prisons',
  commissioner: 'commissioners of healthcare',
  ombudsman: 'ombudsmen',
  regulator: 'regulators',
  coroner: 'coroners',
  expert: 'experts',
  family: 'families of clients',
  opponent: 'opponents',
  client: 'the clients themselves',
  other: 'others',
}
const PLURAL: Record<Role, string> = {
  ...{ partner: 'partners', caseworker: 'caseworkers' },
  ...{ secretary: 'secretaries', auditor: 'auditors' },
}
const OUT: Record<string, [string, string]> = {
  'office-exported': ['export of everything, in clear', 'exports of everything, in clear'],
  'pack-made': ['audit pack', 'audit packs'],
}
const NOT_SAID = 'Not recorded yet.'
const BY_HAND = 'what a partner recorded here'
const PROGRAM = 'how the program works'

const known = (text: string, from: string): Statement => ({ text, from, open: false })
const asked = (text: string, from: string): Statement => ({ text, from, open: true })
const typed = (what: string, text: string | undefined): Statement =>
  text ? known(`${what}: ${text}`, BY_HAND) : asked(`${what}: ${NOT_SAID}`, BY_HAND)
const onDay = (moment: string) => formatDay(londonDay(moment))

/** The record of processing in words, each statement with what it follows from; pure. */
export function recordParts(facts: Facts): Part[] {
  return [
    controller(facts),
    purposes(facts),
    subjects(facts),
    recipients(facts),
    { ...transfers(facts) },
    keeping(facts),
    security(facts),
    out(facts),
    {
      heading: 'What the law asks',
      authority: facts.law.authority,
      statements: [
        asked(
          'Special category data are processed for the establishment, exercise or defence of legal claims (UK GDPR, Article 9(2)(f)); criminal-offence data on the condition of legal claims (Data Protection Act 2018, Schedule 1, paragraph 33). A partner confirms that both hold for this office.',
          'the edition of the law in use',
        ),
        ...(facts.law.check ? [asked(facts.law.check, 'the edition of the law in use')] : []),
      ],
    },
  ]
}

const controller = ({ firm, office, said }: Facts): Part => ({
  heading: 'Controller and contact',
  authority: 'UK GDPR, Article 30(1)(a)',
  statements: [
    firm
      ? known(
          `${firm.name}, ${[...firm.address, firm.postcode].join(', ')}. Telephone ${firm.telephone}. SRA number ${firm.sraNumber}.`,
          'the firm’s details',
        )
      : asked(`${office}. The firm’s details are not recorded yet.`, 'the firm’s details'),
    typed('Contact for data protection', said?.contact),
    typed('Registration with the Information Commissioner', said?.icoNumber),
  ],
})

const purposes = ({ kinds }: Facts): Part => ({
  heading: 'Purposes',
  authority: 'UK GDPR, Article 30(1)(b)',
  statements: [
    kinds.length > 0
      ? known(
          `Advising and acting for clients in matters about ${formatList(kinds.map((kind) => KINDS[kind] ?? kind))}.`,
          'the matters opened',
        )
      : known('No matter is on record.', 'the matters opened'),
    known(
      'Showing to clients, regulators and courts what was disclosed to whom, and on what basis.',
      'the log and the register of disclosures',
    ),
  ],
})

const subjects = ({ clients, access }: Facts): Part => ({
  heading: 'Whose data, and which',
  authority: 'UK GDPR, Article 30(1)(c), 9 and 10',
  statements: [
    known(`${CountOf(clients, 'client', 'clients')} on record.`, 'the list of clients'),
    known(
      'Families, representatives, opponents, clinicians and others who stand in letters, forms and calls.',
      PROGRAM,
    ),
    known(
      `${CountOf(access.people, 'person who works', 'people who work')} here.`,
      'the list of people',
    ),
    known(
      'Of clients: names, dates of birth, prison and NHS numbers, where they are and were, how they are written to, matters, letters, calls, consents and scans of papers.',
      PROGRAM,
    ),
    known(
      'Special category data: health, mental health, the use of substances, HIV and sexual health. Criminal-offence data: offences. What of it a client’s record holds is not said here.',
      'the classes of information that the program knows',
    ),
  ],
})

const recipients = ({ roles }: Facts): Part => ({
  heading: 'Recipients',
  authority: 'UK GDPR, Article 30(1)(d)',
  statements:
    roles.length === 0
      ? [known('Nothing was disclosed yet.', 'the register of disclosures')]
      : roles.map(({ role, last }) =>
          known(
            `${sentence(ROLES[role] ?? role)}, last on ${formatDay(last)}.`,
            'the register of disclosures',
          ),
        ),
})

const transfers = ({ said }: Facts): Part => ({
  heading: 'Transfers outside the United Kingdom',
  authority: 'UK GDPR, Article 30(1)(e)',
  statements: [
    known(
      'The program itself sends nothing out of the office: where the office has other desks, they are asked over its own network alone, encrypted.',
      PROGRAM,
    ),
    typed('Transfers otherwise', said?.transfers),
  ],
})

function keeping({ periods, toReview, erasures }: Facts): Part {
  return {
    heading: 'How long data are kept',
    authority: 'UK GDPR, Article 30(1)(f) and 5(1)(e)',
    statements: [
      ...periods.map(({ kind, years, decided }) => {
        const what =
          kind === 'none'
            ? `Clients without a matter: ${countOf(years, 'year', 'years')} after they were recorded`
            : `Matters about ${KINDS[kind] ?? kind}: ${countOf(years, 'year', 'years')} after closing`
        return decided
          ? known(`${what}, as ${decided.who} decided on ${onDay(decided.at)}.`, 'Keeping of files')
          : asked(`${what}: a suggestion, to be confirmed by a partner.`, 'Keeping of files')
      }),
      known(
        `${CountOf(toReview, 'file', 'files')} whose time has run, to be looked at.`,
        'Files to review',
      ),
      known(
        erasures.count === 0
          ? 'No client was erased.'
          : `${CountOf(erasures.count, 'client was', 'clients were')} erased, the last on ${onDay(erasures.last!)}.`,
        'the list of erasures',
      ),
      known(
        `${CountOf(erasures.holds, 'client is', 'clients are')} on legal hold.`,
        'the legal holds',
      ),
    ],
  }
}

function security({ access, backups, secondCheck, sheet, entries, said }: Facts): Part {
  const { plan, last, trial } = backups
  const roles = access.roles.map(({ role, people }) => countOf(people, role, PLURAL[role]))
  return {
    heading: 'Security',
    authority: 'UK GDPR, Article 30(1)(g) and 32(1)',
    statements: [
      known(
        'The office’s file is encrypted (SQLCipher 4, AES-256), each document under a key of its own, and opened by a passphrase of each person’s own.',
        PROGRAM,
      ),
      known(`Accounts: ${formatList(roles)}.`, 'the list of people'),
      known(
        `${CountOf(access.clients, 'person', 'people')} may see clients, ${countOf(access.restricted, 'person', 'people')} may open restricted information, ${countOf(access.erase, 'person', 'people')} may propose an erasure, ${countOf(access.exports, 'person', 'people')} may export everything.`,
        'the roles of the people, and what each permits',
      ),
      known(
        `${CountOf(entries, 'act', 'acts')} in a log that shows every change, and can be verified from outside.`,
        'the log',
      ),
      known(
        secondCheck
          ? 'Forms are checked against the paper by a second person.'
          : 'Forms are not checked by a second person.',
        'the office’s choice of the second check',
      ),
      plan
        ? known(
            `Backups go to ${plan.folder}, encrypted: ${plan.keep.daily} daily, ${plan.keep.weekly} weekly and ${plan.keep.monthly} monthly are kept.`,
            'the plan of backups',
          )
        : asked('No folder was chosen for backups.', 'the plan of backups'),
      last
        ? known(
            `The last backup that passed its checks is of ${formatMoment(last.madeAt)}.`,
            'the backups',
          )
        : asked('There is no backup.', 'the backups'),
      trial
        ? known(
            `A backup was last brought back and verified on ${onDay(trial.at)}: ${trial.verdict === 'finding' ? 'something was found' : 'nothing was found'}.`,
            'the tests of backups',
          )
        : asked('No backup was ever brought back and verified.', 'the tests of backups'),
      sheet
        ? known(
            `A recovery sheet is on paper, read back on ${onDay(sheet.at)}.`,
            'the recovery sheet',
          )
        : asked('Nobody has read a recovery sheet back.', 'the recovery sheet'),
      typed('Rooms, papers and instructions', said?.measures),
    ],
  }
}

const out = ({ takenOut }: Facts): Part => ({
  heading: 'What was written out of the office',
  authority: 'UK GDPR, Article 5(1)(f) and 5(2)',
  statements:
    takenOut.length === 0
      ? [known('No export of everything and no audit pack was made.', 'the log')]
      : takenOut.map(({ act, times, last }) =>
          known(`${CountOf(times, ...OUT[act]!)}, the last on ${onDay(last)}.`, 'the log'),
        ),
})
