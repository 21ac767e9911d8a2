import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../vault/durable-file.ts'
import { storageRefusal } from '../vault/storage-refusal.ts'
import { Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'
import { newIdentity, ownKeyMark } from './certificate.ts'

const FILE = 'remedy.desks'
const Kept = z.object({
  key: z.string(),
  certificate: z.string(),
  /** Of earlier releases it is not known. */
  madeAt: z.string().nullable().default(null),
})
/** By what desks know an office, and since when. */
export type KeptIdentity = z.output<typeof Kept>

/** What desks know the office in this folder by: made when it is first served, and the same from then on. */
export function identityIn(
  folder: string,
  { random, clock }: { random: (bytes: number) => Uint8Array; clock: () => Date },
): KeptIdentity {
  const file = join(folder, FILE)
  if (existsSync(file)) return kept(file)
  const identity = { ...newIdentity(random), madeAt: clock().toISOString() }
  try {
    // It opens no office: whoever has it can only pass for this one to its desks.
    replaceFile(file, `${JSON.stringify(identity)}\n`)
  } catch (error) {
    throw storageRefusal(error)
  }
  return identity
}

function kept(file: string): KeptIdentity {
  try {
    const identity = Kept.parse(JSON.parse(readFileSync(file, 'utf8')))
    // What is no certificate is told of here, and not by whoever connects.
    ownKeyMark(identity)
    return identity
  } catch {
    throw new Refusal(
      'damaged',
      `The file ${FILE} of this office is damaged, so its desks would not know it. Put it back from a copy of the folder; without one, remove it, and the office is served under another key.`,
    )
  }
}
