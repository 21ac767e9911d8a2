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
    return Promise.all(
      names.map(async (name) => ({
        name,
        usual: usual.includes(name),
        trays: await traysOf(name),
      })),
    )
  },
  async print(printer, file, title, { size, copies, sides, tray }) {
    const options = [
      // The page's own size, or an envelope would be turned and centred on the A4 that the queue is set to.
      `media=${MEDIA[size]}`,
      'print-scaling=none',
      ...(sides === '' ? [] : [`sides=${SIDES[sides]}`]),
      ...(tray === '' ? [] : [`InputSlot=${tray}`]),
    ]
    const wanted = options.flatMap((option) => ['-o', option])
    await cups('lp', '-d', printer, '-t', title, '-n', String(copies), ...wanted, '--', file)
  },
}

/** Names of PWG 5101.1, which every queue of CUPS knows. */
const MEDIA = {
  ...{ A4: 'iso_a4_210x297mm', DL: 'iso_dl_110x220mm' },
  ...{ C5: 'iso_c5_162x229mm', C4: 'iso_c4_229x324mm' },
}
const SIDES = {
  one: 'one-sided',
  'long-edge': 'two-sided-long-edge',
  'short-edge': 'two-sided-short-edge',
}

/** The trays that a queue offers; none where it says nothing of them. */
async function traysOf(printer: string): Promise<string[]> {
  const said = await cups('lpoptions', '-p', printer, '-l').catch(() => '')
  const line = /^InputSlot\/[^:]*: (.*)$/m.exec(said)?.[1] ?? ''
  return line
    .split(' ')
    .map((tray) => tray.replace(/^\*/, ''))
    .filter((tray) => tray !== '' && tray !== 'Custom')
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
