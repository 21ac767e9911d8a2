import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { openTestOffice } from '../open-office.ts'
import { letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'

test('a paper that an act left behind goes after the next sign-in, and what is kept stays', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  await letterAt(office, 'approved')
  const papers = path.join(office.folder, 'papers')
  const kept = readdirSync(papers)
  const orphan = path.join(papers, 'ab'.repeat(16))
  writeFileSync(orphan, 'left by a power cut')
  const before = (await office.ask.audit.health({})).entries
  await office.restart()
  await office.signIn(office.partner)
  await vi.waitUntil(() => !existsSync(orphan), { timeout: 5000, interval: 5 })
  expect(readdirSync(papers)).toEqual(kept)
  // Out and in, and nothing about the paper: it was of nobody.
  expect((await office.ask.audit.health({})).entries).toBe(before + 2)
  expect((await office.ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('nothing is swept in an office whose log is shorter than its head: the paper may be of what was cut', async () => {
  const office = await openTestOffice()
  const file = path.join(office.folder, 'remedy.db')
  await office.office.close()
  const older = readFileSync(file)
  await office.restart()
  await office.signIn(office.partner)
  await office.office.close()
  writeFileSync(file, older)
  const papers = path.join(office.folder, 'papers')
  mkdirSync(papers, { recursive: true })
  const orphan = path.join(papers, 'cd'.repeat(16))
  writeFileSync(orphan, 'of the part that is gone')
  await office.restart()
  await office.signIn(office.partner)
  expect((await office.ask.audit.verify({ codes: [] })).verdict).toBe('finding')
  expect(existsSync(orphan)).toBe(true)
})
