import { Refusal } from '../wire/refusal.ts'
import { plainTextFault } from '../wire/plain-text.ts'
import type { Terminal } from './terminal.ts'

const LONGEST = 100_000

/** Reads the facts of a command: one JSON object on standard input; refuses anything else. */
export async function readFacts({ input }: Terminal, example: object): Promise<unknown> {
  const wrong = (why: string) =>
    new Refusal(
      'invalid-input',
      `${why} Give the facts as one JSON object on standard input, for example ${JSON.stringify(example)}`,
    )
  if (input.isTTY) throw wrong('No facts were given.')
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of input) {
    pieces.push(typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece as Uint8Array))
    length += pieces.at(-1)!.length
    if (length > LONGEST) throw wrong('The input is too long for the facts of one matter.')
  }
  const typed = textOf(Buffer.concat(pieces))
  let facts: unknown
  try {
    facts = JSON.parse(typed)
  } catch {
    throw wrong(typed.trim() === '' ? 'No facts were given.' : 'The input is not JSON.')
  }
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts))
    throw wrong('The input is not a JSON object.')
  const fault = plainTextFault(facts)
  if (fault) throw new Refusal('invalid-input', fault.message, { [fault.path]: fault.message })
  return facts
}

/** The text, with the byte order mark taken off that Windows puts before it, and in UTF-16 where that says so. */
function textOf(bytes: Buffer): string {
  const [first, second] = bytes
  const swapped = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x7b)
  const wide = swapped || (first === 0xff && second === 0xfe) || (first === 0x7b && second === 0)
  const order = swapped ? 'utf-16be' : wide ? 'utf-16le' : 'utf-8'
  return new TextDecoder(order).decode(bytes)
}
