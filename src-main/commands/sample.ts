import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openOffice } from '../office.ts'
import { makeSample, SAMPLE_PASSPHRASE } from '../sample/sample.ts'
import { WrongUse, type Given, type Usage } from './arguments.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'sample',
  takes: ['<folder>'],
  words: {},
  flags: {},
  says: 'creates a sample office of invented people and clients in an empty or new folder',
}

/** Creates the sample office and says how to open it. */
export async function sample(given: Given, terminal: Terminal): Promise<Reply> {
  const folder = pathIn(terminal, given.operands[0]!)
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new WrongUse('That folder is not empty. Choose an empty one, or a new name.')
  const { resources, clock, random } = terminal
  const letters = `${folder}-letters`
  const kept: string[] = []
  const keep = (name: string, pdf: Uint8Array) => {
    mkdirSync(letters, { recursive: true })
    const file = `${String(kept.length + 1).padStart(2, '0')} ${name}`
    writeFileSync(join(letters, file), pdf)
    kept.push(file)
  }
  const made = await makeSample({ folder, open: openOffice, resources, clock, random, keep })
  const people = made.people.map(({ name, role }) => `${name} (${role})`)
  return {
    exit: 0,
    text: [
      `${made.officeName}, an invented office, is in ${folder}.`,
      `${made.clients} clients, ${made.entries} entries in the log. Log code: ${made.code}`,
      `${kept.length} approved letters were saved as PDFs in ${letters}.`,
      `Staff: ${people.join(', ')}.`,
      `passphrase: ${SAMPLE_PASSPHRASE}`,
    ].join('\n'),
    json: { folder, letters, ...made, passphrase: SAMPLE_PASSPHRASE },
  }
}
