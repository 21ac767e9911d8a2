import { headOf } from '../audit/append.ts'
import { newId } from '../wire/new-id.ts'
import type { Premises } from './open-office.ts'

/** The clock and the randomness that an office is created with. */
export interface Maker {
  clock: () => Date
  random: (bytes: number) => Uint8Array
}

interface Founding extends Maker {
  officeName: string
  sample: boolean
  first: { id: string; name: string }
}

/** How many entries `found` writes. */
const FOUNDING = 2

/** Writes the first entries of an office whose file was just made, the office and its first partner, and their head. */
export async function found({ vault, log }: Premises, founding: Founding): Promise<void> {
  const { officeName, sample, first, clock, random } = founding
  const officeId = newId(clock, random)
  await vault.write(async (tx) => {
    await log.found(tx)
    const office = { officeId, name: officeName, sample }
    await log.record(tx, first, { act: 'office-created', subject: null, detail: office })
    const person = { personId: first.id, name: first.name, role: 'partner' }
    await log.record(tx, first, { act: 'person-added', subject: null, detail: person })
  })
  // A head that could not be written is written here, or this is refused: without one the log would not hold.
  await vault.write(async () => {})
}

/** Finishes an office that an earlier Remedy put in its place before it was founded: nobody has signed in there yet. */
export async function finishFounding(premises: Premises, maker: Maker): Promise<void> {
  const { vault } = premises
  const [first, ...others] = vault.keyHolders()
  if (vault.head() !== null || !first || others.length > 0) return
  const { size, root } = await vault.read(headOf)
  if (size === FOUNDING && root !== null)
    await vault.write(async (tx) => tx.setHead({ size, root: Buffer.from(root).toString('hex') }))
  if (size > 0) return
  const { name: officeName = '', sample = false } = vault.title() ?? {}
  const { personId: id, name } = first
  await found(premises, { officeName, sample, first: { id, name }, ...maker })
}
