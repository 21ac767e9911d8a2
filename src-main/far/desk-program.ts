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
  cost?: number
  report: (name: string, error: unknown) => void
}

/** A program that works in an office on another computer, or is to. */
export function deskProgram(parts: Parts) {
  const { file, random } = parts
  return {
    /** The office that it joined; null where there is none, or what was kept of it cannot be read. */
    joined(): DeskOffice | null {
      const kept = read(file)
      return kept && opened(parts, kept)
    },

    /** Joins an office by its code. */
    async join({ code, place }: { code: string; place: string }): Promise<DeskOffice> {
      const { host, port } = readPlace(place)
      const { deskId, name, office, ...keys } = await joinBy({ code, host, port, random })
      const kept = { ...{ deskId, name, office }, ...keys, place: place.trim() }
      write(file, kept)
      return opened(parts, kept)
    },

    /** The same office where its computer is found elsewhere now. */
    findAt(place: string): DeskOffice | null {
      readPlace(place)
      const kept = read(file)
      if (!kept) return null
      const now = { ...kept, place: place.trim() }
      write(file, now)
      return opened(parts, now)
    },

    /** Forgets the office. */
    leave: () => rmSync(file, { force: true }),
  }
}

function opened(parts: Parts, kept: Kept): DeskOffice {
  const { contract, clock, random, platform: hands } = parts
  const report = (error: unknown) => parts.report('ask the office', error)
  const { officeKey: office, identity, place } = kept
  return deskOffice({
    ...parts,
    known: { desk: kept.name, office: kept.office, place },
    connect: (onReach) =>
      farOffice({
        ...{ ...readPlace(place), office, identity, contract, clock, random, onReach },
        ...{ hands, report },
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
