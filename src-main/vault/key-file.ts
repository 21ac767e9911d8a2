import { createHash } from 'node:crypto'
import { readFileSync, renameSync, rmSync } from 'node:fs'
import { COPY_FIRST, Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'
import { dirname } from 'node:path'
import { replaceFile, syncFolder } from './durable-file.ts'
import { SealedKey } from './key-pair.ts'
import { base64, KeySlot } from './key-slot.ts'
import { storageRefusal } from './storage-refusal.ts'

const Holder = z.strictObject({
  personId: z.string(),
  name: z.string(),
  slot: KeySlot,
  /** By it the file key is given to them anew without their passphrase; the slot then holds the private half. */
  pair: z.strictObject({ public: base64(32), sealed: SealedKey }).optional(),
})
export type Holder = z.output<typeof Holder>

const Body = z.strictObject({
  format: z.literal('remedy-keys'),
  /** 1 where no key was made or changed since slots have pairs. */
  version: z.union([z.literal(1), z.literal(2)]),
  office: z.strictObject({ id: z.string(), name: z.string(), sample: z.boolean() }),
  people: z.array(Holder).min(1),
  /** Of the code on an earlier kind of recovery sheet, until a sheet with words takes its place. */
  recovery: KeySlot.optional(),
})

/** What `remedy.keys` holds: readable by anyone, opening nothing without a passphrase or an earlier recovery code. */
export type KeyFile = z.output<typeof Body>

/** What a person's slot is bound to. */
export const personSlot = (
  officeId: string,
  { personId, name, pair }: Pick<Holder, 'personId' | 'name'> & { pair?: { public: string } },
) =>
  JSON.stringify([
    ...['remedy-keys', pair ? 2 : 1, officeId, 'person', personId, name],
    ...(pair ? [pair.public] : []),
  ])

/** What the recovery slot is bound to. */
export const recoverySlot = (officeId: string) =>
  JSON.stringify(['remedy-keys', 1, officeId, 'recovery'])

/** Reads the key file, or gives null where there is none; throws 'damaged', or 'conflict' where a newer Remedy wrote it, rather than blame a passphrase. */
export function readKeyFile(path: string): KeyFile | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw storageRefusal(error)
  }
  const read = parseKeyFile(text)
  if (read) return read
  if (isFromNewer(text))
    throw new Refusal(
      'conflict',
      'The key file, remedy.keys, was written by a newer Remedy, which this one cannot read. Install the newer one. Nothing was changed.',
    )
  throw new Refusal(
    'damaged',
    `The key file, remedy.keys, is damaged. ${COPY_FIRST} The words of the recovery sheet open the office without it; with an earlier copy of the key file, the passphrases of that time do.`,
  )
}

/** Whether a key file says that it is of a version that this program does not know: that one is not damaged. */
function isFromNewer(text: string): boolean {
  const said = z.looseObject({ format: z.literal('remedy-keys'), version: z.number().int().min(3) })
  try {
    return said.safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}

/** Replaces the key file whole, with a checksum that tells damage from a wrong passphrase. */
export function writeKeyFile(path: string, keys: KeyFile): void {
  replaceFile(path, textOf(keys))
}

/** What the log calls a key file by: it tells nothing of what is in it, and no other file has it. */
export const digestOf = (keys: KeyFile): string =>
  createHash('sha256').update(textOf(keys)).digest('hex')

/** Where the key file of the office in a folder is kept once more. */
export const keptBesideOf = (folder: string): string => `${folder}.keys`

const nextTo = (path: string) => `${path}.next`

/** Lays a key file beside the one that counts: it counts once the log names it. */
export const stageKeyFile = (path: string, keys: KeyFile): void => writeKeyFile(nextTo(path), keys)

/** The key file that was laid beside the one that counts; null where there is none that can be read. */
export function stagedKeyFile(path: string): KeyFile | null {
  try {
    return parseKeyFile(readFileSync(nextTo(path), 'utf8'))
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

/** The bytes of a key file. */
export const textOf = (keys: KeyFile): string =>
  `${JSON.stringify({ ...keys, check: checksum(keys) }, null, 2)}\n`

/** What was read last, by its bytes: each question of who may sign in reads the same again. */
const lately = new Map<string, KeyFile | null>()
const MOST_LATELY = 4

/** The key file of these bytes; null where they are none. */
export function parseKeyFile(text: string): KeyFile | null {
  const known = lately.get(text)
  if (known !== undefined) return known
  const read = parsed(text)
  for (const one of lately.keys()) if (lately.size >= MOST_LATELY) lately.delete(one)
  lately.set(text, read)
  return read
}

function parsed(text: string): KeyFile | null {
  try {
    const { check, ...rest } = JSON.parse(text)
    const body = Body.parse(rest)
    return check === checksum(body) ? frozen(body) : null
  } catch {
    return null
  }
}

function frozen<Of extends object>(value: Of): Of {
  for (const inner of Object.values(value))
    if (typeof inner === 'object' && inner !== null) frozen(inner as object)
  return Object.freeze(value)
}

const checksum = (keys: KeyFile) =>
  createHash('sha256')
    .update(JSON.stringify(Body.parse(keys)))
    .digest('hex')
