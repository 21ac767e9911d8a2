import log from 'electron-log/node'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { logLine } from './log-line.ts'

/** The program's own log files, the older first. */
const textIn = (folder: string): string =>
  ['remedy.old.log', 'remedy.log']
    .map((name) => path.join(folder, name))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')

/** Notes in `folder`/remedy.log what went wrong in which act (two files of 1 MB at most, no personal data). */
export function logFile(folder: string, program: string) {
  log.transports.file.resolvePathFn = () => path.join(folder, 'remedy.log')
  log.transports.file.maxSize = 1024 * 1024
  log.transports.console.level = false
  return {
    folder,
    text: () => textIn(folder),
    report: (name: string, error: unknown) => log.error(logLine(name, error, program)),
    note: (act: string) => log.info(act),
  }
}

export type LogFile = ReturnType<typeof logFile>
