import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PAPERS_HOLD } from '../../src-main/audit/verify-papers.ts'
import { letterAt, letterOffice, withAuthority } from './letter-office.ts'

async function officeWithPaper() {
  const office = await letterOffice()
  await withAuthority(office)
  const letter = await letterAt(office, 'approved')
  const [name] = readdirSync(join(office.folder, 'papers'))
  return { office, letter, file: join(office.folder, 'papers', name!) }
}

test('a verification opens every paper and compares its hash', async () => {
  const { office } = await officeWithPaper()
  const { checks, findings } = await office.ask.audit.verify({ codes: [] })
  expect(findings).toEqual([])
  expect(checks).toContainEqual({ name: PAPERS_HOLD, of: 1, held: 1 })
})

test('a letter whose paper was changed on the disk is a finding that names its entry', async () => {
  const { office, file, letter } = await officeWithPaper()
  const bytes = readFileSync(file)
  bytes[40]! ^= 1
  writeFileSync(file, bytes)
  const { verdict, findings } = await office.ask.audit.verify({ codes: [] })
  expect(verdict).toBe('finding')
  expect(findings[0]?.what).toMatch(
    /The document of the letter approved in entry \d+ failed its check/,
  )
  expect(letter.state).toBe('approved')
})

test('a letter whose paper is gone is a finding', async () => {
  const { office, file } = await officeWithPaper()
  rmSync(file)
  const { verdict, findings } = await office.ask.audit.verify({ codes: [] })
  expect(verdict).toBe('finding')
  expect(findings[0]?.differs).toBe('Its file is missing.')
})
