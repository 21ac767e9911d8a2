import { ClientId } from '../clients/contract.ts'
import { operation } from '../wire/operation.ts'
import { z } from '../wire/schema.ts'
import { LetterId, PassageClass } from './content.ts'

/** An earlier letter as another one can enclose it. */
const EnclosableLetter = z.object({
  id: LetterId,
  /** What the letter that encloses it prints of it: of a restricted one no more than its day. */
  name: z.string(),
  /** What the enclosure counts as, and everything that it told. */
  ...{ class: PassageClass.nullable(), tells: z.array(PassageClass.nullable()) },
  sha256: z.string(),
  /** What kind of letter it is, and its reference, to choose by; neither is printed. */
  ...{ title: z.string(), ourRef: z.string() },
})
export type EnclosableLetter = z.output<typeof EnclosableLetter>

/** Earlier letters that a draft about a client can enclose. */
export const enclosables = {
  /** Those that left, newest first, as far as whoever asks may know of them. */
  enclosable: operation(z.strictObject({ clientId: ClientId }), z.array(EnclosableLetter), {
    may: 'draft-letters',
  }),
}
