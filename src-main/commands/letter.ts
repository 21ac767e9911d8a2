import { writeFile } from 'node:fs/promises'
import { requestFor } from '../letters/kinds.ts'
import { letterCommand } from '../letters/letter-command.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Given, Usage } from './arguments.ts'
import { readFacts } from './facts.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'letter',
  takes: ['<letter.pdf>'],
  words: {},
  flags: {},
  says: 'makes a letter as a PDF from the facts on standard input',
}
const example = {
  kind: requestFor('health-records'),
  datedOn: '2026-11-22',
  ourRef: 'HV/1',
  addressee: { name: 'Records Manager', lines: ['HMP Leeds Healthcare', 'Leeds', 'LS12 2TJ'] },
  facts: {
    client: { name: 'Wyn ap Siôn' },
    addressee: { name: 'Records Manager' },
    firm: { name: 'Vane LLP' },
    authority: { signedOn: '2026-11-20' },
    request: {},
  },
  firm: {
    name: 'Vane LLP',
    address: ['1 Park Row'],
    postcode: 'LS1 1AA',
    telephone: '0113 496 0000',
    sraNumber: '600000',
  },
  signature: { name: 'Hester Vane', capacity: 'Partner' },
}

/** Writes a letter to a file; needs no office, checks no consent and records nothing. */
export async function letter({ operands }: Given, terminal: Terminal): Promise<Reply> {
  const file = pathIn(terminal, operands[0] ?? '')
  const { pdf, pages, edition, title } = await letterCommand(
    await readFacts(terminal, example),
    terminal,
  )
  try {
    await writeFile(file, pdf)
  } catch {
    const message = `The letter cannot be written to ${file}. Name a file in a folder that you may write to.`
    throw new Refusal('invalid-input', message)
  }
  const text = `${title}, ${pages} ${pages === 1 ? 'page' : 'pages'}: ${file}`
  return { exit: 0, text, json: { file, pages, edition, title } }
}
