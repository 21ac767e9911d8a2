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
  let typed = ''
  for await (const piece of input.setEncoding('utf8')) {
    typed += String(piece)
    if (typed.length > LONGEST) throw wrong('The input is too long for the facts of one matter.')
  }
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
