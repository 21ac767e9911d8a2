import { expect, test } from 'vitest'
import { refusalOf } from '../open-office.ts'
import { day, letterAt, letterOffice, withAuthority } from './letter-office.ts'
import { amendNow } from '../law/as-it-stands.ts'

const ROW = {
  ...{ on: '2026-12-07', ground: 'harm', extent: 'part', how: 'redacted', routes: 'no' },
  ...{ opinionOf: 'responsible', professional: 'psychiatrist', opinionOn: '2026-06-08' },
  ...{ harmTo: 'client', agreed: '', searched: '' },
}

async function refusedOffice() {
  const office = await letterOffice()
  await withAuthority(office)
  const { id: letterId } = await letterAt(office, 'sent')
  office.clock.set('2026-12-10T09:00:00.000Z')
  const { ask, matterId } = office
  await ask.letters.recordReply({ letterId, kind: 'refused', on: day('2026-12-07'), note: '' })
  const answers = (change: Partial<typeof ROW>) => ({ ...ROW, ...change })
  const follows = async (change: Partial<typeof ROW> = {}) =>
    ask.letters.refusal({ letterId, answers: answers(change) })
  const idsOf = async (change: Partial<typeof ROW> = {}) =>
    (await follows(change)).paragraphs.map(({ id }) => id)
  const record = (change: Partial<typeof ROW>, version: number) =>
    ask.details.record({ matterId, group: 'refusal', version, rows: [answers(change)] })
  return { ...office, letterId, follows, idsOf, record }
}

test('the paragraphs of the challenge follow from the answers, each with its authority in the edition', async () => {
  const { follows, idsOf } = await refusedOffice()
  const { paragraphs, bar } = await follows()
  expect(bar).toBe('')
  const harm = paragraphs.find(({ id }) => id === 'harm')!
  expect(harm.authorities.map(({ text }) => text)).toEqual([
    'Data Protection Act 2018, Schedule 3, paragraphs 2(2) and 5',
    'Data Protection Act 2018, Schedule 3, paragraphs 5 and 6',
  ])
  const common = ['refused', 'part', 'harm', 'routes', 'terms']
  expect(await idsOf()).toEqual(expect.arrayContaining(common))
  expect(await idsOf({ extent: 'whole', routes: 'yes' })).not.toEqual(
    expect.arrayContaining(['part']),
  )
  expect(await idsOf({ opinionOf: 'none' })).toContain('professional')
  expect(await idsOf({ harmTo: 'other' })).toContain('harm-to')
  const third = await idsOf({ ground: 'third-party' })
  expect(third).toContain('third-party')
  expect(third).not.toEqual(expect.arrayContaining(['harm']))
})

test('an answer to what is not asked any more is kept, is printed nowhere, and comes back', async () => {
  const { ask, matterId, follows, record } = await refusedOffice()
  await record({}, 0)
  const [kept] = await record({ ground: 'none' }, 1)
  expect(kept!.rows[0]).toMatchObject({ professional: 'psychiatrist', opinionOn: '2026-06-08' })
  const none = await follows({ ground: 'none' })
  expect(none.opinion).toBeNull()
  // Harm was said before, and nobody has decided.
  expect(none.copy.toDecide).toBe(true)
  expect(JSON.stringify(none.paragraphs)).not.toContain('psychiatrist')
  const [again] = await ask.details.get({ matterId })
  expect(
    JSON.stringify((await follows({ ...again!.rows[0], ground: 'harm' })).paragraphs),
  ).toContain('psychiatrist')
})

test('an opinion counts for the six months of the edition that end with the answer, and not a day longer', async () => {
  const { ask, follows, idsOf } = await refusedOffice()
  // Six months that end with 7 December begin with 8 June.
  expect((await follows({ opinionOn: '2026-06-08' })).opinion).toMatchObject({
    ...{ lastOn: '2026-12-07', old: false, within: '6 months' },
    authority: 'Data Protection Act 2018, Schedule 3, paragraph 6',
  })
  expect((await follows({ opinionOn: '2026-06-07' })).opinion).toMatchObject({
    ...{ lastOn: '2026-12-06', old: true },
  })
  expect(await idsOf({ opinionOn: '2026-06-08' })).not.toContain('opinion')
  expect(await idsOf({ opinionOn: '2026-06-07' })).toContain('opinion')
  // The period is the edition’s: an office that changes it changes the day.
  const all = await ask.law.amendable({})
  const { entry } = all.find((one) => one.entry.startsWith('rule:R70:'))!
  await amendNow(ask, {
    ...{ entry, source: 'Test', checkedOn: day('2026-12-10') },
    change: { sort: 'rule', period: { unit: 'months', count: 12 } } as never,
  })
  expect((await follows({ opinionOn: '2026-06-07' })).opinion).toMatchObject({ old: false })
})

test('the next steps have the days of the edition, with their working', async () => {
  const { follows } = await refusedOffice()
  const { steps } = await follows()
  expect(steps.map(({ step, kind }) => [step, kind])).toEqual([
    ['chase', null],
    ['challenge', 'L10'],
    ['controller', 'L11'],
    ['regulator', 'L12'],
    ['court', 'L13'],
  ])
  const due = Object.fromEntries(
    steps.map(({ step, clocks }) => [step, clocks.map(({ rule, due: on }) => [rule, on])]),
  )
  expect(due).toEqual({
    // As it was before the refusal.
    chase: [['R02', '2026-12-29']],
    challenge: [['', '2026-12-24']],
    // Thirty days that begin with receipt, on Monday 14 December by first class post of the 10th.
    controller: [['R05', '2027-01-12']],
    regulator: [
      ['R47', expect.any(String)],
      ['R48', expect.any(String)],
    ],
    court: [['R23', '2027-12-06']],
  })
  for (const { clocks } of steps)
    for (const { steps: working } of clocks) expect(working.length).toBeGreaterThan(0)
})

test('where reading may harm the client, a copy is offered and sent only once a solicitor has decided so', async () => {
  const { ask, letterId, matterId, record, clientId } = await refusedOffice()
  await record({}, 0)
  const proposed = await ask.letters.propose({
    ...{ matterId, kind: 'L10', datedOn: day('2026-12-10'), answers: letterId },
  })
  const { addressee } = await ask.letters.propose({
    ...{ matterId, kind: 'L24', datedOn: day('2026-12-10') },
  })
  const draft = await ask.letters.draft({ ...proposed, copies: [{ addressee }] })
  const copies = async () => {
    const { gate, clientCopy } = await ask.letters.get({ letterId: draft.id })
    return [clientCopy, gate.missing.filter(({ where }) => where === 'copies').length]
  }
  expect(await copies()).toEqual(['undecided', 1])
  const about = { letterId, reason: 'Ms Idris reads it with the client' }
  const { copy: before } = await ask.letters.refusal({ letterId })
  const { version } = before
  const decided = await ask.letters.decideCopy({ ...about, version, decision: 'visit' })
  expect(decided.copy.decided).toMatchObject({ decision: 'visit', reason: about.reason })
  expect(decided.copy.decided!.by).not.toBe('')
  expect(await copies()).toEqual(['visit', 1])
  const again = { ...about, version, decision: 'withhold' as const }
  const unseen = await refusalOf(ask.letters.decideCopy(again), 'conflict')
  expect(unseen.message).toContain('Read that first.')
  const { copy } = await ask.letters.decideCopy({ ...again, version: decided.copy.version })
  expect(await copies()).toEqual(['withhold', 1])
  await ask.letters.decideCopy({ ...about, version: copy.version, decision: 'send' })
  expect(await copies()).toEqual([null, 0])
  await record({ ground: 'none' }, 1)
  expect(await copies()).toEqual([null, 0])
  expect((await ask.audit.verify({})).findings).toEqual([])
  expect((await ask.letters.list({ clientId })).total).toBe(2)
})

test('nothing is decided of a letter that was not refused', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { id: letterId } = await letterAt(office, 'sent')
  const { ask } = office
  expect((await ask.letters.refusal({ letterId })).bar).toContain('No refusal is recorded')
  const asked = { letterId, version: 1, reason: 'x' }
  await refusalOf(ask.letters.decideCopy({ ...asked, decision: 'send' }), 'conflict')
})

test('the client’s copy is not decided upon over a refusal that came, or was corrected, unseen', async () => {
  const { ask, letterId } = await refusedOffice()
  const seen = (await ask.letters.refusal({ letterId })).copy
  const send = (version: number) =>
    ask.letters.decideCopy({ letterId, version, decision: 'send', reason: 'Nothing in it harms' })
  const came = { kind: 'refused' as const, on: day('2026-12-10'), note: 'Serious harm' }
  const { replies } = await ask.letters.recordReply({ letterId, ...came })
  expect((await refusalOf(send(seen.version), 'conflict')).message).toContain('Read that first.')
  const { copy } = await ask.letters.refusal({ letterId })
  const { seq: reply, version, by } = replies.at(-1)!
  expect(copy).toMatchObject({ version, by })
  const corrected = { ...came, reason: 'Misread', kind: 'answered-in-part' as const }
  await ask.letters.correctReply({ letterId, reply, version, ...corrected })
  await refusalOf(send(copy.version), 'conflict')
  const now = (await ask.letters.refusal({ letterId })).copy
  expect((await send(now.version)).copy.version).toBeGreaterThan(now.version)
})
