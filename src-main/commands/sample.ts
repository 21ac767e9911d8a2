import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { openOffice } from '../office.ts'
import { makeSample, SAMPLE_PASSPHRASE } from '../sample.ts'
import { WrongUse, type Given, type Usage } from './arguments.ts'
import type { Reply, Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'sample',
  takes: ['<folder>'],
  words: {},
  flags: {},
  says: 'makes an office of invented people and clients in an empty or new folder',
}

/** Makes the sample office and says how to open it. */
export async function sample(given: Given, terminal: Terminal): Promise<Reply> {
  const folder = resolve(terminal.folder, given.operands[0]!)
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new WrongUse('That folder is not empty. Choose an empty one, or a new name.')
  const { resources, clock, random } = terminal
  const made = await makeSample({ folder, open: openOffice, resources, clock, random })
  const people = made.people.map(({ name, role }) => `${name} (${role})`)
  return {
    exit: 0,
    text: [
      `${made.officeName}, an invented office, stands in ${folder}.`,
      `${made.clients} clients, ${made.entries} entries in the log. Code of the log: ${made.code}`,
      `Here work ${people.join(', ')}.`,
      `passphrase: ${SAMPLE_PASSPHRASE}`,
    ].join('\n'),
    json: { folder, ...made, passphrase: SAMPLE_PASSPHRASE },
  }
}
