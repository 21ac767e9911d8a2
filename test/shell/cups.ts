import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { vi } from 'vitest'
import { install, type Machine } from '../electron/debian.ts'
import { Stop } from '../electron/stop.ts'

const PPD = '/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd'
/** What each Debian package is looked for by. */
const NEEDED: Record<string, string[]> = {
  cups: ['/usr/sbin/cupsd', '/usr/sbin/lpadmin'],
  'printer-driver-cups-pdf': [PPD],
  'poppler-utils': ['/usr/bin/pdftotext', '/usr/bin/pdftocairo'],
}
const NAME = 'Remedy-test'

/** Queues of this computer whose paper is a PDF file. */
export interface Queues {
  /** Adds a queue and gives its name; `accepts: false` for a printer that refuses all work. */
  add(kind: string, options?: { accepts: boolean }): string
  end(): Promise<void>
}

/** Installs what printing needs, when root on Debian; otherwise stops with the one command to give. */
export function installPrinting(there = existsSync, machine?: Machine): void {
  const missing = Object.entries(NEEDED).filter(([, files]) => !files.every(there))
  const names = missing.map(([name]) => name)
  install(names, 'The tests print to a real queue of this computer.', machine)
}

/** The printing system, started when it does not run; what was started here is ended here. */
export async function openQueues(): Promise<Queues> {
  installPrinting()
  const ending = isRunning() ? async () => {} : await startCups()
  const mine: string[] = []
  return {
    add(kind, { accepts } = { accepts: true }) {
      const name = `${NAME}-${process.pid}-${kind}`
      // Only this renderer keeps the letters of a subset font readable on their way through PostScript.
      const words = ['-v', 'cups-pdf:/', '-P', PPD, '-o', 'pdftops-renderer-default=pdftocairo']
      const { status, stderr } = run('/usr/sbin/lpadmin', '-p', name, '-E', ...words)
      if (status !== 0)
        throw new Stop(`${stderr}\nLet yourself add printers once: sudo adduser $USER lpadmin`)
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
    throw new Stop('The printing system is not running. Start it once: sudo service cups start')
  const cups = spawn('/usr/sbin/cupsd', ['-f'], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => cups.once('exit', () => resolve()))
  await vi.waitUntil(isRunning, { timeout: 20_000, interval: 100 })
  return () => {
    cups.kill()
    return ended
  }
}
