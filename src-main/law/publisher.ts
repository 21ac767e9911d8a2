import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPublicKey } from '../audit/key-line.ts'
import { Refusal } from '../wire/refusal.ts'

/** Whose editions are accepted. */
export interface Publisher {
  readonly name: string
  readonly publicKey: Uint8Array
}

/** Reads the publisher's key from `rights/publisher.pub`; refuses where there is none, so that no edition is ever accepted without a valid signature. */
export function readPublisher(resources: string): Publisher {
  const publisher = readPublicKey(lineIn(join(resources, 'rights', 'publisher.pub')))
  if (publisher) return publisher
  throw new Refusal(
    'damaged',
    'This program has no publisher’s key (rights/publisher.pub), so it cannot verify an edition. Install the program again.',
  )
}

function lineIn(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
