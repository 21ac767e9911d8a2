import { expect, test } from 'vitest'
import { listedAct } from '../../src-main/letters/next-acts.ts'
import { refusalOf } from '../open-office.ts'
import { recordFirm } from '../practice/some-firm.ts'
import {
  correctSending,
  day,
  letterAt,
  letterOffice,
  withAuthority,
  type LetterOffice,
} from './letter-office.ts'

type Decision = Parameters<LetterOffice['ask']['letters']['decideReply']>[0]['decision']

async function officeWithRequest() {
  const office = await letterOffice()
  await withAuthority(office)
  const { id: letterId } = await letterAt(office, 'sent')
  office.clock.set('2026-12-10T09:00:00.000Z')
  const { ask } = office
  const reply = (kind: Parameters<typeof ask.letters.recordReply>[0]['kind'], on = '2026-12-07') =>
    ask.letters.recordReply({ letterId, kind, on: day(on), note: '' })
  const toDecide = async () =>
    (await ask.day.view({})).groups
      .filter(({ name }) => name === 'to-decide')
      .flatMap(({ items }) => items)
      .map(({ what, act }) => (act === 'decide' ? what : act))
  /** Decides about the reply that was recorded last. */
  const decide = async (decision: Decision, reason: string, until?: string) => {
    const { seq, version } = (await ask.letters.get({ letterId })).replies.at(-1)!
    const about = { letterId, reply: seq, version, decision, reason }
    return ask.letters.decideReply({ ...about, until: until ? day(until) : null })
  }
  return { ...office, letterId, reply, decide, toDecide }
}
const whole = async (ask: Awaited<ReturnType<typeof officeWithRequest>>['ask']) =>
  expect((await ask.audit.verify({})).findings).toEqual([])

test('a refusal is to be decided, on the day and on the letter, and never answers the request by itself', async () => {
  const office = await officeWithRequest()
  const { ask, reply, toDecide } = office
  const refused = await reply('refused')
  expect(refused).toMatchObject({ state: 'sent', deadline: null })
  expect(refused.replies).toMatchObject([{ kind: 'refused', toDecide: true, decided: null }])
  expect(await toDecide()).toEqual([expect.stringContaining('refused, to be decided')])
  const { matterId, clientId } = office
  for (const wanted of [{}, { matterId }, { clientId }]) {
    const { rows } = await ask.letters.list(wanted)
    expect(rows[0]).toMatchObject({ toDecide: [{ kind: 'refused', on: '2026-12-07' }] })
    expect(listedAct(rows[0]!, '2026-12-10')).toBe('decide')
  }
  const reason = 'No ground was given'
  const undated = await refusalOf(office.decide('challenge', reason), 'invalid-input')
  expect(undated.fields).toHaveProperty('until')
  await office.decide('challenge', reason, '2026-12-20')
  expect(await toDecide()).toEqual([])
  const chased = await office.decide('chase', reason)
  expect(chased).toMatchObject({ state: 'sent', deadline: { due: '2026-12-29' } })
  const accepted = await office.decide('accept', reason)
  expect(accepted).toMatchObject({ state: 'replied', deadline: null })
  await whole(ask)
})

test('a reply that is recorded already is not recorded twice, unless the note tells the two apart', async () => {
  const { ask, letterId, reply } = await officeWithRequest()
  const { replies } = await reply('clarification-asked')
  await refusalOf(reply('clarification-asked'), 'conflict')
  expect((await ask.letters.get({ letterId })).replies).toEqual(replies)
  const other = { kind: 'clarification-asked' as const, on: day('2026-12-07') }
  const both = await ask.letters.recordReply({ letterId, ...other, note: 'By email' })
  expect(both.replies).toHaveLength(2)
  await whole(ask)
})

test('a reply recorded by mistake is withdrawn, or put in its right words, and the clock follows', async () => {
  const { ask, letterId, reply } = await officeWithRequest()
  const answered = await reply('answered-in-full')
  expect(answered.state).toBe('replied')
  const correct = (seq: number, kind: 'answered-in-part' | null) =>
    ask.letters.correctReply({
      ...{ letterId, reply: seq, version: seq, kind, on: day('2026-12-07'), note: '' },
      reason: 'Another client’s letter',
    })
  const part = await correct(answered.replies[0]!.seq, 'answered-in-part')
  expect(part).toMatchObject({ state: 'sent', deadline: { due: '2026-12-29' } })
  expect(part.replies).toMatchObject([{ kind: 'answered-in-part', toDecide: true }])
  const none = await correct(part.replies[0]!.seq, null)
  expect(none).toMatchObject({ state: 'sent', replies: [] })
  expect(none.history.map(({ act }) => act).slice(-3)).toEqual([
    ...['reply-recorded', 'reply-corrected', 'reply-corrected'],
  ])
  await refusalOf(correct(answered.replies[0]!.seq, null), 'conflict')
  await whole(ask)
})

test('a reply is not corrected over a decision, nor a sending over another correction of it, that was not seen', async () => {
  const { ask, letterId, reply } = await officeWithRequest()
  const refused = (await reply('refused')).replies[0]!
  const about = { letterId, reply: refused.seq }
  const decision = { decision: 'accept' as const, reason: 'They hold nothing' }
  const decided = { ...about, ...decision, version: refused.version }
  const { replies } = await ask.letters.decideReply(decided)
  const again = await refusalOf(ask.letters.decideReply(decided), 'conflict')
  expect(again.message).toContain('Read that first.')
  const said = { ...about, kind: 'not-held' as const, on: day('2026-12-07'), reason: 'Misread' }
  const stale = ask.letters.correctReply({ ...said, version: refused.version })
  expect((await refusalOf(stale, 'conflict')).message).toContain('Read that first.')
  const { version, first } = replies[0]!
  const corrected = await ask.letters.correctReply({ ...said, version })
  expect(corrected.replies).toMatchObject([{ kind: 'not-held', first, by: 'Imogen Tark' }])
  const overIt = { ...decided, reply: corrected.replies[0]!.seq, version }
  const { message } = await refusalOf(ask.letters.decideReply(overIt), 'conflict')
  expect(message).toContain('corrected this reply, or decided about it,')
  const { version: left } = corrected.sent!
  const send = (route: 'hand' | 'dx') =>
    ask.letters.correctSending({
      ...{ letterId, version: left, route, on: day('2026-12-01'), reason: 'The post book' },
    })
  expect((await send('hand')).sent).toMatchObject({ route: 'hand', by: 'Imogen Tark' })
  expect((await refusalOf(send('dx'), 'conflict')).message).toContain('another sending')
  expect((await ask.letters.get({ letterId })).sent).toMatchObject({ route: 'hand' })
  await whole(ask)
})

test('an answer of ours to what nobody asked is refused with the reason', async () => {
  const { reply } = await officeWithRequest()
  for (const kind of ['clarification-answered', 'id-supplied'] as const)
    expect((await refusalOf(reply(kind), 'invalid-input')).message).toContain('Record that first')
  await reply('clarification-asked', '2026-12-02')
  expect((await reply('clarification-answered')).deadline?.paused).toBeNull()
})

test('a sending, a printing and a return recorded wrongly are put right, and the clock and the register follow', async () => {
  const office = await officeWithRequest()
  const { ask, letterId, clientId } = office
  const corrected = await correctSending(office, {
    ...{ letterId, route: 'hand', on: day('2026-12-01'), reason: 'It lay in the tray' },
  })
  expect(corrected).toMatchObject({
    ...{ sent: { on: '2026-12-01', route: 'hand' }, deadline: { receivedOn: '2026-12-01' } },
  })
  const { lines } = await ask.disclosures.list({ clientId })
  expect(lines.map(({ on, route }) => [on, route])).toContainEqual(['2026-12-01', 'hand'])
  const early = { letterId, route: 'hand' as const, on: day('2026-11-01'), reason: 'Wrong' }
  await refusalOf(correctSending(office, early), 'invalid-input')
  await ask.letters.returned({ letterId, on: day('2026-12-08'), reason: 'Gone away' })
  const undo = (step: 'letter-returned' | 'letter-printed', id = letterId) =>
    ask.letters.undoStep({ letterId: id, step, reason: 'Another envelope' })
  expect(await undo('letter-returned')).toMatchObject({ state: 'sent' })
  await refusalOf(undo('letter-returned'), 'conflict')
  await whole(ask)
})

test('a letter that never left is signed still: no clock, no line of the register, and it can be sent again', async () => {
  const office = await officeWithRequest()
  const { ask, letterId, clientId, reply } = office
  const register = async () => (await ask.disclosures.list({ clientId })).lines.length
  expect(await register()).toBe(1)
  const undo = () =>
    ask.letters.undoStep({ letterId, step: 'letter-sent', reason: 'It lay in the tray' })
  const noted = await reply('acknowledged')
  expect((await refusalOf(undo(), 'conflict')).message).toContain('Correct the reply first')
  const { seq } = noted.replies[0]!
  await ask.letters.correctReply({
    ...{
      letterId,
      reply: seq,
      version: seq,
      kind: null,
      on: day('2026-12-07'),
      note: '',
      reason: 'Not ours',
    },
  })
  expect(await undo()).toMatchObject({ state: 'signed', sent: null, deadline: null })
  expect(await register()).toBe(0)
  expect((await ask.disclosures.list({ clientId, class: 'health' })).lines).toEqual([])
  await refusalOf(undo(), 'conflict')
  const again = await ask.letters.send({ letterId, route: 'hand', on: day('2026-12-10') })
  expect(again).toMatchObject({ state: 'sent', sent: { on: '2026-12-10', route: 'hand' } })
  expect(await register()).toBe(1)
  await whole(ask)
})

test('a sending corrected to a day on which it might not have left is told of first, then marked on the letter and in the register', async () => {
  const office = await officeWithRequest()
  const { ask, letterId, clientId } = office
  const [form] = await ask.consents.list({ clientId })
  const open = form!.choices.filter(({ state }) => state === 'in-force').map((one) => one.class)
  const left = (await ask.letters.get({ letterId })).sent!
  await ask.consents.withdraw({
    ...{ consentId: form!.id, classes: open, receivedOn: day('2026-12-02'), how: 'slip' },
  })
  const register = async () => {
    const { lines, count } = await ask.disclosures.list({ clientId })
    return { on: lines.map((line) => [line.on, line.basis]), bare: count?.bare }
  }
  const before = await register()
  expect(before.on).toEqual([[left.on, 'consent']])
  const correct = (on: string, confirmed = false) =>
    correctSending(office, {
      ...{ letterId, route: 'hand', on: day(on), reason: 'It lay in the tray', confirmed },
    })
  const told = await refusalOf(correct('2026-12-03'), 'conflict')
  expect(told.message).toMatch(
    /^On 3 December 2026 it might not have been sent\. .*withdrew.* If it left on that day, record it all the same\.$/,
  )
  expect(told.fields).toHaveProperty('confirmed')
  expect(await register()).toEqual(before)
  const { sent } = await correct('2026-12-03', true)
  expect(sent).toMatchObject({
    on: '2026-12-03',
    denied: [expect.stringContaining('withdrew'), expect.anything()],
  })
  expect(await register()).toEqual({ on: [['2026-12-03', 'none']], bare: 1 })
  expect((await correct('2026-12-01')).sent).toMatchObject({ on: '2026-12-01', denied: [] })
  expect(await register()).toEqual({ on: [['2026-12-01', 'consent']], bare: 0 })
  await whole(ask)
})

test('a sending corrected to a day after the client was moved says what the books of that day deny, and no more', async () => {
  const office = await letterOffice()
  const { ask, clock, clientId } = office
  const consentRequested = {
    recipient: { name: 'Denise Fenwright', role: 'family' as const },
    ...{ purpose: 'inform' as const, classes: ['health' as const] },
  }
  const { id: letterId } = await letterAt(office, 'sent', { kind: 'L24', consentRequested })
  clock.set('2026-12-10T09:00:00.000Z')
  await ask.clients.recordMove({
    clientId,
    stay: { establishmentId: 'hull', from: day('2026-12-01'), source: 'A letter.' } as never,
  })
  await recordFirm(ask, { telephone: '0113 496 0999' })
  const correct = (on: string, confirmed = false) =>
    correctSending(office, {
      ...{ letterId, route: 'first-class', on: day(on), reason: 'The post book', confirmed },
    })
  expect((await correct('2026-11-25')).sent).toMatchObject({ denied: [] })
  await refusalOf(correct('2026-12-02'), 'conflict')
  expect((await correct('2026-12-02', true)).sent?.denied).toEqual([
    'Where the client is: the letter says HMP Leeds; it is now HMP & YOI Hull.',
  ])
})

test('a refusal after an answer in full is decided by a solicitor, who may go on waiting for an answer', async () => {
  const office = await officeWithRequest()
  const { ask, reply, toDecide } = office
  await reply('answered-in-full', '2026-12-04')
  const refused = await reply('refused', '2026-12-05')
  expect(refused).toMatchObject({ state: 'sent', toDecide: [{ kind: 'refused' }] })
  expect(await toDecide()).toEqual([expect.stringContaining('refused, to be decided')])
  const { rows } = await ask.letters.list({})
  expect(listedAct(rows[0]!, '2026-12-10')).toBe('decide')
  const reason = 'They had sent another client’s records'
  const chased = await office.decide('chase', reason)
  expect(chased).toMatchObject({ state: 'sent', toDecide: [], deadline: { due: '2026-12-29' } })
  const accepted = await office.decide('accept', reason)
  expect(accepted).toMatchObject({ state: 'replied', toDecide: [], deadline: null })
  await whole(ask)
})

test('an answer in full settles what came before it, and what came after it stands to be decided whatever was recorded first', async () => {
  const { ask, letterId, reply, toDecide } = await officeWithRequest()
  await reply('answered-in-part', '2026-12-01')
  const answered = await reply('answered-in-full', '2026-12-04')
  expect(answered).toMatchObject({ state: 'replied', toDecide: [] })
  const before = await reply('not-held', '2026-12-03')
  expect(before).toMatchObject({ state: 'replied', toDecide: [] })
  const sameDay = await reply('fee-asked', '2026-12-04')
  expect(sameDay.toDecide).toMatchObject([{ kind: 'fee-asked' }])
  const later = await reply('answered-in-full', '2026-12-09')
  expect(later).toMatchObject({ state: 'replied', toDecide: [], deadline: null })
  expect(await toDecide()).toEqual([])
  const wrong = later.replies.filter(({ kind }) => kind === 'answered-in-full')
  for (const { seq } of wrong)
    await ask.letters.correctReply({
      ...{ letterId, reply: seq, version: seq, kind: null, on: day('2026-12-09'), note: '' },
      reason: 'It was another client’s answer',
    })
  const { toDecide: all } = await ask.letters.get({ letterId })
  expect(all.map(({ kind }) => kind)).toEqual(['answered-in-part', 'not-held', 'fee-asked'])
})

test('a decision taken before an earlier answer came to light is asked for again', async () => {
  const { reply, decide } = await officeWithRequest()
  await reply('refused', '2026-12-05')
  await decide('chase', 'No ground was given')
  const found = await reply('answered-in-full', '2026-12-04')
  expect(found).toMatchObject({ state: 'sent', toDecide: [{ kind: 'refused' }] })
  const decided = await decide('accept', 'No ground was given')
  expect(decided).toMatchObject({ state: 'replied', toDecide: [] })
})
