import log from 'electron-log/node'
import path from 'node:path'
import { logLine } from './log-line.ts'

/** Notes in `folder`/remedy.log what went wrong in which act (two files of 1 MB at most, no personal data). */
export function logFile(folder: string, program: string) {
  log.transports.file.resolvePathFn = () => path.join(folder, 'remedy.log')
  log.transports.file.maxSize = 1024 * 1024
  log.transports.console.level = false
  return {
    folder,
    report: (name: string, error: unknown) => log.error(logLine(name, error, program)),
    note: (act: string) => log.info(act),
  }
}

export type LogFile = ReturnType<typeof logFile>
