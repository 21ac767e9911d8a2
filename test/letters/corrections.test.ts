import { expect, test } from 'vitest'
import { refusalOf } from '../open-office.ts'
import { day, letterAt, letterOffice, withAuthority } from './letter-office.ts'

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
      .flatMap(({ items }) => items.map(({ what }) => what))
  return { ...office, letterId, reply, toDecide }
}
const whole = async (ask: Awaited<ReturnType<typeof officeWithRequest>>['ask']) =>
  expect((await ask.audit.verify({})).findings).toEqual([])

test('a refusal is to be decided, on the day and on the letter, and never answers the request by itself', async () => {
  const { ask, letterId, reply, toDecide } = await officeWithRequest()
  const refused = await reply('refused')
  expect(refused).toMatchObject({ state: 'sent', deadline: null })
  expect(refused.replies).toMatchObject([{ kind: 'refused', toDecide: true, decided: null }])
  expect(await toDecide()).toEqual([expect.stringContaining('refused, to be decided')])
  const about = { letterId, reply: refused.replies[0]!.seq, reason: 'No ground was given' }
  const later = { ...about, decision: 'challenge' as const }
  expect((await refusalOf(ask.letters.decideReply(later), 'invalid-input')).fields).toHaveProperty(
    'until',
  )
  await ask.letters.decideReply({ ...later, until: day('2026-12-20') })
  expect(await toDecide()).toEqual([])
  const chased = await ask.letters.decideReply({ ...about, decision: 'chase' })
  expect(chased).toMatchObject({ state: 'sent', deadline: { due: '2026-12-29' } })
  const accepted = await ask.letters.decideReply({ ...about, decision: 'accept' })
  expect(accepted).toMatchObject({ state: 'replied', deadline: null })
  await whole(ask)
})

test('a reply recorded by mistake is withdrawn, or put in its right words, and the clock follows', async () => {
  const { ask, letterId, reply } = await officeWithRequest()
  const answered = await reply('answered-in-full')
  expect(answered.state).toBe('replied')
  const correct = (seq: number, kind: 'answered-in-part' | null) =>
    ask.letters.correctReply({
      ...{ letterId, reply: seq, kind, on: day('2026-12-07'), note: '' },
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
  const corrected = await ask.letters.correctSending({
    ...{ letterId, route: 'hand', on: day('2026-12-01'), reason: 'It lay in the tray' },
  })
  expect(corrected).toMatchObject({
    ...{ sent: { on: '2026-12-01', route: 'hand' }, deadline: { receivedOn: '2026-12-01' } },
  })
  const { lines } = await ask.disclosures.list({ clientId })
  expect(lines.map(({ on, route }) => [on, route])).toContainEqual(['2026-12-01', 'hand'])
  const early = { letterId, route: 'hand' as const, on: day('2026-11-01'), reason: 'Wrong' }
  await refusalOf(ask.letters.correctSending(early), 'invalid-input')
  await ask.letters.returned({ letterId, on: day('2026-12-08'), reason: 'Gone away' })
  const undo = (step: 'letter-returned' | 'letter-printed', id = letterId) =>
    ask.letters.undoStep({ letterId: id, step, reason: 'Another envelope' })
  expect(await undo('letter-returned')).toMatchObject({ state: 'sent' })
  await refusalOf(undo('letter-returned'), 'conflict')
  await whole(ask)
})
