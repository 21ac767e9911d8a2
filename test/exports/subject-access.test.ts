import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { AccessItem } from '../../src-main/exports/contract.ts'
import { redacted } from '../../src-main/exports/subject-access-items.ts'
import { someConsent } from '../consents/some-consent.ts'
import {
  letterAt,
  letterOffice,
  withAuthority,
  withRestrictedConsent,
} from '../letters/letter-office.ts'
import { refusalOf, someClient, temporaryFolder } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'

vi.setConfig({ testTimeout: 120_000 })
const received = { way: 'letter', receivedOn: '2026-11-20' } as const
const reason = 'The client asked for a copy'

/** A client with something of everything, and a request of theirs that is open. */
async function withAFile() {
  const office = await letterOffice()
  const { ask, platform, clientId, matterId } = office
  await withAuthority(office)
  await ask.consents.record(someConsent(clientId))
  const { id: consentId } = await withRestrictedConsent(office)
  platform.file = { name: 'form.pdf', bytes: somePdf() }
  await ask.consents.attachScan({ consentId })
  await letterAt(office, 'sent')
  await ask.matters.note({ matterId, text: 'Denise  Fenwright telephoned about the wing.' })
  const caller = { name: 'Denise Fenwright', role: 'family' } as const
  await ask.disclosures.recordCall({
    clientId,
    caller,
    purpose: 'inform',
    asked: 'How is he?',
    told: [],
  })
  // Of another client nothing is gathered.
  await ask.clients.register(
    someClient({ surname: 'Okafor', prisonNumber: { number: 'A9999BC', exception: '' } }),
  )
  platform.choose = temporaryFolder()
  await ask.accessRequests.record({ clientId, ...received })
  return office
}
type Office = Awaited<ReturnType<typeof withAFile>>
const gathered = ({ ask, clientId }: Office) => ask.exports.gatherAccess({ clientId, reason })
const include = (items: readonly AccessItem[]) =>
  items.filter(({ toDecide }) => toDecide).map(({ seq }) => ({ seq, decision: 'include' as const }))
const only = (items: readonly AccessItem[], act: string): AccessItem => {
  const found = items.filter((one) => one.act === act)
  expect(found, act).toHaveLength(1)
  return found[0]!
}
const pageIn = (folder: string) => readFileSync(path.join(folder, 'index.html'), 'utf8')

test('everything recorded of the client is gathered and nothing of another, with other people, typed words, privilege and documents marked; the look is an entry', async () => {
  const office = await withAFile()
  const { ask } = office
  const { entries } = await ask.audit.list({ limit: 500 })
  const { items, newest, grounds } = await gathered(office)
  const acts = entries.toReversed().map(({ act }) => act)
  const last = acts.lastIndexOf('client-registered')
  const about = acts.filter(
    (act, at) => /^(client|stay|matter|consent|scan|letter|call|access)-/.test(act) && at !== last,
  )
  // The other client’s registration, and the stay it brings, are not among them.
  expect(items.map(({ act }) => act).filter((act) => act !== 'access-opened')).toEqual(about)
  expect(JSON.stringify(items)).not.toContain('Okafor')
  expect(items.at(-1)).toMatchObject({ act: 'access-opened', seq: newest })
  const note = only(items, 'matter-noted')
  expect(note).toMatchObject({
    marks: ['person', 'typed', 'privileged'],
    named: [{ name: 'Denise Fenwright', role: 'family', person: true }],
    toDecide: true,
  })
  expect(only(items, 'call-recorded').lines.join()).toContain('Asked: How is he?')
  expect(only(items, 'scan-attached')).toMatchObject({ marks: ['document'], toDecide: true })
  const letter = only(items, 'letter-approved')
  expect(letter.marks).toEqual(['body', 'document'])
  expect(letter.named).toEqual([
    { name: 'Northgate Health, HMP Leeds', role: 'records holder', person: false },
  ])
  // What is the client’s own is shown to them, restricted or not.
  expect(JSON.stringify(items)).toContain('HIV and sexual health')
  expect(grounds.map(({ law }) => law).join()).toContain('Schedule 2, paragraph 16')
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('it is written as it was decided: included, blacked out or left out, with the ground on the page and each decision in the entry', async () => {
  const office = await withAFile()
  const { ask, clientId } = office
  const { items, newest } = await gathered(office)
  const [note, call] = [only(items, 'matter-noted'), only(items, 'call-recorded')]
  const decisions = include(items).map((one) => {
    const why = { ground: 'other-person' as const, reason: 'She was not asked' }
    if (one.seq === note.seq)
      return { ...one, ...why, decision: 'redact' as const, words: ['denise fenwright'] }
    return one.seq === call.seq ? { ...one, ...why, decision: 'leave-out' as const } : one
  })
  const made = (await ask.exports.writeAccess({ clientId, newest, decisions }))!
  expect(path.basename(made.folder)).toBe('Dominic Fenwright, subject access 2026-11-23')
  expect(made).toMatchObject({ documents: 2, lacking: 0 })
  const page = pageIn(made.folder)
  for (const said of [
    ...[
      '[blacked out] telephoned about the wing.',
      'Words were blacked out: Data Protection Act 2018, Schedule 2, paragraph 16.',
    ],
    ...[
      'one entry.',
      'Your request was received on 20 November 2026',
      'HIV and sexual health',
      'HMP Leeds',
    ],
  ])
    expect(page, said).toContain(said)
  expect(page).not.toContain('How is he?')
  expect(page).not.toContain('may have been left out')
  const files = JSON.parse(readFileSync(path.join(made.folder, 'files.json'), 'utf8'))
  expect(Object.keys(files)).toHaveLength(3)
  const [entry] = (await ask.audit.list({ limit: 1 })).entries
  expect(entry?.act).toBe('access-written')
  const { fields } = await ask.audit.entry({ seq: entry!.seq })
  const sha256 = createHash('sha256')
    .update(readFileSync(path.join(made.folder, 'files.json')))
    .digest('hex')
  expect(JSON.stringify(fields)).toContain(sha256)
  expect(JSON.stringify(fields)).not.toContain('She was not asked')
  const opened = await ask.audit.reveal({ seq: entry!.seq, reason: 'Review' })
  expect(JSON.stringify(opened)).toContain('She was not asked')
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('the copy answers the open request, whose days and time limit the entry keeps; without a request none is written', async () => {
  const office = await withAFile()
  const { ask, clientId } = office
  const [first] = await ask.accessRequests.ofClient({ clientId })
  const asked = {
    ...{ receivedOn: '2026-10-05', clarificationAskedOn: '2026-10-07' },
    clarificationAnsweredOn: '2026-10-16',
  }
  await ask.accessRequests.correct({
    ...{ requestId: first!.id, version: 1, way: 'letter', ...asked, reason: 'Asked back' },
  })
  const { items, newest } = await gathered(office)
  await ask.exports.writeAccess({ clientId, newest, decisions: include(items) })
  const [entry] = (await ask.audit.list({ limit: 1 })).entries
  const { fields } = await ask.audit.entry({ seq: entry!.seq })
  const field = (wanted: string) => String(fields!.find(({ name }) => name === wanted)?.value)
  const { receivedOn, ...timing } = asked
  expect(field('receivedOn')).toBe(receivedOn)
  expect(field('requestId')).toBe(first!.id)
  expect(JSON.parse(field('timing'))).toEqual({
    ...{ ...timing, idReceivedOn: null, extendedOn: null, due: '2026-11-16' },
  })
  const [answered] = await ask.accessRequests.ofClient({ clientId })
  expect(answered).toMatchObject({ state: 'answered', endedBy: 'Imogen Tark', due: null })
  const again = await gathered(office)
  const refused = await refusalOf(
    ask.exports.writeAccess({ clientId, newest: again.newest, decisions: include(again.items) }),
    'conflict',
  )
  expect(refused.message).toMatch(/No request of this client is open/)
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('a document of what is blacked out is not written, and the page says so', async () => {
  const office = await withAFile()
  const { ask, clientId } = office
  const { items, newest } = await gathered(office)
  const letter = only(items, 'letter-approved')
  const decisions = [
    ...include(items),
    {
      ...{ seq: letter.seq, decision: 'redact' as const, words: [] },
      ...{ ground: 'other-person' as const, reason: 'It names a nurse' },
    },
  ]
  const made = (await ask.exports.writeAccess({ clientId, newest, decisions }))!
  expect(made.documents).toBe(1)
  expect(pageIn(made.folder)).toContain(
    'Its document is not in this folder: Data Protection Act 2018',
  )
})

test('nothing is written while something marked is undecided, or decided without ground, reason or words that stand there, or after something new was recorded', async () => {
  const office = await withAFile()
  const { ask, clientId, matterId, platform } = office
  const { items, newest } = await gathered(office)
  const note = only(items, 'matter-noted')
  const all = include(items)
  const write = (decisions: Parameters<typeof ask.exports.writeAccess>[0]['decisions']) =>
    ask.exports.writeAccess({ clientId, newest, decisions })
  const but = (change: object) =>
    all.map((one) => (one.seq === note.seq ? { ...one, ...change } : one))
  const why = { ground: 'other-person', reason: 'She was not asked' }
  const { message } = await refusalOf(
    write(all.filter(({ seq }) => seq !== note.seq)),
    'invalid-input',
  )
  expect(message).toContain('Note added')
  for (const change of [
    { decision: 'leave-out' },
    { decision: 'leave-out', ground: 'other-person' },
    { decision: 'redact', ...why },
    { decision: 'redact', ...why, words: ['Ruth Danvers'] },
  ])
    await refusalOf(write(but(change)), 'invalid-input')
  await refusalOf(write([...all, { seq: 1, decision: 'include' }]), 'invalid-input')
  const folder = platform.choose!
  platform.choose = null
  expect(await write(all)).toBeNull()
  platform.choose = folder
  await ask.matters.note({ matterId, text: 'Another note.' })
  await refusalOf(write(all), 'conflict')
  expect(readdirSync(folder)).toEqual([])
})

test('where two records of a person each had a request, the copy answers both from the earlier one', async () => {
  const office = await withAFile()
  const { ask, clientId } = office
  const { id: otherId } = await ask.clients.register(
    someClient({ forenames: 'Dom', prisonNumber: { number: 'A4321BC', exception: '' } }),
  )
  await ask.accessRequests.record({ clientId: otherId, way: 'call', receivedOn: '2026-11-10' })
  await ask.clients.join({ keptId: clientId, otherId, reason: 'The same person', confirmed: true })
  const { items, newest } = await gathered(office)
  const made = await ask.exports.writeAccess({ clientId, newest, decisions: include(items) })
  expect(pageIn(made!.folder)).toContain('Your request was received on 10 November 2026')
  const requests = await ask.accessRequests.ofClient({ clientId })
  expect(requests.map(({ state }) => state)).toEqual(['answered', 'answered'])
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('both records of a person whose records were joined are gathered', async () => {
  const office = await withAFile()
  const { ask, clientId } = office
  const { id: otherId } = await ask.clients.register(
    someClient({ forenames: 'Dom', prisonNumber: { number: 'A4321BC', exception: '' } }),
  )
  await ask.clients.join({ keptId: clientId, otherId, reason: 'The same person', confirmed: true })
  const { items } = await gathered(office)
  expect(items.filter(({ act }) => act === 'client-registered')).toHaveLength(2)
})

test('partners and caseworkers gather it; a secretary, who may open nothing restricted, and an auditor may not', async () => {
  const office = await withAFile()
  const { hire, signIn, ask, clientId } = office
  const staff = {
    caseworker: await hire('Owain Prosser', 'caseworker'),
    secretary: await hire('Hester Vane', 'secretary'),
    auditor: await hire('Ada Quill', 'auditor'),
  }
  await signIn(staff.caseworker)
  expect((await gathered(office)).items.length).toBeGreaterThan(5)
  for (const who of [staff.secretary, staff.auditor]) {
    await signIn(who)
    await refusalOf(gathered(office), 'not-allowed')
    await refusalOf(ask.exports.writeAccess({ clientId, newest: 1, decisions: [] }), 'not-allowed')
  }
})

test('what is blacked out stands nowhere any more, however it was spaced, and signs of a pattern are only signs', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9.*+?^${}()|[\]\\/-]{1,12}$/)
  fc.assert(
    fc.property(word, word, fc.array(word), (first, second, rest) => {
      const name = `${first} ${second}`
      const lines = [`${rest.join(' ')} ${first}\t ${second.toUpperCase()}`, ...rest]
      const { lines: left, missing } = redacted(lines, [name])
      expect(missing).toEqual([])
      expect(left.join('\n').replaceAll(/\s+/g, ' ').toLowerCase()).not.toContain(
        ` ${name.toLowerCase()} `,
      )
      expect(left.join('\n')).toContain('[blacked out]')
    }),
  )
  expect(redacted(['Nothing here'], ['Denise'])).toEqual({
    lines: ['Nothing here'],
    missing: ['Denise'],
  })
})
