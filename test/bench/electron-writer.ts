import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { hasDisplay, prepareElectron } from '../../scripts/electron.ts'
import { benchLetter, plainly, SIZES } from './bench-letter.ts'
import type { Writer } from './letter-writers.ts'

/** A program of a few lines: loads each page it is told of into one warm window and prints it. */
const MAIN = `const { app, BrowserWindow } = require('electron')
const { createInterface } = require('node:readline')
const { pathToFileURL } = require('node:url')
app.disableHardwareAcceleration()
app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false })
  console.log('ready')
  for await (const file of createInterface({ input: process.stdin })) {
    await window.loadURL(pathToFileURL(file).href)
    const pdf = await window.webContents.printToPDF({ pageSize: 'A4', generateTaggedPDF: true })
    console.log('made ' + pdf.length)
  }
  app.quit()
})
`

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Electron's own printing, in one window kept warm, or null where no Electron can be had. */
export async function electronWriter(): Promise<{ write: Writer; close(): Promise<void> } | null> {
  const folder = mkdtempSync(join(tmpdir(), 'printing-'))
  try {
    if (!hasDisplay()) throw new Error('there is no display.')
    const prepared = await quietly(prepareElectron)
    writeFileSync(join(folder, 'main.cjs'), MAIN)
    writeFileSync(
      join(folder, 'package.json'),
      '{"name":"printing","version":"1.0.0","main":"main.cjs"}',
    )
    const child = spawn(prepared.binary, [folder], {
      env: { ...process.env, ...prepared.env },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const next = async (word: string) => {
      for (;;) {
        const { value, done } = await said.next()
        if (done) throw new Error('Electron stopped.')
        if (String(value).startsWith(word)) return String(value)
      }
    }
    await next('ready')
    const ended = new Promise((end) => child.once('exit', end))
    return {
      async write(n, pages) {
        const body = plainly(benchLetter(n, pages))
          .map(
            ({ kind, text }) =>
              `<${kind === 'heading' ? 'h1' : 'p'} style="font-size:${SIZES[kind]}pt">${escaped(text)}</${kind === 'heading' ? 'h1' : 'p'}>`,
          )
          .join('')
        const file = join(folder, 'letter.html')
        writeFileSync(
          file,
          `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Letter</title><body style="font-family:'Noto Serif'">${body}`,
        )
        child.stdin.write(`${file}\n`)
        return new Uint8Array(Number((await next('made')).slice(5)))
      },
      async close() {
        child.stdin.end()
        await ended
        rmSync(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    console.error(
      `Electron cannot be had here: ${error instanceof Error ? error.message : String(error)}`,
    )
    rmSync(folder, { recursive: true, force: true })
    return null
  }
}

/** What getting Electron ready says goes beside the figures and not among them. */
async function quietly<Result>(work: () => Promise<Result>): Promise<Result> {
  const { log } = console
  console.log = console.error
  try {
    return await work()
  } finally {
    console.log = log
  }
}
