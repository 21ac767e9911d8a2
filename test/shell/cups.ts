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
  forget(listed().filter((name) => !isAlive(name)))
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
      forget(mine)
      // Another run of these tests may be printing by it.
      if (listed().length === 0) await ending()
    },
  }
}

const run = (command: string, ...words: string[]) =>
  spawnSync(command, words, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })

const listed = () =>
  run('lpstat', '-e')
    .stdout.split('\n')
    .filter((name) => name.startsWith(NAME))

/** Queues of a run that was killed stay behind: their name says by which process they were added. */
function isAlive(name: string): boolean {
  try {
    return process.kill(Number(name.slice(NAME.length + 1).split('-')[0]), 0)
  } catch {
    return false
  }
}

function forget(names: string[]): void {
  for (const name of names) run('/usr/sbin/lpadmin', '-x', name)
}

const isRunning = () => run('lpstat', '-r').stdout.includes('scheduler is running')

async function startCups(): Promise<() => Promise<void>> {
  if (process.getuid?.() !== 0)
    throw new Error('The printing system is not running. Start it once: sudo service cups start')
  // It may outlive the run that starts it: its files do not lie in a folder that goes with that run.
  const env = { ...process.env, TMPDIR: undefined }
  const cups = spawn('/usr/sbin/cupsd', ['-f'], { stdio: 'ignore', env })
  const ended = new Promise<void>((resolve) => cups.once('exit', () => resolve()))
  await vi.waitUntil(isRunning, { timeout: 20_000, interval: 100 })
  return () => {
    cups.kill()
    return ended
  }
}
