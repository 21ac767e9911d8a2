import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { thin, tooOld, type Backup } from '../../src-main/backups/backup-place.ts'
import { newFolder } from '../vault/new-vault.ts'

const made = (madeAt: string) => ({ madeAt, folder: madeAt }) as Backup
const days = (from: string, many: number) =>
  Array.from({ length: many }, (_, day) => {
    const at = new Date(`${from}T17:00:00.000Z`)
    at.setUTCDate(at.getUTCDate() + day)
    return made(at.toISOString())
  })
const kept = (all: Backup[], keep: Parameters<typeof tooOld>[1]) => {
  const gone = new Set(tooOld(all, keep))
  return all.filter((one) => !gone.has(one)).map(({ madeAt }) => madeAt.slice(0, 10))
}

test('the newest of so many days, weeks and months are kept', () => {
  const all = days('2026-09-01', 60)
  expect(kept(all, { daily: 3, weekly: 2, monthly: 2 })).toEqual([
    // 30 September is the last of its month, 25 October the last of its week.
    '2026-09-30',
    '2026-10-25',
    '2026-10-28',
    '2026-10-29',
    '2026-10-30',
  ])
})

test('of several on an earlier day the last is kept, and of the newest day all', () => {
  const at = (day: string) => ['08', '12', '17'].map((hour) => made(`${day}T${hour}:00:00.000Z`))
  const all = [...at('2026-10-05'), ...at('2026-10-06')]
  const none = { daily: 0, weekly: 0, monthly: 0 }
  expect(tooOld(all, { ...none, daily: 2 }).map(({ madeAt }) => madeAt)).toEqual([
    '2026-10-05T12:00:00.000Z',
    '2026-10-05T08:00:00.000Z',
  ])
  expect(kept(all, none)).toEqual(['2026-10-06', '2026-10-06', '2026-10-06'])
  expect(tooOld([], none)).toEqual([])
})

test('weeks run from Monday, over the end of a year too', () => {
  const all = ['2026-12-27', '2026-12-28', '2027-01-03', '2027-01-04'].map((on) =>
    made(`${on}T17:00:00.000Z`),
  )
  expect(kept(all, { daily: 0, weekly: 3, monthly: 0 })).toEqual([
    '2026-12-27',
    '2027-01-03',
    '2027-01-04',
  ])
})

test('a backup whose list of documents cannot be read keeps every document where it is', () => {
  const place = newFolder()
  const backup = (day: string, papers: string) => {
    const folder = join(place, `${day}T170000Z`)
    mkdirSync(folder)
    writeFileSync(
      join(folder, 'backup.json'),
      JSON.stringify({
        ...{ format: 'remedy-backup', version: 1, office: { id: 'x', name: 'Tark' } },
        ...{ madeAt: `${day}T17:00:00.000Z`, head: { size: 1, root: '' } },
        ...{ papers: 1, lacking: [], bytes: 0 },
      }),
    )
    writeFileSync(join(folder, 'papers.txt'), `${papers}\n`)
    return folder
  }
  const [old, kept] = ['a'.repeat(32), 'b'.repeat(32)]
  mkdirSync(join(place, 'papers'))
  for (const id of [old, kept]) writeFileSync(join(place, 'papers', id), '')
  const papers = () => readdirSync(join(place, 'papers')).sort()
  backup('2026-10-05', old)
  const newest = backup('2026-10-07', kept)
  backup('2026-10-04', old)
  writeFileSync(join(newest, 'papers.txt'), 'spoiled\n')
  thin(place, { daily: 2, weekly: 0, monthly: 0 })
  expect(papers()).toEqual([old, kept])
  writeFileSync(join(newest, 'papers.txt'), `${kept}\n`)
  thin(place, { daily: 1, weekly: 0, monthly: 0 })
  expect(papers()).toEqual([kept])
})
