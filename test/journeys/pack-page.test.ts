import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KINDS } from '../audit/pack/kinds-of-pack.ts'
import { chance } from '../audit/pack/made-packs.ts'
import { program } from './harness.ts'

let [app, window] = [null as unknown as ElectronApplication, null as unknown as Page]
const folder = mkdtempSync(path.join(os.tmpdir(), 'remedy-page-'))
const kept = path.join(program, 'resources', 'verify.html')

beforeAll(async () => {
  copyFileSync(kept, path.join(folder, 'verify.html'))
  const page = JSON.stringify(path.join(folder, 'verify.html'))
  writeFileSync(
    path.join(folder, 'package.json'),
    '{"name":"page","version":"1.0.0","main":"main.cjs"}',
  )
  writeFileSync(
    path.join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 900, height: 900 }).loadFile(${page}))`,
  )
  const profile = `--user-data-dir=${path.join(folder, 'profile')}`
  const chromiumSandbox = process.getuid?.() !== 0
  app = await _electron.launch({ args: [folder, profile], chromiumSandbox })
  window = await app.firstWindow()
})
afterAll(async () => {
  await app?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('in Chromium, opened from a disk, the page judges good and bad packs as it should', async () => {
  const asked: string[] = []
  window.on('request', (request) => asked.push(request.url()))
  expect(window.url()).toMatch(/^file:/)
  for (const [at, [name, make]] of KINDS.entries()) {
    const { bytes, paper, verdict, upTo } = make(chance(at))
    const file = path.join(folder, `${at}.zip`)
    writeFileSync(file, bytes)
    await window.getByLabel('The pack').setInputFiles(file)
    await window.getByLabel('Fingerprint').fill(paper.fingerprint)
    await window.getByLabel('Codes').fill(paper.codes.join('\n'))
    await window.locator('#result').evaluate((result) => result.setAttribute('class', ''))
    await window.getByRole('button', { name: 'Verify' }).click()
    const shown = window.locator('#result:not([class=""])')
    await shown.waitFor()
    expect(await shown.getAttribute('class'), name).toBe(verdict)
    const words = await shown.innerText()
    if (verdict === 'agrees') expect(words).toContain(`Agrees with paper up to entry ${upTo}.`)
    expect(words, name).not.toMatch(/genuine/i)
  }
  expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([])
})
