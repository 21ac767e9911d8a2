import { createHash } from 'node:crypto'
import { readFileSync, renameSync, rmSync } from 'node:fs'
import { COPY_FIRST, Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'
import { dirname } from 'node:path'
import { replaceFile, syncFolder } from './durable-file.ts'
import { KeySlot } from './key-slot.ts'
import { storageRefusal } from './storage-refusal.ts'

const Body = z.strictObject({
  format: z.literal('remedy-keys'),
  version: z.literal(1),
  office: z.strictObject({ id: z.string(), name: z.string(), sample: z.boolean() }),
  people: z.array(z.strictObject({ personId: z.string(), name: z.string(), slot: KeySlot })).min(1),
  recovery: KeySlot,
})

/** What `remedy.keys` holds: readable by anyone, opening nothing without a passphrase or the recovery code. */
export type KeyFile = z.output<typeof Body>

/** What a person's slot is bound to. */
export const personSlot = (
  officeId: string,
  { personId, name }: { personId: string; name: string },
) => JSON.stringify(['remedy-keys', 1, officeId, 'person', personId, name])

/** What the recovery slot is bound to. */
export const recoverySlot = (officeId: string) =>
  JSON.stringify(['remedy-keys', 1, officeId, 'recovery'])

/** Reads the key file, or gives null where there is none; throws 'damaged' rather than blame a passphrase. */
export function readKeyFile(path: string): KeyFile | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw storageRefusal(error)
  }
  const read = parse(text)
  if (read) return read
  throw new Refusal(
    'damaged',
    `The key file, remedy.keys, is damaged. ${COPY_FIRST} With an earlier copy of the key file, the passphrases of that time open the office.`,
  )
}

/** Replaces the key file whole, with a checksum that tells damage from a wrong passphrase. */
export function writeKeyFile(path: string, keys: KeyFile): void {
  replaceFile(path, textOf(keys))
}

/** What the log calls a key file by: it tells nothing of what is in it, and no other file has it. */
export const digestOf = (keys: KeyFile): string =>
  createHash('sha256').update(textOf(keys)).digest('hex')

const nextTo = (path: string) => `${path}.next`

/** Lays a key file beside the one that counts: it counts once the log names it. */
export const stageKeyFile = (path: string, keys: KeyFile): void => writeKeyFile(nextTo(path), keys)

/** The key file that was laid beside the one that counts; null where there is none that can be read. */
export function stagedKeyFile(path: string): KeyFile | null {
  try {
    return parse(readFileSync(nextTo(path), 'utf8'))
  } catch {
    return null
  }
}

/** Puts the one laid beside in its place. */
export function takeStaged(path: string): void {
  renameSync(nextTo(path), path)
  syncFolder(dirname(path))
}

export const dropStaged = (path: string): void =>
  rmSync(nextTo(path), { force: true, recursive: true })

const textOf = (keys: KeyFile): string =>
  `${JSON.stringify({ ...keys, check: checksum(keys) }, null, 2)}\n`

function parse(text: string): KeyFile | null {
  try {
    const { check, ...rest } = JSON.parse(text)
    const body = Body.parse(rest)
    return check === checksum(body) ? body : null
  } catch {
    return null
  }
}

const checksum = (keys: KeyFile) =>
  createHash('sha256')
    .update(JSON.stringify(Body.parse(keys)))
    .digest('hex')
