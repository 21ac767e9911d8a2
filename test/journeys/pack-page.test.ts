import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KINDS } from '../audit/pack/kinds-of-pack.ts'
import { chance } from '../audit/pack/made-packs.ts'
import { openPackPage, type PackPage } from './page-window.ts'

let page: PackPage

beforeAll(async () => {
  page = await openPackPage()
})
afterAll(() => page?.close())

test('in Chromium, opened from a disk, the page judges good and bad packs as it should', async () => {
  const asked: string[] = []
  page.window.on('request', (request) => asked.push(request.url()))
  expect(page.window.url()).toMatch(/^file:/)
  for (const [at, [name, make]] of KINDS.entries()) {
    const { bytes, paper, verdict, upTo } = make(chance(at))
    const file = path.join(page.folder, `${at}.zip`)
    writeFileSync(file, bytes)
    const judged = await page.judge(file, paper)
    expect(judged.verdict, name).toBe(verdict)
    if (verdict === 'agrees')
      expect(judged.words).toContain(`Agrees with paper up to entry ${upTo}.`)
    expect(judged.words, name).not.toMatch(/genuine/i)
  }
  expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([])
})
