import { RESTRICTED_CLASS, type InformationClass } from '../consents/contract.ts'
import { formatDay } from '../dates/words.ts'
import { isSameReader, roleKey } from '../establishments/styles.ts'
import type { Asked } from './asking.ts'
import type { LetterContent, LetterKind } from './contract.ts'
import { asksFor, FOR_THE_DEAD, isForTheDead, KINDS, toldOfTheDead } from './kinds.ts'
import type { Sensitive } from './sensitive.ts'
import { actingFault } from '../representatives/authority.ts'
import type { RepresentativeRecord } from '../representatives/standing.ts'

/** Stands in an application until the applicant is named. */
export const NO_APPLICANT = '[name of the applicant]'

interface About {
  content: LetterContent
  chased: LetterKind | null
  diedOn: string | null
  on: string
  asked: readonly Asked[]
  sensitive: Sensitive
  acting: readonly RepresentativeRecord[]
  /** To whom it goes by the books; null where they do not say. */
  proposed: Pick<LetterContent['addressee'], 'name' | 'role'> | null
}
interface Missing {
  what: string
  cure: string
  where: 'books' | 'applicant' | 'passages' | 'addressee'
}

/** Whether the client is dead on the day. */
export const hasDied = ({ diedOn, on }: Pick<About, 'diedOn' | 'on'>): boolean =>
  diedOn !== null && on >= diedOn

/** Why a letter of this kind is not written for a client who has died, or is written for no other. Pure. */
export function clientMissing({
  content: { kind },
  chased,
  diedOn,
  on,
}: Pick<About, 'chased' | 'diedOn' | 'on'> & { content: { kind: LetterKind } }): Missing[] {
  const about = KINDS[kind].part === 'chaser' && chased !== null ? chased : kind
  const { client, toClient, asks } = KINDS[about]
  const where = 'books' as const
  if (diedOn === null || !hasDied({ diedOn, on }))
    return client === 'dead'
      ? [
          {
            what: 'No death is recorded for this client.',
            cure: 'Record it in the client’s history. Where the client is a relative, register the person who died and open the matter for them.',
            where,
          },
        ]
      : []
  if (isForTheDead(about, true)) return []
  const died = `The client died on ${formatDay(diedOn)}`
  const mistake = 'If that was recorded by mistake, correct it in the client’s history.'
  if (toClient)
    return [{ what: `${died}. Nothing is sent to the client any more.`, cure: mistake, where }]
  // Data Protection Act 2018, section 3(2): of living individuals alone; the edition says it in topic 2.6.9.
  const law = 'data protection law covers the living only (Data Protection Act 2018, section 3(2))'
  if (asks?.records === 'health-records')
    return [
      {
        what: `${died}, and ${law}.`,
        cure: `Health records of the dead are requested under the Access to Health Records Act 1990 (${FOR_THE_DEAD}). ${mistake}`,
        where,
      },
    ]
  if (asks)
    return [
      {
        what: `${died}, and ${law}.`,
        cure: `Nobody has a right of access to prison records of the dead: ask the coroner for disclosure. ${mistake}`,
        where,
      },
    ]
  return [
    {
      what: `${died}, and this letter is written on the client’s instructions, which ended then.`,
      cure: `Take instructions from whoever acts for the estate. ${mistake}`,
      where,
    },
  ]
}

/** Why somebody may be told something of the dead on the authority of whoever applies or instructs; null where they may not. */
export function mayTellOfTheDead(
  { content, chased, diedOn, on }: Pick<About, 'content' | 'chased' | 'diedOn' | 'on'>,
  reader: { name: string; role: string },
  about: InformationClass,
): string | null {
  const told = toldOfTheDead(content.kind, chased)
  if (!told || roleKey(told.role) !== roleKey(reader.role) || !told.classes.includes(about))
    return null
  // Access to Health Records Act 1990, section 3(1)(f): whoever applies must say whose records, and where they were made.
  if (asksFor(content.kind, chased)?.records === 'deceased-records')
    return 'An application under the Access to Health Records Act 1990 says whose records it asks for.'
  const isAsked = isSameReader(content.addressee, reader)
  return isAsked && hasDied({ diedOn, on })
    ? 'Whoever instructs us since the death has it told to whom this letter goes.'
    : null
}

/** What an application for the records of the dead still lacks. */
export function applicantMissing(given: About): Missing[] {
  const { content, asked, sensitive } = given
  if (!isForTheDead(content.kind, hasDied(given))) return []
  const asks = content.kind === FOR_THE_DEAD
  const { name = '', capacity, claim = '' } = content.applicant ?? {}
  const where = 'applicant' as const
  const missing: Missing[] = strangerMissing(given)
  if (!capacity || name === '')
    missing.push({
      what: asks
        ? 'Who applies, and in what capacity, is not said.'
        : 'Who instructs us since the death, and in what capacity, is not said.',
      cure: asks
        ? 'Name the personal representative, or the person who may have a claim arising out of the death (Access to Health Records Act 1990, section 3(1)(f)).'
        : 'Name the personal representative, or the person who may have a claim arising out of the death.',
      where,
    })
  else missing.push(...(capacity === 'claimant' ? claimantMissing(given) : actingMissing(given)))
  if (asks && capacity === 'claimant' && claim === '')
    missing.push({
      what: 'The claim is not described.',
      cure: 'Describe it in one neutral line: only what is relevant to it is shown (section 5(4)).',
      where,
    })
  const [word] = sensitive(claim)
  if (word)
    missing.push({
      what: `The line about the claim says “${word.word}”.`,
      cure: 'Say what kind of claim it is, and nothing about health.',
      where,
    })
  if (asked.some((one) => one.class === RESTRICTED_CLASS))
    missing.push({
      what: 'The letter asks for HIV and sexual health by name.',
      cure: 'Take it out: what is relevant to the claim is asked for without it.',
      where: 'passages',
    })
  return missing
}

/** What is told of the health of the dead without a form is told to the body that the books name, and to nobody of the same role. */
function strangerMissing({ content: { kind, addressee }, proposed }: About): Missing[] {
  const tells = KINDS[kind].ofTheDead?.classes.includes('health') === true
  if (!tells || !proposed || isSameReader(addressee, proposed)) return []
  return [
    {
      what: `Letters of this kind go to ${proposed.name}, and this one goes to ${addressee.name}.`,
      cure: 'Take the addressee on record. A coroner is named in the case details.',
      where: 'addressee',
    },
  ]
}

/** The authority of somebody who applies for a claim of their own stands on no form of the client’s. */
function claimantMissing({ content: { applicant }, diedOn }: About): Missing[] {
  const signedOn = applicant?.signedOn ?? null
  const where = 'applicant' as const
  if (signedOn === null)
    return [
      {
        what: 'It is not said when the applicant signed the authority to this firm.',
        cure: 'Have it signed, and enter the date.',
        where,
      },
    ]
  return diedOn !== null && signedOn < diedOn
    ? [
        {
          what: `The applicant’s authority was signed on ${formatDay(signedOn)}, before the death.`,
          cure: 'Have a new one signed, or correct the date.',
          where,
        },
      ]
    : []
}

/** A personal representative applies by an appointment on record, with its proof, while it is in force. */
function actingMissing({ content: { applicant }, acting, on }: About): Missing[] {
  const record = acting.find(({ id }) => id === applicant?.representativeId)
  const fault = record && actingFault(record, on)
  const where = 'applicant' as const
  if (!record)
    return [
      {
        what: `${applicant?.name} is not recorded as a personal representative.`,
        cure: 'Record them on the client’s page, with the grant, and choose them here.',
        where,
      },
    ]
  return fault
    ? [{ what: fault.why, cure: 'Choose who acts now, or complete the record.', where }]
    : []
}
