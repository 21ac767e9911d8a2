import { expect, test } from 'vitest'
import type { DetailName } from '../../src-main/details/contract.ts'
import type { LetterContent, LetterKind } from '../../src-main/letters/contract.ts'
import { KINDS } from '../../src-main/letters/kinds.ts'
import { auditRules } from '../../src-main/folds.ts'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { withKey } from '../audit/read-log.ts'
import { refusalOf, resources } from '../open-office.ts'
import { checkLawOf, day, letterOffice, type LetterOffice } from './letter-office.ts'
import { sampleDetails } from './sample-letter.ts'

const TODAY = day('2026-11-23')
const DIED = '2026-11-20'
const words = ({ passages }: Pick<LetterContent, 'passages'>) =>
  passages.map(({ text }) => text).join('\n')
const sister = {
  ...{ name: 'Ms Denise Fenwright', capacity: 'claimant' as const, claim: '' },
  ...{ address: '4 Sample Row, Madeupton', signedOn: day('2026-11-21') },
}
const CUSTODY = [{ on: DIED, from: '', to: '', place: 'the B wing landing' }]

/** The office of a client who died in HMP Leeds, with what letters of this kind print. */
async function afterDeath(kind: LetterKind) {
  const office = await letterOffice({ kind: 'death', eventOn: day(DIED) })
  const { ask, clientId, matterId } = office
  await ask.clients.recordMove({
    clientId,
    stay: { kind: 'died', from: day(DIED), source: 'Death certificate' },
  })
  const details: ReturnType<typeof sampleDetails> = { ...sampleDetails(2026), incident: CUSTODY }
  for (const group of KINDS[kind].details as DetailName[])
    await ask.details.record({ matterId, group, version: 0, rows: details[group]! })
  return office
}
const propose = ({ ask, matterId }: LetterOffice, kind: LetterKind) =>
  ask.letters.propose({ matterId, kind, datedOn: TODAY, answers: null })
/** A letter of the kind that was approved for the sister of the person who died. */
async function approved(office: LetterOffice, kind: LetterKind) {
  const { ask } = office
  const proposed = withSource(await propose(office, kind))
  const { id: letterId, gate } = await ask.letters.draft({ ...proposed, applicant: sister })
  await checkLawOf(ask, { gate }, TODAY)
  const { version } = await ask.letters.get({ letterId })
  await ask.letters.approve({ letterId, version })
  return letterId
}
const missing = ({ gate }: { gate: { missing: readonly { what: string }[] } }) =>
  gate.missing.map(({ what }) => what).join('\n')
const withSource = (content: LetterContent): LetterContent => ({
  ...{ ...content, addressSource: 'Their website, opened today' },
  addressee: {
    ...content.addressee,
    lines: content.addressee.lines.length > 0 ? content.addressee.lines : ['PO Box 1', 'Leeds'],
  },
})

const noBasis = (seq: number) =>
  `The disclosure in entry ${seq} had no basis on its day. It names no form, and nothing before it shows another basis.`

test.each([
  ['L06', 'custody', /^Governor of HMP Leeds$/, '2026-11-30'],
  ['L31', 'coroner', /^HM Coroner for West Yorkshire$/, '2026-12-07'],
  ['L32', 'ombudsman', /^Prisons and Probation Ombudsman$/, '2026-12-07'],
] as const)(
  '%s is written after a death for whoever instructs, and to nobody before they signed an authority',
  async (kind, role, to, due) => {
    const office = await afterDeath(kind)
    const { ask } = office
    const proposed = withSource(await propose(office, kind))
    expect(proposed.addressee).toMatchObject({ name: expect.stringMatching(to), role })
    const early = await ask.letters.draft(proposed)
    expect(missing(early)).toContain('Who instructs us since the death, and in what capacity')
    const asked = (changes: object, { id: letterId, version, content } = early) =>
      ask.letters.redraft({ letterId, version, content: { ...content, ...changes } })
    const unsigned = await asked({ applicant: { ...sister, signedOn: null } })
    expect(missing(unsigned)).toContain('not said when the applicant signed the authority')
    const ready = await asked({ applicant: sister }, unsigned)
    expect(words(ready.content)).toContain('We act for Ms Denise Fenwright')
    expect(words(ready.content)).not.toMatch(/at present|our client’s personal data/)
    expect(ready.gate.decisions.filter(({ allowed }) => !allowed)).toEqual([])
    const elsewhere = { name: 'The Daily Post', role: ready.content.addressee.role }
    const copies = [
      { addressee: { ...elsewhere, lines: ['1 Fleet Lane', 'London'], postcode: 'EC4A 1AA' } },
    ]
    const copied = await asked({ applicant: sister, copies }, ready)
    expect(copied.gate.decisions.filter(({ allowed }) => !allowed)).not.toEqual([])
    let last = await asked({ applicant: sister, copies: [] }, copied)
    await checkLawOf(ask, last, TODAY)
    last = await ask.letters.get({ letterId: early.id })
    expect(missing(last)).toBe('')
    const letterId = early.id
    await ask.letters.approve({ letterId, version: last.version })
    await ask.letters.printed({ letterId })
    await ask.letters.signed({ letterId })
    const sent = await ask.letters.send({ letterId, route: 'hand', on: TODAY })
    expect(sent.deadline?.due).toBe(due)
    const { findings } = await ask.audit.verify({ codes: [] })
    expect(findings).toEqual([])
    // A letter that tells of health went to the body on record, whatever name was written into the log afterwards.
    const log = await withKey(office, async ({ entries }) => entries())
    const { name } = proposed.addressee
    const forged = JSON.parse(
      JSON.stringify(log).replaceAll(JSON.stringify(name), '"The Daily Post"'),
    ) as OpenedEntry[]
    const left = log.find(({ act }) => act === 'letter-sent')!
    const named = log.filter(({ act }) => act === 'details-recorded')
    const judged = (entries: OpenedEntry[]) =>
      auditRules(resources)
        .flatMap((rule) => rule.judge(entries).findings)
        .map(({ what, differs }) => `${what} ${differs}`)
    const withDetails = forged.map((one) => named.find(({ seq }) => seq === one.seq) ?? one)
    expect(judged(withDetails)).toEqual(kind === 'L06' ? [] : [noBasis(left.seq)])
  },
)

test('of mental health the coroner is told only by a form or another basis', async () => {
  const office = await afterDeath('L31')
  const { ask, matterId } = office
  const rows = [{ ...sampleDetails(2026)['inquest']![0]!, about: 'mental-health' }]
  await ask.details.record({ matterId, group: 'inquest', version: 1, rows })
  const proposed = withSource(await propose(office, 'L31'))
  const { gate } = await ask.letters.draft({ ...proposed, applicant: sister })
  const refused = gate.decisions.filter(({ allowed }) => !allowed).map((one) => one.class)
  expect([...new Set(refused)]).toEqual(['mental-health'])
})

test('a letter to a coroner of the time when coroners had no role of their own leaves, and verifies, as it did', async () => {
  const office = await afterDeath('L31')
  const { ask, clientId } = office
  const proposed = withSource(await propose(office, 'L31'))
  expect(proposed.addressee.role).toBe('coroner')
  const former = { ...proposed.addressee, role: 'other' as const }
  const content = { ...proposed, applicant: sister, addressee: former }
  const { id: letterId, gate } = await ask.letters.draft(content)
  await checkLawOf(ask, { gate }, TODAY)
  const last = await ask.letters.get({ letterId })
  expect(missing(last)).toBe('')
  expect(last.gate.decisions.filter(({ allowed }) => !allowed)).toEqual([])
  await ask.letters.approve({ letterId, version: last.version })
  await ask.letters.printed({ letterId })
  await ask.letters.signed({ letterId })
  await ask.letters.send({ letterId, route: 'hand', on: TODAY })
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  const { lines } = await ask.disclosures.list({ clientId })
  expect(lines).toMatchObject([{ reader: 'HM Coroner for West Yorkshire', role: 'other' }])
})

test('letters of a death are written for nobody who lives, and preservation for either', async () => {
  const office = await letterOffice({ kind: 'death' })
  for (const kind of ['L31', 'L32'] as const)
    expect((await refusalOf(propose(office, kind), 'conflict')).message).toContain(
      'No death is recorded',
    )
  expect(words(await propose(office, 'L06'))).toContain('We act for Dominic Fenwright')
})

test('an inquest is spoken of by the law of the day', async () => {
  const office = await afterDeath('L31')
  expect(words(await propose(office, 'L31'))).toMatch(
    /“interested person” under section 47 of the Coroners and Justice Act 2009[^]*rule 13 of the Coroners \(Inquests\) Rules 2013/,
  )
})

test.each(['L06', 'L31', 'L32'] as const)(
  '%s is to be recalled once another day of death is on record, or none',
  async (kind) => {
    const office = await afterDeath(kind)
    const { ask, clientId } = office
    const letterId = await approved(office, kind)
    const { stays } = await ask.clients.get({ clientId })
    const correction = { clientId, stayId: stays.at(-1)!.id, reason: 'Another certificate' }
    const stay = { kind: 'died' as const, from: day('2026-11-19'), source: 'Certificate' }
    const { stays: now } = await ask.clients.correctStay({ ...correction, stay })
    const one = await ask.letters.get({ letterId })
    expect(one.state).toBe('to-recall')
    expect(missing(one)).toContain(
      'The date of death: the letter says 20 November 2026; it is now 19 November 2026.',
    )
    await ask.clients.correctStay({ ...correction, stayId: now.at(-1)!.id, stay, never: true })
    expect(missing(await ask.letters.get({ letterId }))).toContain('The date of death: the letter')
  },
)

test('a heading of one’s own that says a date of death that was corrected is put right before the letter is approved', async () => {
  const office = await afterDeath('L31')
  const { ask, clientId } = office
  const proposed = withSource(await propose(office, 'L31'))
  const heading = 'Dominic Fenwright, who died on 20 November 2026'
  const first = await ask.letters.draft({ ...proposed, heading })
  const letterId = first.id
  const named = { ...first.content, applicant: sister }
  await ask.letters.redraft({ letterId, version: first.version, content: named })
  const stale = async () => {
    const { gate } = await ask.letters.get({ letterId })
    return gate.missing.filter(({ what }) => what.startsWith('The draft still says'))
  }
  expect(await stale()).toEqual([])
  const { stays } = await ask.clients.get({ clientId })
  await ask.clients.correctStay({
    ...{ clientId, stayId: stays.at(-1)!.id, reason: 'Another certificate' },
    stay: { kind: 'died', from: day('2026-11-19'), source: 'Certificate' },
  })
  expect(await stale()).toEqual([
    expect.objectContaining({
      where: 'wording',
      what: 'The draft still says 20 November 2026, which has changed in the records since it was saved.',
    }),
  ])
  const { version, content } = await ask.letters.get({ letterId })
  const right = { ...content, heading: 'Dominic Fenwright, who died on 19 November 2026' }
  await ask.letters.redraft({ letterId, version, content: right })
  expect(await stale()).toEqual([])
})

test.each(['L31', 'L32'] as const)(
  '%s tells of the dead to the body that the books name, and goes to nobody else of its role',
  async (kind) => {
    const office = await afterDeath(kind)
    const proposed = withSource(await propose(office, kind))
    const addressee = { ...proposed.addressee, name: 'The Daily Post' }
    const { gate } = await office.ask.letters.draft({ ...proposed, applicant: sister, addressee })
    expect(missing({ gate })).toContain(
      `Letters of this kind go to ${proposed.addressee.name}, and this one goes to The Daily Post.`,
    )
  },
)
