import { spawn, spawnSync } from 'node:child_process'
import { vi } from 'vitest'
import { needs } from '../needs.ts'

const PPD = '/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd'
const NAME = 'Remedy-test'

/** Queues of this computer whose paper is a PDF file. */
export interface Queues {
  /** Adds a queue and gives its name; `accepts: false` for a printer that refuses all work. */
  add(kind: string, options?: { accepts: boolean }): string
  end(): Promise<void>
}

/** The printing system, started when it does not run; what was started here is ended here. */
export async function openQueues(): Promise<Queues> {
  for (const command of ['cupsd', 'lpadmin', 'cupsreject']) needs(`/usr/sbin/${command}`, 'cups')
  for (const command of ['lp', 'lpstat']) needs(command, 'cups-client')
  for (const command of ['pdftotext', 'pdftocairo']) needs(command, 'poppler-utils')
  needs(PPD, 'printer-driver-cups-pdf')
  const ending = isRunning() ? async () => {} : await startCups()
  const mine: string[] = []
  return {
    add(kind, { accepts } = { accepts: true }) {
      const name = `${NAME}-${process.pid}-${kind}`
      // Only this renderer keeps the letters of a subset font readable on their way through PostScript.
      const words = ['-v', 'cups-pdf:/', '-P', PPD, '-o', 'pdftops-renderer-default=pdftocairo']
      const { status, stderr } = run('/usr/sbin/lpadmin', '-p', name, '-E', ...words)
      if (status !== 0)
        throw new Error(`${stderr}\nLet yourself add printers once: sudo adduser $USER lpadmin`)
      mine.push(name)
      if (!accepts) run('/usr/sbin/cupsreject', name)
      return name
    },
    async end() {
      for (const name of mine) run('/usr/sbin/lpadmin', '-x', name)
      // Another run of these tests may be printing by it.
      if (!run('lpstat', '-e').stdout.includes(NAME)) await ending()
    },
  }
}

const run = (command: string, ...words: string[]) =>
  spawnSync(command, words, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })

const isRunning = () => run('lpstat', '-r').stdout.includes('scheduler is running')

async function startCups(): Promise<() => Promise<void>> {
  if (process.getuid?.() !== 0)
    throw new Error('The printing system is not running. Start it once: sudo service cups start')
  const cups = spawn('/usr/sbin/cupsd', ['-f'], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => cups.once('exit', () => resolve()))
  await vi.waitUntil(isRunning, { timeout: 20_000, interval: 100 })
  return () => {
    cups.kill()
    return ended
  }
}
