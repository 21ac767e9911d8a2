import { existsSync, readFileSync, rmSync } from 'node:fs'
import type { Contract } from '../wire/operation.ts'
import type { PassphraseJudge } from '../people/passphrase-strength.ts'
import type { Platform } from '../platform/platform.ts'
import { replaceFile } from '../vault/durable-file.ts'
import { storageRefusal } from '../vault/storage-refusal.ts'
import { z } from '../wire/schema.ts'
import { farOffice } from './far-office.ts'
import { joinBy } from './joining.ts'
import { deskOffice, type DeskOffice } from './local.ts'
import { readPlace } from './place.ts'

/** What a desk keeps of its office: nothing that anybody recorded, and a key that opens nothing without a passphrase. */
const Kept = z.strictObject({
  ...{ deskId: z.string(), name: z.string(), office: z.string() },
  place: z.string(),
  officeKey: z.string().regex(/^[0-9a-f]{64}$/),
  identity: z.strictObject({ key: z.string(), certificate: z.string() }),
})
type Kept = z.output<typeof Kept>

interface Parts {
  /** Where what is kept stands. */
  file: string
  contract: Contract
  platform: Platform
  clock: () => Date
  random: (bytes: number) => Uint8Array
  judge: PassphraseJudge
  report: (name: string, error: unknown) => void
}

/** The office afar that this program is a desk of; null where it is none, or what was kept of it cannot be read. */
export function joinedOffice(parts: Parts): DeskOffice | null {
  const kept = read(parts.file)
  return kept && opened(parts, kept)
}

/** Joins an office by its code. */
export async function join(
  parts: Parts,
  { code, place }: { code: string; place: string },
): Promise<DeskOffice> {
  const { host, port } = readPlace(place)
  const { random } = parts
  const { deskId, name, office, officeKey, identity } = await joinBy({ code, host, port, random })
  const kept = { ...{ deskId, name, office, officeKey, identity }, place: place.trim() }
  write(parts.file, kept)
  return opened(parts, kept)
}

/** The same office where its computer is found elsewhere now. */
export function findAt(parts: Parts, place: string): DeskOffice | null {
  readPlace(place)
  const kept = read(parts.file)
  if (!kept) return null
  const now = { ...kept, place: place.trim() }
  write(parts.file, now)
  return opened(parts, now)
}

/** Forgets the office. */
export const leave = ({ file }: Pick<Parts, 'file'>): void => rmSync(file, { force: true })

function opened(parts: Parts, kept: Kept): DeskOffice {
  const { contract, clock, random } = parts
  const { officeKey: office, identity, place } = kept
  return deskOffice({
    ...parts,
    known: { desk: kept.name, office: kept.office, place },
    connect: (onReach) =>
      farOffice({
        ...{ ...readPlace(place), office, identity, contract, clock, random, onReach },
      }),
  })
}

function read(file: string): Kept | null {
  if (!existsSync(file)) return null
  try {
    return Kept.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

function write(file: string, kept: Kept): void {
  try {
    replaceFile(file, `${JSON.stringify(kept)}\n`)
  } catch (error) {
    throw storageRefusal(error)
  }
}
