import { privateKeyLine, publicKeyLine } from '../audit/key-line.ts'
import { newSigningKey, originOf } from '../audit/signing-key.ts'
import { writeNewFile } from '../vault/durable-file.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Given, Usage } from './arguments.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'edition-key',
  takes: ['<file>'],
  words: {},
  flags: {},
  says: 'creates a publisher’s key, which signs editions of the law',
}

/** Makes a key pair: the half that signs goes into a file for its owner alone, the public half is printed. */
export async function editionKey({ operands }: Given, terminal: Terminal): Promise<Reply> {
  const file = pathIn(terminal, operands[0]!)
  const key = newSigningKey(terminal.random)
  const name = originOf(key.publicKey)
  try {
    writeNewFile(file, `${privateKeyLine(name, key)}\n`)
  } catch {
    throw new Refusal(
      'invalid-input',
      `The key cannot be written to ${file}. Name a new file in a folder that you may write to.`,
    )
  }
  const publicKey = publicKeyLine(name, key.publicKey)
  return {
    exit: 0,
    text: [
      publicKey,
      '',
      `The private key is in ${file}. Keep it secret, and keep a copy in a safe.`,
      'Put the line above into resources/rights/publisher.pub of every copy of the program that is to accept your editions.',
    ].join('\n'),
    json: { file, publicKey },
  }
}
