import { ClientId } from '../clients/contract.ts'
import { Purpose, Recipient } from '../consents/contract.ts'
import { operation } from '../wire/operation.ts'
import { Nothing, optionalText, text, z } from '../wire/schema.ts'

const year = z.int().min(1990).max(2200).nullable().default(null)

/** What was made; null where the person closed the dialog, and nothing was recorded. */
const Made = z
  .object({
    /** The entry that records it. */
    seq: z.number(),
    entries: z.number(),
    papers: z.number(),
    /** Of the whole file, as the entry has it. */
    sha256: z.string(),
    bytes: z.number(),
  })
  .nullable()

/** Audit packs: what an outsider verifies without this program. */
export const packs = {
  /** Contents, scans and letters in clear: a disclosure, decided by a partner and entered in the register. */
  makeFull: operation(
    z.strictObject({
      clientId: ClientId.nullable().default(null),
      /** Part of the name of who was told something. */
      recipient: optionalText(160),
      year,
      scans: z.boolean().default(false),
      letters: z.boolean().default(false),
      to: Recipient,
      purpose: Purpose,
      reason: text(500, 'Give the reason for disclosing this.'),
    }),
    Made,
    { may: 'disclose-packs' },
  ),
  /** Digests and proofs alone: no name and no contents. */
  makeRedacted: operation(
    z.strictObject({
      clientId: ClientId.nullable().default(null),
      recipient: optionalText(160),
      year,
      reason: optionalText(500),
    }),
    Made,
    { may: 'make-packs' },
  ),
  progress: operation(
    Nothing,
    z.object({ running: z.boolean(), done: z.number(), of: z.number() }),
    { may: 'make-packs' },
  ),
  /** Breaks off the pack that is being made. */
  cancel: operation(Nothing, Nothing, { may: 'make-packs' }),
}
