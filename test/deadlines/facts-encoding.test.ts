import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { readFacts } from '../../src-main/commands/facts.ts'
import type { Terminal } from '../../src-main/commands/terminal.ts'

const facts = { rule: 'R02', client: 'Łukasz Ŵyn' }
const text = JSON.stringify(facts)
const utf16 = Buffer.from(text, 'utf16le')
const read = (bytes: Buffer) =>
  readFacts({ input: Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]) } as Terminal, {})

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
  ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 without one', utf16],
  ['UTF-16, the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
])('facts on standard input are read in %s', async (_, bytes) =>
  expect(await read(bytes)).toEqual(facts),
)
