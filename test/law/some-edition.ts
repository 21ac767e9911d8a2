import { randomBytes } from 'node:crypto'
import { newSigningKey, originOf } from '../../src-main/audit/signing-key.ts'
import { editionTexts } from '../../src-main/law/edition-file.ts'
import { packEdition, type EditionTexts } from '../../src-main/law/edition-pack.ts'
import type { Publisher } from '../../src-main/law/publisher.ts'
import { resources } from '../open-office.ts'

/** Any JSON, to be changed freely. */
// oxlint-disable-next-line typescript/no-explicit-any -- an edition is changed here in ways that no schema allows
type Loose = any

/** A publisher with both halves of a key. */
export function somePublisher() {
  const key = newSigningKey((bytes) => randomBytes(bytes))
  const name = originOf(key.publicKey)
  const publisher: Publisher = { name, publicKey: key.publicKey }
  return { key, name, publisher }
}

export const shippedTexts: EditionTexts = editionTexts(resources)

/** The shipped edition published again later, with changes to its files by their names. */
export function laterEdition(
  changes: Record<string, (data: Loose) => void> = {},
  publishedOn = '2027-01-15',
): EditionTexts {
  const all: typeof changes = {
    ...changes,
    'rights/edition.json': (data) => {
      Object.assign(data, { id: publishedOn, title: `The law of ${publishedOn}`, publishedOn })
      changes['rights/edition.json']?.(data)
    },
  }
  return new Map(
    [...shippedTexts].map(([name, text]) => {
      const data: Loose = JSON.parse(text)
      all[name]?.(data)
      return [name, `${JSON.stringify(data, null, 2)}\n`]
    }),
  )
}

/** An edition as the file that the publisher gives out. */
export const packed = (
  texts: EditionTexts,
  { name, key }: Pick<ReturnType<typeof somePublisher>, 'name' | 'key'>,
): Uint8Array => Buffer.from(packEdition(texts, name, key))
