import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Refusal } from '../wire/refusal.ts'
import type { Printers } from './printing.ts'

const start = promisify(execFile)

/** Linux and macOS, by CUPS and its commands `lp` and `lpstat`, which no shell starts. */
export const unixPrinters: Printers = {
  async list() {
    const said = (await cups('lpstat', '-r', '-d', '-e')).split('\n')
    if (said.includes('scheduler is not running'))
      throw new Refusal(
        'not-found',
        'The printing system of this computer (CUPS) is not running. Have it started and try again, or open the letter in the PDF reader.',
      )
    const usual = said.map((line) => /^system default destination: (.*)$/.exec(line)?.[1])
    // The name of a queue holds no space; every other line is a sentence.
    const names = said.filter((line) => /^\S+$/.test(line))
    return names.map((name) => ({ name, usual: usual.includes(name) }))
  },
  async print(printer, file, title) {
    await cups('lp', '-d', printer, '-t', title, file)
  },
}

/** What a command of CUPS says, in English wherever the office works. */
export async function cups(command: string, ...words: string[]): Promise<string> {
  try {
    const env = { ...process.env, LC_ALL: 'C' }
    return (await start(command, words, { env })).stdout
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Refusal(
        'not-found',
        'This computer has no printing system (CUPS). Have it installed, on Debian or Ubuntu by: sudo apt-get install cups. Until then open the letter in the PDF reader, or save a copy and print it elsewhere.',
      )
    throw error
  }
}
