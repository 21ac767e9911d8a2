import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contract } from '../src-main/contract.ts'
import { type ConsentId, InformationClass } from '../src-main/consents/contract.ts'
import { ListName } from '../src-main/lists/contract.ts'
import type { PersonId } from '../src-main/people/contract.ts'
import { Refusal } from '../src-main/wire/refusal.ts'
import { someAuthority, someConsent } from './consents/some-consent.ts'
import { keepDocument } from './documents/some-document.ts'
import {
  day,
  filledIn,
  HOLDER,
  letterAt,
  letterOffice,
  checkLawOfRecords,
  withAuthority,
  withRestrictedConsent,
} from './letters/letter-office.ts'
import {
  chosen,
  doorTo,
  PASSPHRASE,
  someClient,
  temporaryFolder,
  testClock,
} from './open-office.ts'
import { savedList } from './lists/saved-list.ts'
import { recordFirm } from './practice/some-firm.ts'
import { allAsked, notRead, questions, type Known } from './read-questions.ts'

const HELD = 'hiv-sexual-health'
const SISTER = { name: 'Denise Fenwright', role: 'family' as const }

/** Numbers that look drawn by lot and are the same for the same seed. */
function drawn(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
/** Bytes that are the same for the same seed, so that two offices have the same ids. */
function bytesFrom(seed: number): (length: number) => Uint8Array {
  let at = 0
  return (length) => {
    const parts: Buffer[] = []
    for (let have = 0; have < length; have += 32)
      parts.push(createHash('sha256').update(`${seed} ${at++}`).digest())
    return new Uint8Array(Buffer.concat(parts).subarray(0, length))
  }
}

/** An office whose acts follow from `seed`, and what is restricted in it from `facts`. */
async function lived(seed: number, facts: number) {
  const [same, secret] = [drawn(seed), drawn(facts)]
  const clock = testClock()
  const folder = join(temporaryFolder(), 'office')
  const door = await doorTo(folder, clock, folder, undefined, {
    ...{ keyCost: 2 ** 4, random: bytesFrom(seed) },
  })
  const { ask, office, platform } = door
  const names = { officeName: 'Tark & Prosser', personName: 'Imogen Tark', ...chosen }
  await ask.signIn.createOffice(names)
  const partner = (await ask.signIn.state({})).me!.id
  const hire = async (name: string, role: 'secretary' | 'auditor') =>
    (await ask.people.add({ name, role, ...chosen })).id
  const secretary = await hire('Hester Vane', 'secretary')
  const auditor = await hire('Ada Quill', 'auditor')
  const signIn = (personId: PersonId) => ask.signIn.unlock({ personId, passphrase: PASSPHRASE })
  await recordFirm(ask)
  await ask.practice.recordSignatory({
    ...{ personId: partner, signsAs: 'Imogen Tark', capacity: 'Solicitor', initials: 'IT' },
  })
  await checkLawOfRecords({ ask, clock })
  const { id: clientId } = await ask.clients.register(someClient())
  const { id: otherId } = await ask.clients.register(
    someClient({ surname: 'Okafor', prisonNumber: { number: 'A9999BC', exception: '' } }),
  )
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: 'health-records', title: 'Copies of records', responsible: partner },
    ...{ opponents: [], eventOn: day('2026-06-14'), knownOn: null, noEventReason: '' },
  })
  const any = <T>(all: readonly T[]) => all[secret(all.length)]!
  const words = () =>
    any(['Wxqone, he whispered.', 'Wxqtwo, he takes them.', 'Wxqthree.', 'Wxqfour, she says.'])
  const answer = () => any(['given', 'refused', 'not-chosen', null] as const)
  const heldPart = () => {
    const said = answer()
    return said === null ? [] : [{ class: HELD, answer: said } as const]
  }
  const consulted = () =>
    secret(2) === 0 ? null : { by: partner, on: day('2026-11-01'), said: words() }
  const withConsulted = (choices: ReturnType<typeof heldPart>) => {
    const given = choices.some((one) => one.answer === 'given')
    return given
      ? (consulted() ?? { by: partner, on: day('2026-11-01'), said: words() })
      : consulted()
  }
  const forms: ConsentId[] = []
  const record = async (draft: Parameters<typeof ask.consents.record>[0]) =>
    forms.push((await ask.consents.record(draft)).id)
  for (const { kind, choices } of [
    { kind: 'authority', choices: ['health', 'mental-health'] as const },
    { kind: 'consent', choices: ['location', 'health'] as const },
    { kind: 'consent', choices: ['location'] as const },
  ]) {
    const held = heldPart()
    const open = choices.map((about) => ({
      class: about,
      answer: (['given', 'given', 'refused'] as const)[
        about === 'health' || about === 'location' ? 0 : same(3)
      ]!,
    }))
    const about = {
      ...{ choices: [...open, ...held], consulted: withConsulted(held), note: words() },
      signedOn: day(`2026-11-0${1 + same(5)}`),
    }
    await record(
      kind === 'authority' ? someAuthority(clientId, about) : someConsent(clientId, about),
    )
  }
  // Part B stands by itself; whatever it says, there is such a paper.
  const partB = { class: HELD, answer: any(['given', 'refused', 'not-chosen'] as const) } as const
  await record(
    someAuthority(clientId, {
      ...{ choices: [partB], consulted: withConsulted([partB] as never), note: words() },
    }),
  )
  await signIn(secretary)
  for (const consentId of forms)
    if (consentId === forms[2] || same(2) === 0)
      await ask.consents.check({ consentId, against: 'paper' })
  await signIn(partner)
  clock.set('2026-11-24T09:00:00.000Z')
  const withdrawal = (classes: InformationClass[]) => ({
    ...{ classes, receivedOn: day('2026-11-23'), how: 'slip' as const, note: words() },
  })
  await ask.consents.withdraw({
    consentId: forms[1]!,
    ...withdrawal(['location', ...(secret(2) === 0 ? [HELD as InformationClass] : [])]),
  })
  const heldOnly = await ask.consents.withdraw({
    ...{ consentId: forms[same(4)]!, ...withdrawal([HELD]) },
    receivedOn: day(`2026-11-2${secret(4)}`),
  })
  await ask.consents.correctWithdrawal({
    ...{ consentId: heldOnly.id, ...withdrawal([]), mistake: secret(2) === 0, restricted: true },
    ...{ replaces: (await entries(ask)).at(-1)!.seq, reason: words() },
  })
  await ask.consents.sendBack({ consentId: forms[2]!, reason: words() })
  await ask.disclosures.recordCall({
    ...{ clientId, caller: SISTER, purpose: 'inform', asked: words(), told: [] },
  })
  const { seq: call } = await ask.disclosures.recordCall({
    ...{ clientId, caller: SISTER, purpose: 'inform', asked: words(), told: [] },
  })
  await ask.disclosures.undoCall({ seq: call, reason: words() })
  await ask.erasure.hold({ clientId: otherId, askedBy: 'Police', reason: words(), reviewOn: null })
  await ask.erasure.lift({ clientId: otherId, reason: words() })
  await ask.erasure.propose({ clientId: otherId, ground: 'asked-by-client', reason: words() })
  await keepDocument(door, clientId, {
    ...{ class: HELD, title: words(), sender: words(), pages: 1 + secret(4), matterId },
  })
  await keepDocument(door, clientId)
  const office_ = { ask, matterId, clock, clientId } as never
  const passages = async (class_: InformationClass, text: string) => {
    const content = await filledIn(office_, { kind: 'L03' })
    const written = { id: 'written-1', text, class: class_, origin: 'written' as const }
    return { ...content, passages: [...content.passages, written] }
  }
  const heldLetter = await ask.letters.draft(await passages(HELD, words()))
  await ask.letters.reveal({ letterId: heldLetter.id, reason: words() })
  const another = await ask.letters.draft(await passages(HELD, words()))
  await ask.letters.discard({ letterId: another.id, reason: words() })
  // What the secretary writes follows from nothing that the secretary may not know.
  await signIn(secretary)
  const own = await ask.letters.draft(await passages('health', 'He was seen in May.'))
  await signIn(partner)
  await ask.consents.reveal({ consentId: forms[0]!, reason: words() })
  const [topic] = await ask.rights.topics({ asAt: day('2026-11-24') })
  const body = (await ask.law.amendable({})).find(({ sort }) => sort === 'body')
  const heldIds = [heldLetter.id, another.id]
  const known: Known = {
    ...{ clientId: clientId as never, otherId: otherId as never, matterId: matterId as never },
    ...{ letterId: own.id as never, draftId: own.id as never, consentId: forms[0] as never },
    ...{ disclosureId: 1, topic: topic!.id, body: body!.entry.slice('body:'.length) },
  }
  const people = { signIn, secretary, auditor }
  return { ask, office, platform, folder, ...people, known, forms, heldIds, clientId }
}
type Lived = Awaited<ReturnType<typeof lived>>
const entries = async (ask: Lived['ask']) =>
  (await ask.audit.list({ limit: 500 })).entries.toReversed()

/** Hashes and codes say nothing and differ with everything that is committed to. */
const withoutHashes = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{64}/g, '#')
    .replaceAll(/[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g, '#')
    .replaceAll(/\d+-[0-9A-Z]{16}/g, '#')
    .replaceAll(/"tookMs":\d+/g, '"tookMs":0')

/** What is answered, byte for byte; a refusal is an answer too. */
async function answered(asked: () => Promise<unknown>): Promise<string> {
  const value = await asked().catch((error: unknown) => {
    if (error instanceof Refusal) return error.toData()
    throw error
  })
  return withoutHashes(
    JSON.stringify(value, (_, part: unknown) =>
      part instanceof Uint8Array ? Buffer.from(part).toString('latin1') : part,
    ),
  )
}

/** Everything that may be asked without changing anything, and what only looks like an act. */
async function everything(one: Lived) {
  const { ask, known, forms, heldIds, clientId } = one
  const all: Record<string, () => Promise<unknown>> = {}
  for (const { name, question } of allAsked) all[name] = () => question(ask, known)
  for (const { seq } of await entries(ask)) all[`entry ${seq}`] = () => ask.audit.entry({ seq })
  for (const id of heldIds) {
    all[`letter ${id}`] = () => ask.letters.get({ letterId: id })
    all[`preview ${id}`] = () => ask.letters.preview({ letterId: id })
    all[`copy ${id}`] = () => ask.letters.saveCopy({ letterId: id })
    all[`reader ${id}`] = () => ask.letters.openInReader({ letterId: id })
    all[`recall ${id}`] = () => ask.letters.recall({ letterId: id, reason: 'x', destroyedBy: 'x' })
    all[`printed ${id}`] = () => ask.letters.printed({ letterId: id })
    for (const what of ['letter', 'file-copy', 'envelope'] as const)
      all[`print ${what} ${id}`] = () =>
        ask.letters.print({ letterId: id, printer: 'Front-desk', paper: 'letterhead', what })
  }
  for (const about of InformationClass.options)
    for (const recipient of [SISTER, { name: HOLDER, role: 'records-holder' as const }])
      all[`may ${about} ${recipient.name}`] = () =>
        ask.consents.mayTell({
          ...{ clientId, recipient, class: about, on: day('2026-11-24') },
          purpose: recipient === SISTER ? 'inform' : 'obtain-records',
        })
  all['whole chronology'] = () => ask.day.chronology({ clientId, limit: 200 })
  all['whole day'] = () => ask.day.view({})
  all['every letter'] = () => ask.letters.list({ which: 'all', limit: 50 })
  all['discarded letters'] = () => ask.letters.list({ which: 'discarded', limit: 50 })
  for (const consentId of forms) {
    all[`relied on ${consentId}`] = () => ask.day.reliedOn({ consentId })
    all[`reveal ${consentId}`] = () => ask.consents.reveal({ consentId, reason: 'Curious' })
    all[`scan ${consentId}`] = () => ask.consents.openScan({ consentId })
  }
  const typed = await ask.letters
    .propose({ matterId: known.matterId, kind: 'L03', datedOn: day('2026-11-24') })
    .catch(() => null)
  if (typed)
    for (const text of ['He has HIV.', 'Please send the results of the clinic.'])
      for (const about of ['health', HELD] as const) {
        const written = { id: 'w', text, class: about, origin: 'written' as const }
        const content = { ...typed, passages: [...typed.passages, written] }
        all[`preview of ${about} ${text}`] = () =>
          ask.letters.preview({ letterId: known.draftId, content })
      }
  all['verify'] = () => ask.audit.verify({})
  for (const list of ListName.options) all[`list ${list}`] = () => savedList(one, list)
  // Last, since it is an entry.
  for (const consentId of forms)
    all[`check ${consentId}`] = () => ask.consents.openToCheck({ consentId })
  const said: Record<string, string> = {}
  // Where an office stands differs between the two and is no secret.
  for (const [name, asked] of Object.entries(all))
    said[name] = (await answered(asked)).replaceAll(one.folder, '')
  return said
}

describe('Two offices that differ only in what is restricted', () => {
  test('are asked everything that the contract has, or it is said why not', () => {
    const all = Object.entries(contract).flatMap(([domain, operations]) =>
      Object.keys(operations).map((name) => `${domain}.${name}`),
    )
    expect([...Object.keys(questions), ...Object.keys(notRead)].toSorted()).toEqual(all.toSorted())
  })

  test.each([1, 2, 3])(
    'answer a secretary and an auditor alike, byte for byte (history %i)',
    async (seed) => {
      const [one, other] = [await lived(seed, seed * 7 + 1), await lived(seed, seed * 7 + 4)]
      for (const who of ['secretary', 'auditor'] as const) {
        await one.signIn(one[who])
        await other.signIn(other[who])
        const [said, alike] = [await everything(one), await everything(other)]
        const differ = Object.keys(said).filter((name) => said[name] !== alike[name])
        expect(
          differ.map((name) => `${who}: ${name}: ${firstDifference(said[name]!, alike[name]!)}`),
        ).toEqual([])
        expect(Object.keys(said).filter((name) => said[name]!.includes('Wxq'))).toEqual([])
      }
      await one.office.close()
      await other.office.close()
    },
    300_000,
  )
})

/** An office with a letter sent and one in draft, and what a secretary is answered in it, to everything that may be asked. */
async function seenBySecretary() {
  const office = await letterOffice()
  const { ask, clientId, matterId, signIn, partner, hire } = office
  await withAuthority(office)
  const consent = await withRestrictedConsent(office)
  const plain = await letterAt(office, 'sent')
  const draft = await letterAt(office, 'draft')
  const { id: otherId } = await ask.clients.register(
    someClient({ surname: 'Okafor', prisonNumber: { number: 'A9999BC', exception: '' } }),
  )
  const [topic] = await ask.rights.topics({ asAt: day('2026-11-23') })
  const body = (await ask.law.amendable({})).find(({ sort }) => sort === 'body')
  const known: Known = {
    ...{ clientId: clientId as never, otherId: otherId as never, matterId: matterId as never },
    ...{ letterId: plain.id as never, draftId: draft.id as never, consentId: consent.id as never },
    ...{ disclosureId: 1, topic: topic!.id, body: body!.entry.slice('body:'.length) },
  }
  const secretary = await hire('Hester Vane', 'secretary')
  // An office of some size is told each day that it has no backup: from here on, whatever is written next.
  for (let n = 0; n < 100; n++) await ask.matters.note({ matterId, text: 'Rang the prison.' })
  const seen = async () => {
    await signIn(secretary)
    const said: Record<string, string> = {}
    for (const { name, question } of allAsked)
      // What counts the entries of the log is of the log.
      if (!/^(audit|backups)\./.test(name)) said[name] = await answered(() => question(ask, known))
    said['post'] = await answered(() => ask.letters.postBook({ on: day('2026-11-23') }))
    said['past'] = await answered(() => ask.day.chronology({ clientId, limit: 200 }))
    for (const which of ['all', 'open', 'discarded'] as const)
      said[which] = await answered(() => ask.letters.list({ which, limit: 50 }))
    said['saved'] = await answered(() => savedList(office, 'letters'))
    await signIn(partner)
    return said
  }
  const written = { id: 'w', text: 'The result.', class: HELD, origin: 'written' } as const
  return { office, plain, draft, written, seen }
}

test('A letter that holds something restricted leaves no trace for a secretary but in the log, from its draft to its reader', async () => {
  const { office, plain, draft, written, seen } = await seenBySecretary()
  const { ask } = office
  const before = await seen()
  const changes = { passages: [...draft.content.passages, written] }
  for (const step of ['draft', 'approved', 'signed', 'sent'] as const) {
    const { id } = await letterAt(office, step, changes)
    expect(await seen(), step).toEqual(before)
    if (step === 'draft') await ask.letters.discard({ letterId: id, reason: 'Written twice' })
  }
  await ask.letters.makePostBook({ on: day('2026-11-23'), way: 'reader' })
  expect(JSON.parse((await seen())['post']!)).toMatchObject({
    lines: [{ letterId: plain.id }],
    gone: [],
  })
  expect(await seen()).toEqual({
    ...before,
    post: expect.anything(),
    'letters.postBook': expect.anything(),
  })
  await office.office.close()
})

test('A restricted chaser, and a restricted letter in place of one that came back, leave the day of a secretary as it was', async () => {
  const { office, plain, written, seen } = await seenBySecretary()
  const { ask, clock } = office
  clock.set('2027-01-20T09:00:00.000Z')
  const late = await seen()
  expect(late['day.view']).toContain('"name":"late"')
  for (const step of ['draft', 'approved', 'printed', 'signed', 'sent', 'sent'] as const) {
    const about = { kind: 'L09', answers: plain.id } as const
    const { passages } = await filledIn(office, about)
    const { id } = await letterAt(office, step, { ...about, passages: [...passages, written] })
    expect(await seen(), step).toEqual(late)
    if (step === 'draft') await ask.letters.discard({ letterId: id, reason: 'Written twice' })
    else if (step !== 'sent')
      await ask.letters.recall({ letterId: id, reason: 'Too early', destroyedBy: 'Hester Vane' })
  }
  const back = { on: day('2027-01-20'), reason: 'Gone away' }
  await ask.letters.returned({ letterId: plain.id, ...back })
  const returned = await seen()
  expect(returned['day.view']).toContain('"name":"not-sent"')
  const { lines, postcode } = plain.content.addressee
  const again = await ask.letters.draftAgain({
    ...{ letterId: plain.id, address: { lines: ['Elm House', ...lines], postcode } },
  })
  await ask.letters.redraft({
    ...{ letterId: again.id, version: again.version },
    content: { ...again.content, passages: [...again.content.passages, written] },
  })
  expect(await seen()).toEqual(returned)
  await office.office.close()
}, 600_000)

function firstDifference(one: string, other: string): string {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  const near = (text: string) => text.slice(Math.max(0, at - 60), at + 60)
  return `${near(one)} | ${near(other)}`
}
