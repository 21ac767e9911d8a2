import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron, type Page } from 'playwright-core'
import { program } from './harness.ts'

/** The page that travels in a pack, opened from a disk in a bare Chromium: nothing of the program is near. */
export interface PackPage {
  readonly window: Page
  /** For the packs that it is given. */
  readonly folder: string
  /** Gives the page a pack and what somebody has on paper; answers with its class and its words. */
  judge(file: string, paper?: Paper): Promise<{ verdict: string | null; words: string }>
  close(): Promise<void>
}
interface Paper {
  fingerprint: string
  codes: readonly string[]
}

/** Opens a page for packs; without `html` the one that the program carries. */
export async function openPackPage(html?: Uint8Array): Promise<PackPage> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'remedy-page-'))
  const file = path.join(folder, 'verify.html')
  if (html) writeFileSync(file, html)
  else copyFileSync(path.join(program, 'resources', 'verify.html'), file)
  const about = { name: 'page', version: '1.0.0', main: 'main.cjs' }
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(about))
  writeFileSync(
    path.join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 900, height: 900 }).loadFile(${JSON.stringify(file)}))`,
  )
  const profile = `--user-data-dir=${path.join(folder, 'profile')}`
  const chromiumSandbox = process.getuid?.() !== 0
  const app = await _electron.launch({ args: [folder, profile], chromiumSandbox })
  const window = await app.firstWindow()
  return {
    window,
    folder,
    async judge(pack, { fingerprint, codes } = { fingerprint: '', codes: [] }) {
      await window.getByLabel('The pack').setInputFiles(pack)
      await window.getByLabel('Fingerprint').fill(fingerprint)
      await window.getByLabel('Codes').fill(codes.join('\n'))
      await window.locator('#result').evaluate((result) => result.setAttribute('class', ''))
      await window.getByRole('button', { name: 'Verify' }).click()
      const shown = window.locator('#result:not([class=""])')
      await shown.waitFor()
      return { verdict: await shown.getAttribute('class'), words: await shown.innerText() }
    },
    async close() {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
