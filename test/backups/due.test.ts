import { expect, test } from 'vitest'
import { openTestOffice } from '../open-office.ts'
import { officeWithBackups } from './office-with-backups.ts'

type Office = Pick<Awaited<ReturnType<typeof openTestOffice>>, 'ask'>
const told = async ({ ask }: Office) =>
  (await ask.day.view({})).notices.map(({ kind }) => kind).filter((kind) => kind !== 'no-sheet')

test('an office that was worked in is told each day that it has no backup, and a new one is left in peace', async () => {
  const office = await openTestOffice()
  expect(await told(office)).toEqual([])
  while ((await office.ask.audit.health({})).entries < 100) await office.signIn(office.partner)
  expect(await told(office)).toEqual(['no-backup'])
  const auditor = await office.hire('Ada Quill', 'secretary')
  await office.signIn(auditor)
  expect(await told(office)).toEqual(['no-backup'])
})

test('the day says that the last backup is three days old, and that none was tried for a month', async () => {
  const office = await officeWithBackups()
  const { clock } = office
  expect(await told(office)).toEqual(['no-backup'])
  await office.ask.backups.make({})
  expect(await told(office)).toEqual([])
  clock.set('2026-11-26T09:00:01.000Z')
  expect(await told(office)).toEqual(['backup-old'])
  await office.ask.backups.make({})
  // However new the last is: none of them was ever tried.
  clock.set('2026-12-25T09:00:00.000Z')
  await office.ask.backups.make({})
  expect(await told(office)).toEqual(['backup-untried'])
  expect((await office.ask.backups.state({})).trialDue).toBe(true)
  await office.ask.backups.tryNewest({})
  expect(await told(office)).toEqual([])
  clock.set('2027-01-26T09:00:00.000Z')
  await office.ask.backups.make({})
  expect(await told(office)).toEqual(['backup-untried'])
})
