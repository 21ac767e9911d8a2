import { rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { syncFolder } from '../vault/durable-file.ts'
import { storageRefusal } from '../vault/storage-refusal.ts'
import type { NewVault } from '../vault/vault.ts'
import type { OfficeFiles, Offices } from './office-files.ts'
import { RULES } from '../audit/binding.ts'
import { headOf } from '../audit/append.ts'
import { newId } from '../wire/new-id.ts'

/** The clock and the randomness that an office is created with. */
interface Maker {
  clock: () => Date
  random: (bytes: number) => Uint8Array
}

interface FirstEntries extends Maker {
  officeName: string
  sample: boolean
  first: { id: string; name: string }
}

const FIRST_ENTRIES = 2

/** Writes the first entries of an office whose file was just made, the office and its first partner, and their head. */
async function writeFirstEntries(
  { vault, log }: OfficeFiles,
  entries: FirstEntries,
): Promise<void> {
  const { officeName, sample, first, clock, random } = entries
  const officeId = newId(clock, random)
  await vault.write(async (tx) => {
    await log.found(tx)
    const office = { officeId, name: officeName, sample, rules: RULES, keys: vault.keys() }
    await log.record(tx, first, { act: 'office-created', subject: null, detail: office })
    const pair = vault.pairOf(first.id)
    const person = {
      ...{ personId: first.id, name: first.name, role: 'partner' },
      ...(pair ? { pair } : {}),
    }
    await log.record(tx, first, { act: 'person-added', subject: null, detail: person })
  })
  // A head that could not be written is written here, or this is refused: without one the log would not hold.
  await vault.write(async () => {})
}

/** Finishes an office that an earlier Remedy put in its place before it was founded: nobody has signed in there yet. */
export async function finishCreating(officeFiles: OfficeFiles, maker: Maker): Promise<void> {
  const { vault } = officeFiles
  const [first, ...others] = vault.keyHolders()
  if (vault.head() !== null || !first || others.length > 0) return
  const { size, root } = await vault.read(headOf)
  if (size === FIRST_ENTRIES && root !== null)
    await vault.write(async (tx) => tx.setHead({ size, root: Buffer.from(root).toString('hex') }))
  if (size > 0) return
  const { name: officeName = '', sample = false } = vault.title() ?? {}
  const { personId: id, name } = first
  await writeFirstEntries(officeFiles, { officeName, sample, first: { id, name }, ...maker })
}

/**
 * Makes an office beside `folder`, which is absent or empty, with its keys, its first entries and their head, and moves
 * it there: a crash leaves an office whole or absent, and the next try finds nothing in its way.
 */
export async function createOffice(
  { offices, clock, random }: Maker & { offices: Offices },
  folder: string,
  office: NewVault,
): Promise<void> {
  // No office's folder begins with a dot, so what stands there is only ever what an earlier try left.
  const making = join(dirname(folder), `.${basename(folder)}.making`)
  await rm(making, { recursive: true, force: true })
  const officeFiles = offices.at(making)
  const { vault } = officeFiles
  try {
    await vault.create(office)
    const { personId: id, name } = office.first
    await writeFirstEntries(officeFiles, { ...office, first: { id, name }, clock, random })
    await vault.lock()
    await rmdir(folder).catch(() => undefined)
    await rename(making, folder)
    syncFolder(dirname(folder))
  } catch (error) {
    await vault.lock()
    await rm(making, { recursive: true, force: true })
    throw storageRefusal(error)
  }
}
