import { expect, test } from 'vitest'
import type { z } from '../../src-main/wire/schema.ts'
import type { LetterContent, LetterKind, ReplyKind } from '../../src-main/letters/contract.ts'
import { keepDocument } from '../documents/some-document.ts'
import {
  day,
  filledIn,
  letterAt,
  letterOffice,
  withAuthority,
  withRestrictedConsent,
} from './letter-office.ts'

const TODAY = day('2026-12-10')
const HARM = {
  ...{ on: '2026-12-07', ground: 'harm', extent: 'part', how: 'redacted', routes: 'no' },
  ...{ opinionOf: 'responsible', professional: 'psychiatrist', opinionOn: '2026-06-08' },
  ...{ harmTo: 'client', agreed: '', searched: '' },
}

/** An office whose request was answered, with a draft of any kind that copies the client in. */
async function answeredOffice(
  kind: z.output<typeof ReplyKind> = 'refused',
  passages: LetterContent['passages'] = [],
) {
  const office = await letterOffice()
  await withAuthority(office)
  await withRestrictedConsent(office)
  const asked = await filledIn(office)
  const { id: letterId } = await letterAt(office, 'sent', {
    passages: [...asked.passages, ...passages],
  })
  office.clock.set('2026-12-10T09:00:00.000Z')
  const { ask, matterId } = office
  const { addressee } = await ask.letters.propose({ matterId, kind: 'L24', datedOn: TODAY })
  const told = await ask.letters.recordReply({ letterId, kind, on: day('2026-12-07'), note: '' })
  const record = (change: Partial<typeof HARM>, version: number) =>
    ask.details.record({ matterId, group: 'refusal', version, rows: [{ ...HARM, ...change }] })
  const decide = async (decision: 'send' | 'withhold' | 'visit', of = letterId) => {
    const { version } = (await ask.letters.refusal({ letterId: of })).copy
    const said = { letterId: of, version, reason: 'Ms Idris has read it' }
    return ask.letters.decideCopy({ ...said, decision })
  }
  const copied = async (of: LetterKind, answers: typeof letterId | null) => {
    const proposed = await ask.letters.propose({ matterId, kind: of, datedOn: TODAY, answers })
    return ask.letters.draft({ ...proposed, copies: [{ addressee }] })
  }
  /** What stops the copy of a draft made now, in a letter of each kind. */
  const stopped = async (of: LetterKind, answers: typeof letterId | null = null) => {
    const { clientCopy, gate } = await copied(of, answers)
    return [
      clientCopy,
      ...gate.missing.flatMap(({ where, what }) => (where === 'copies' ? what : [])),
    ]
  }
  return { ...office, letterId, reply: told.replies[0]!, record, decide, copied, stopped }
}
const NO_COPY = 'It was decided on 10 December 2026 that the client gets no copy.'

test('what was decided of the client’s copy binds every letter of the matter that argues about the refusal', async () => {
  const { letterId, record, decide, stopped } = await answeredOffice()
  await record({}, 0)
  for (const kind of ['L12', 'L13'] as const)
    expect(await stopped(kind)).toEqual([
      'undecided',
      expect.stringContaining('nobody has decided'),
    ])
  await decide('withhold')
  for (const kind of ['L12', 'L13'] as const)
    expect(await stopped(kind)).toEqual(['withhold', NO_COPY])
  for (const kind of ['L10', 'L11'] as const)
    expect(await stopped(kind, letterId)).toEqual(['withhold', NO_COPY])
  await decide('send')
  for (const kind of ['L12', 'L13'] as const) expect(await stopped(kind)).toEqual([null])
})

test('a letter of the matter about something else, and one of a matter in which nothing was refused, is copied to the client', async () => {
  const { record, decide, stopped } = await answeredOffice()
  await record({}, 0)
  await decide('withhold')
  for (const kind of ['L05', 'L19'] as const) expect(await stopped(kind)).toEqual([null])
  const { stopped: other } = await answeredOffice('acknowledged')
  for (const kind of ['L12', 'L13'] as const) expect(await other(kind)).toEqual([null])
})

test('a refusal without its ground is undecided; one whose ground is no harm, or of records that are not held, is not', async () => {
  for (const kind of ['refused', 'answered-in-part'] as const) {
    const { ask, letterId, record, stopped } = await answeredOffice(kind)
    const unsaid = [
      'undecided',
      expect.stringContaining('The ground of the refusal is not recorded'),
    ]
    expect(await stopped('L11', letterId)).toEqual(unsaid)
    expect(await stopped('L13')).toEqual(unsaid)
    expect((await ask.letters.refusal({ letterId })).copy.toDecide).toBe(true)
    await record({ ground: 'third-party' }, 0)
    expect(await stopped('L11', letterId)).toEqual([null])
    expect(await stopped('L13')).toEqual([null])
    expect((await ask.letters.refusal({ letterId })).copy.toDecide).toBe(false)
    await record({ ground: 'harm', harmTo: 'other' }, 1)
    expect(await stopped('L11', letterId)).toEqual([null])
  }
  const { letterId, stopped } = await answeredOffice('not-held')
  expect(await stopped('L11', letterId)).toEqual([null])
})

test('an undecided bar is lifted by a decision alone, not by another ground', async () => {
  const { ask, letterId, record, decide, stopped } = await answeredOffice()
  await record({}, 0)
  for (const [at, change] of [{ ground: 'third-party' }, { harmTo: 'other' }].entries()) {
    await record(change, at + 1)
    expect(await stopped('L11', letterId)).toEqual(['undecided', expect.stringContaining('harm')])
    expect((await ask.letters.refusal({ letterId })).copy.toDecide).toBe(true)
  }
  await decide('send')
  expect(await stopped('L11', letterId)).toEqual([null])
})

test('a refusal after the decision to send asks again; one of records that are not held does not', async () => {
  const { ask, letterId, record, decide, stopped } = await answeredOffice()
  await record({}, 0)
  await decide('send')
  const refused = { letterId, on: day('2026-12-09'), note: '' }
  await ask.letters.recordReply({ ...refused, kind: 'not-held' })
  expect(await stopped('L11', letterId)).toEqual([null])
  await ask.letters.recordReply({ ...refused, kind: 'answered-in-part' })
  const again = [
    'undecided',
    'It was decided on 10 December 2026 that the client gets a copy, and another refusal came after that.',
  ]
  expect(await stopped('L11', letterId)).toEqual(again)
  expect(await stopped('L13')).toEqual(again)
  expect((await ask.letters.refusal({ letterId })).copy).toMatchObject({
    ...{ toDecide: true, decided: { decision: 'send' } },
  })
  await decide('send')
  expect(await stopped('L11', letterId)).toEqual([null])
})

test('of two requests that were refused, what was said of the first is not the ground of the second', async () => {
  const office = await answeredOffice()
  const { ask, letterId, record, decide, stopped } = office
  await record({ ground: 'third-party' }, 0)
  expect(await stopped('L11', letterId)).toEqual([null])
  const { id: second } = await letterAt(office, 'sent', { datedOn: TODAY })
  await ask.letters.recordReply({ ...{ letterId: second, on: TODAY, note: '' }, kind: 'refused' })
  const unsaid = ['undecided', expect.stringContaining('ground of the refusal is not recorded')]
  expect(await stopped('L11', second)).toEqual(unsaid)
  expect(await stopped('L13')).toEqual(unsaid)
  await record({ ground: 'harm' }, 1)
  // It may be said of either: both are decided upon.
  for (const of of [letterId, second])
    expect(await stopped('L11', of)).toEqual(['undecided', expect.stringContaining('harm')])
  await decide('send')
  expect((await stopped('L13'))[0]).toBe('undecided')
  await decide('send', second)
  expect(await stopped('L13')).toEqual([null])
})

test('a letter about something else that encloses what came with the refusal is not copied to the client either', async () => {
  const office = await answeredOffice()
  const { ask, clientId, letterId, record, decide, copied } = office
  await record({}, 0)
  const came = await keepDocument(office, clientId, { class: 'identity', letterId })
  const other = await keepDocument(office, clientId, { class: 'identity' })
  const bar = async ({ id, sha256 }: typeof came) => {
    const { id: draftId, version, content } = await copied('L05', null)
    const enclosed = { name: 'As typed', class: 'none' as const, document: { id, sha256 } }
    const draft = await ask.letters.redraft({
      ...{ letterId: draftId, version },
      content: { ...content, enclosures: [...content.enclosures, enclosed] },
    })
    return draft.clientCopy
  }
  expect(await bar(other)).toBeNull()
  expect(await bar(came)).toBe('undecided')
  await decide('withhold')
  expect(await bar(came)).toBe('withhold')
})

/** A draft with a document enclosed, and what keeps it in the office for the sake of the client’s copy. */
async function enclosing(
  { ask }: Pick<Awaited<ReturnType<typeof answeredOffice>>, 'ask'>,
  { id: letterId, version, content }: { id: never; version: number; content: LetterContent },
  { id, sha256 }: Awaited<ReturnType<typeof keepDocument>>,
) {
  const enclosed = { name: 'As typed', class: 'none' as const, document: { id, sha256 } }
  const draft = await ask.letters.redraft({
    ...{ letterId, version },
    content: { ...content, enclosures: [...content.enclosures, enclosed] },
  })
  const of = draft.gate.missing.filter(({ what }) => /refusal|copy/.test(what))
  return of.map(({ what, where }) => [where, what])
}

test('nor does what came with the refusal go to the client in a letter of their own', async () => {
  const office = await answeredOffice()
  const { ask, clientId, matterId, letterId, record, decide } = office
  await record({}, 0)
  const came = await keepDocument(office, clientId, { class: 'identity', letterId })
  const other = await keepDocument(office, clientId, { class: 'identity' })
  const about = { matterId, kind: 'L34' as const, datedOn: TODAY, answers: null }
  const toClient = async (document: typeof came) =>
    enclosing(
      office,
      (await ask.letters.draft(await ask.letters.propose(about))) as never,
      document,
    )
  expect(await toClient(other)).toEqual([])
  expect(await toClient(came)).toEqual([
    ['enclosures', expect.stringContaining('nobody has decided')],
  ])
  await decide('withhold')
  expect(await toClient(came)).toEqual([['enclosures', expect.stringContaining(NO_COPY)]])
  await decide('send')
  expect(await toClient(came)).toEqual([])
})

test('what came is known in another matter too, and where it answers a letter that speaks of the request', async () => {
  const office = await answeredOffice()
  const { ask, clientId, letterId, record, decide, copied } = office
  await record({}, 0)
  const { id: chaser } = await copied('L11', letterId)
  const came = await keepDocument(office, clientId, { class: 'identity', letterId: chaser })
  const { responsible } = await ask.matters.get({ matterId: office.matterId })
  const second = await ask.matters.open({
    ...{ clientId, kind: 'treatment', title: 'A knee', responsible },
    ...{ opponents: [], eventOn: null, knownOn: null, noEventReason: 'Goes on' },
  })
  const bar = async (matterId: typeof office.matterId) => {
    const proposed = await ask.letters.propose({
      ...{ matterId, kind: 'L05', datedOn: TODAY, answers: null },
    })
    const { addressee } = await ask.letters.propose({
      ...{ matterId, kind: 'L24', datedOn: TODAY, answers: null },
    })
    const draft = await ask.letters.draft({ ...proposed, copies: [{ addressee }] })
    return enclosing(office, draft as never, came)
  }
  for (const matterId of [office.matterId, second.id])
    expect(await bar(matterId)).toEqual([['copies', expect.stringContaining('nobody has decided')]])
  await decide('withhold')
  expect(await bar(second.id)).toEqual([['copies', NO_COPY]])
  await decide('send')
  expect(await bar(second.id)).toEqual([])
})

test('a decision stands until another takes its place, whatever the case details or the reply say since', async () => {
  const { ask, letterId, reply, record, decide, copied } = await answeredOffice()
  await record({}, 0)
  await decide('visit')
  const { id } = await copied('L11', letterId)
  const bar = async () => (await ask.letters.get({ letterId: id })).clientCopy
  for (const [at, change] of [{ harmTo: 'other' }, { ground: 'none' }].entries()) {
    await record(change, at + 1)
    expect(await bar()).toBe('visit')
    expect((await ask.letters.refusal({ letterId })).copy.toDecide).toBe(true)
  }
  await ask.letters.correctReply({
    ...{ letterId, reply: reply.seq, version: reply.version, kind: 'acknowledged' },
    ...{ on: day('2026-12-07'), note: '' },
    reason: 'Misread',
  })
  expect(await bar()).toBe('visit')
  // The way back to the decision stays.
  expect((await ask.letters.get({ letterId })).refused).toBe(true)
  await decide('send')
  expect(await bar()).toBeNull()
})

test('what was decided of a request that holds something restricted is told only to whoever may know of it', async () => {
  const { ask, record, decide, copied, hire, signIn } = await answeredOffice('refused', [
    { id: 'held', text: 'The result.', class: 'hiv-sexual-health', origin: 'written' },
  ])
  await record({}, 0)
  await decide('withhold')
  const { id: letterId, clientCopy } = await copied('L13', null)
  expect(clientCopy).toBe('withhold')
  await signIn(await hire('Hester Vane', 'secretary'))
  const seen = await ask.letters.get({ letterId })
  expect(seen.clientCopy).toBeNull()
  expect(JSON.stringify(seen.gate)).not.toContain('It was decided')
})
