import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { runIn } from './commands/run.ts'

const here = fileURLToPath(import.meta.url)
/** Beside the sources, `resources` stands one folder up; beside the built files, two. */
const resources = join(dirname(here), here.endsWith('.ts') ? '..' : join('..', '..'), 'resources')

/** How a person, or the system, ends a program that runs until then. */
const STOPPING = ['SIGINT', 'SIGTERM']

/** Answers a command of the installed program or of `npm run remedy`; gives its exit code. */
export function runCommand(words: readonly string[]): Promise<number> {
  return runIn(words, {
    say: (text) => void process.stdout.write(text),
    note: (text) => void process.stderr.write(text),
    input: process.stdin,
    folder: process.env['INIT_CWD'] ?? process.cwd(),
    resources,
    clock: () => new Date(),
    random: randomBytes,
    stopped: () => Promise.race(STOPPING.map((signal) => once(process, signal))),
  })
}

const started = process.argv[1]
if (started && existsSync(started) && realpathSync(started) === realpathSync(here))
  process.exitCode = await runCommand(process.argv.slice(2))
