import type { ClientId } from '../../src-main/clients/contract.ts'
import type { Letter, LetterContent, LetterKind } from '../../src-main/letters/contract.ts'
import { londonDay } from '../../src-main/dates/days.ts'
import type { MatterId } from '../../src-main/matters/contract.ts'
import type { PersonId } from '../../src-main/people/contract.ts'
import type { Day } from '../../src-main/wire/schema.ts'
import { someAuthority, someConsent } from '../consents/some-consent.ts'
import {
  copyOf,
  openTestOffice,
  someClient,
  type OfficeOptions,
  type TestOffice,
} from '../open-office.ts'
import { recordFirm } from '../practice/some-firm.ts'

export const HOLDER = 'Northgate Health, HMP Leeds'
export const day = (iso: string) => iso as LetterContent['datedOn']

/** An office with a firm, who signs for it, a client and a matter about their records; its law is checked. */
export async function letterOffice(
  matter: object = {},
  { lawChecked = true, ...options }: OfficeOptions & { lawChecked?: boolean } = {},
) {
  const withAll = async (made: TestOffice) => {
    await firmAndClient(made)
    if (lawChecked) await checkLawOfRecords(made)
  }
  const { shipped, tidy } = options
  const name = `a firm and a client, law ${lawChecked ? 'checked' : 'not checked'}`
  const office = shipped ? await openTestOffice(options) : await copyOf(name, withAll, tidy)
  if (shipped) await withAll(office)
  const { ask, partner } = office
  const { id: clientId } = (await ask.clients.find({ text: '', limit: 1 })).rows[0]!
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: 'health-records', title: 'Copies of records', responsible: partner },
    ...{ opponents: [], eventOn: day('2026-06-14'), knownOn: null, noEventReason: '' },
    ...matter,
  })
  return Object.assign(office, { clientId, matterId })
}

async function firmAndClient({ ask, partner }: TestOffice) {
  await recordFirm(ask)
  await ask.practice.recordSignatory({
    ...{ personId: partner, signsAs: 'Imogen Tark', capacity: 'Solicitor', initials: 'IT' },
  })
  await ask.clients.register(someClient())
}

/** A partner checks the law that requests for records rest on, and the steps of claims, so that they can be approved. */
export async function checkLawOfRecords({ ask, clock }: Pick<TestOffice, 'ask' | 'clock'>) {
  const checkedOn = day(clock().toISOString().slice(0, 10))
  for (const { entry, version } of await ask.law.toCheck({}))
    if (/^(rule:R(0[126]|2[67]):|row:K)/.test(entry))
      await ask.law.recordCheck({
        entry,
        version,
        checkedOn,
        source: 'legislation.gov.uk',
        note: '',
      })
}
/** Whoever may checks what of the law a letter rests on that nobody has checked yet. */
export async function checkLawOf(
  ask: TestOffice['ask'],
  { gate }: Pick<Letter, 'gate'>,
  checkedOn: Day,
): Promise<void> {
  for (const { entry, version } of gate.toCheck)
    await ask.law.recordCheck({ entry, version, checkedOn, source: 'The text itself', note: '' })
}

export type LetterOffice = TestOffice & { clientId: ClientId; matterId: MatterId }

type Sending = Parameters<TestOffice['ask']['letters']['correctSending']>[0]
/** Corrects a sending as it stands by now. */
export async function correctSending(
  { ask }: Pick<TestOffice, 'ask'>,
  typed: Omit<Sending, 'version'>,
) {
  const { sent } = await ask.letters.get({ letterId: typed.letterId })
  return ask.letters.correctSending({ version: sent!.version, ...typed })
}

/** Makes somebody else responsible for the matter. */
export async function makeResponsible({ ask, matterId }: LetterOffice, responsible: PersonId) {
  const { version, kind, title, eventOn, knownOn, noEventReason } = await ask.matters.get({
    matterId,
  })
  await ask.matters.correct({
    ...{ matterId, version, kind, title, eventOn, knownOn, noEventReason, opponents: [] },
    ...{ responsible, reason: 'Taken over' },
  })
}

/** A letter of the kind as proposed, with its blanks filled in. */
export async function filledIn(
  { ask, matterId, clock }: LetterOffice,
  changes: Partial<LetterContent> & { kind?: LetterKind } = {},
): Promise<LetterContent> {
  const { kind = 'L03', datedOn = day(londonDay(clock())), answers = null } = changes
  const proposed = await ask.letters.propose({ matterId, kind, datedOn, answers })
  const addressee =
    proposed.addressee.role === 'client'
      ? {
          ...proposed.addressee,
          lines: ['A1234BC', 'HMP Leeds', 'Gloucester Terrace', 'Leeds'],
          postcode: 'LS12 2TJ',
        }
      : {
          ...proposed.addressee,
          name: HOLDER,
          lines: ['HMP Leeds', 'Gloucester Terrace', 'Leeds'],
          postcode: 'LS12 2TJ',
        }
  const addressSource = 'Directory of the health board'
  return { ...proposed, addressee, addressSource, ...changes }
}

/** A letter carried to the step named, an authority recorded before. */
export async function letterAt(
  office: LetterOffice,
  step: 'draft' | 'approved' | 'printed' | 'signed' | 'sent',
  changes: Partial<LetterContent> & { kind?: LetterKind } = {},
): Promise<Letter> {
  const { ask } = office
  let letter = await ask.letters.draft(await filledIn(office, changes))
  const { id: letterId } = letter
  if (step === 'draft') return letter
  letter = await ask.letters.approve({ letterId, version: letter.version })
  if (step === 'approved') return letter
  letter = await ask.letters.printed({ letterId })
  if (step === 'printed') return letter
  letter = await ask.letters.signed({ letterId })
  if (step === 'signed') return letter
  return ask.letters.send({ letterId, route: 'first-class', on: letter.content.datedOn })
}

export const withAuthority = async (office: LetterOffice, changes: object = {}) =>
  office.ask.consents.record(someAuthority(office.clientId, changes))

/** The client’s consent, after consultation, that the holder of the records be told of HIV or sexual health. */
export const withRestrictedConsent = async ({ ask, clientId, partner }: LetterOffice) =>
  ask.consents.record(
    someConsent(clientId, {
      recipient: { name: HOLDER, role: 'records-holder' },
      purpose: 'obtain-records',
      choices: [{ class: 'hiv-sexual-health', answer: 'given' }],
      consulted: { by: partner, on: day('2026-11-01'), said: 'The client agrees.' },
    }),
  )

/** The office of a client who needs letters written so. */
export async function needing(needs: {
  easyWords?: boolean
  largePrint?: boolean
}): Promise<LetterOffice> {
  const office = await letterOffice()
  const { ask, clientId } = office
  const now = await ask.clients.get({ clientId })
  await ask.clients.correct({
    ...{ clientId, version: now.version, reason: 'The client asked' },
    ...{ surname: now.surname, forenames: now.forenames, aliases: now.aliases },
    ...{ bornOn: now.bornOn, prisonNumber: now.prisonNumber },
    needs: { ...now.needs, ...needs },
  })
  return office
}
