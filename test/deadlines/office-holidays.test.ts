import { expect, test } from 'vitest'
import { day, letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { refusalOf } from '../open-office.ts'

const proclaimed = (change: object) => ({
  change: change as never,
  source: 'London Gazette, 20 November 2026',
  note: '',
})

test('a holiday past the last listed year counts, and a date in that year stays provisional', async () => {
  const { ask } = await letterOffice()
  const worked = () =>
    ask.deadlines.work({ rule: 'R02', events: { receivedOn: day('2030-12-01') } })
  expect(await worked()).toMatchObject({ due: '2031-01-01', provisional: true })
  await ask.deadlines.recordHoliday(
    proclaimed({ what: 'added', on: '2031-01-01', name: 'New Year’s Day' }),
  )
  expect(await worked()).toMatchObject({ due: '2031-01-02', provisional: true })
  const { days, lastYear } = await ask.deadlines.holidays({})
  expect([days.at(-1)?.on, lastYear]).toEqual(['2031-01-01', 2030])
})

test('a newly proclaimed holiday moves the open deadlines, and says which before it is recorded', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office)
  const sent = await letterAt(office, 'sent')
  const before = sent.deadline!
  const added = proclaimed({ what: 'added', on: before.prudent, name: 'Jubilee' })
  const preview = await ask.deadlines.previewHoliday(added)
  expect(preview.moved).toMatchObject([
    { what: 'letter', letterId: sent.id, before: { prudent: before.prudent } },
  ])
  expect((await ask.deadlines.holidays({})).changes).toEqual([])
  const { holiday, moved } = await ask.deadlines.recordHoliday(added)
  expect(moved).toEqual(preview.moved)
  const after = (await ask.letters.get({ letterId: sent.id })).deadline!
  expect(after.prudent < before.prudent).toBe(true)
  expect(moved[0]!.after).toEqual({ due: after.due, prudent: after.prudent })
  await office.restart()
  await office.signIn(office.partner)
  const kept = await office.ask.deadlines.holidays({})
  expect(kept.days.filter(({ byOffice }) => byOffice)).toEqual([
    { on: before.prudent, name: 'Jubilee', byOffice: true },
  ])
  expect(kept.changes).toMatchObject([{ name: 'Jubilee', by: 'Imogen Tark', orphan: false }])
  const back = await office.ask.deadlines.withdrawHoliday({ id: holiday.id, reason: 'A hoax' })
  expect(back.moved).toMatchObject([{ letterId: sent.id, after: { prudent: before.prudent } }])
  expect(back.holiday.withdrawn).toMatchObject({ reason: 'A hoax', by: 'Imogen Tark' })
  expect((await office.ask.deadlines.holidays({})).days.some((one) => one.byOffice)).toBe(false)
})

test('a limitation date moves with a holiday that is moved or does not take place', async () => {
  const { ask } = await letterOffice()
  const { days } = await ask.deadlines.holidays({})
  expect(days.some(({ on }) => on === '2027-05-03')).toBe(true)
  const moved = proclaimed({ what: 'moved', on: '2027-05-03', to: '2027-05-07' })
  await ask.deadlines.recordHoliday(moved)
  const list = (await ask.deadlines.holidays({})).days.filter(({ on }) => on.startsWith('2027-05'))
  expect(list.map(({ on, byOffice }) => [on, byOffice])).toEqual([
    ['2027-05-07', true],
    ['2027-05-31', false],
  ])
  await ask.deadlines.recordHoliday(proclaimed({ what: 'removed', on: '2027-05-31' }))
  expect((await ask.law.edition({})).edits).toBe(2)
})

test('a holiday that is listed already, or is not listed, is refused under its field', async () => {
  const { ask } = await letterOffice()
  const refuse = async (change: object) =>
    (await refusalOf(ask.deadlines.recordHoliday(proclaimed(change)), 'invalid-input')).fields
  expect(await refuse({ what: 'added', on: '2026-12-25', name: 'Christmas' })).toEqual({
    'change.on': '25 December 2026 is already listed (Christmas Day). Correct the date.',
  })
  for (const on of ['2002-12-25', '2999-01-01'])
    expect(await refuse({ what: 'added', on, name: 'Jubilee' })).toHaveProperty(['change.on'])
  expect(await refuse({ what: 'removed', on: '2026-12-24' })).toHaveProperty(['change.on'])
  expect(await refuse({ what: 'moved', on: '2026-12-25', to: '2026-12-28' })).toHaveProperty([
    'change.to',
  ])
})
