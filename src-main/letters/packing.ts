import { createHash } from 'node:crypto'
import { Refusal } from '../wire/refusal.ts'
import { LetterApproved } from './logged.ts'
import { approvalOf, type LetterRecord } from './record.ts'

/** Figures and letters of which none is taken for another. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Four characters that stand on a letter and on its envelope, so that a glance or a scan tells that they belong together. Pure. */
export function packingOf(...about: readonly string[]): string {
  const bytes = createHash('sha256').update(about.join('\n')).digest()
  return [...bytes.subarray(0, 4)].map((byte) => SIGNS[byte % SIGNS.length]).join('')
}

/** What a letter bears that was approved; null for one approved before letters bore any. */
export const packedBy = (one: LetterRecord): string | null =>
  LetterApproved.pick({ packing: true }).parse(approvalOf(one).said).packing ?? null

/** What the copy for one of its readers bears; the letter itself for whom it is addressed to. */
export function packedFor(one: LetterRecord, reader: number | null): string | null {
  const packing = packedBy(one)
  return packing === null || reader === null
    ? packing
    : packingOf(one.row.id, packing, String(reader))
}

/** Refuses an envelope that bears what another letter bears; nothing is asked where nobody read it. */
export function expectPacked(one: LetterRecord, read: string): void {
  if (read === '') return
  const packing = packedBy(one)
  const refuse = (why: string) => new Refusal('conflict', why, { packed: why })
  if (packing === null)
    throw refuse('This letter was approved before letters bore a packing code. Leave it empty.')
  if (read.toUpperCase().replaceAll(/\s/g, '') !== packing)
    throw refuse(
      'The envelope bears the code of another letter. Open it, and put the letter into its own envelope.',
    )
}
