import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPublicKey } from '../audit/key-line.ts'
import { claimsToBeBy, signatureHolds, type Note } from '../audit/signed-note.ts'
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

/** What is signed, in the words of whoever is refused it. */
interface Signed {
  what: string
  whose: string
  damaged(): Refusal
}

/** Refuses what another signed, naming who it says it is by, and what was changed since this publisher signed it. */
export function expectSignedBy(
  note: Note,
  { name, publicKey }: Publisher,
  { what, whose, damaged }: Signed,
): void {
  if (!claimsToBeBy(note, name, publicKey))
    throw new Refusal(
      'invalid-input',
      `This ${what} is not signed by the publisher whose ${whose} this program accepts (${name}), but by ${spoken(note)}. Do not use it. Ask your publisher.`,
    )
  if (!signatureHolds(note, publicKey)) throw damaged()
}

const spoken = ({ name, keyId }: Note) =>
  `${name.slice(0, 80)}, key ${Buffer.from(keyId).toString('hex')}`

function lineIn(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
