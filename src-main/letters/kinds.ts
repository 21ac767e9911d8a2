import type { InformationClass, Purpose } from '../consents/contract.ts'
import type { LetterKind } from './contract.ts'

/** What the office must know of a kind of letter besides its words. */
export interface KindOfLetter {
  /** The purpose of disclosing to its recipient; the gate asks the consents by it. */
  purpose: Purpose
  /** It goes to the client and to nobody else. */
  toClient: boolean
  /** It asks a holder for records, and so needs the client’s authority: of this class, or any that was signed (null). */
  asks: { records: 'health-records' | 'prison-records'; of: InformationClass | null } | null
  /** An answer is waited for once it is sent; a chaser waits with its request. */
  awaits: boolean
}

const toClient: KindOfLetter = { purpose: 'inform', toClient: true, asks: null, awaits: true }

/** The kinds of letter there are so far. A chaser (L09) asks for what the letter it answers asked for. */
export const KINDS: Record<LetterKind, KindOfLetter> = {
  L03: {
    purpose: 'obtain-records',
    toClient: false,
    asks: { records: 'health-records', of: 'health' },
    awaits: true,
  },
  L05: {
    purpose: 'obtain-records',
    toClient: false,
    asks: { records: 'prison-records', of: null },
    awaits: true,
  },
  L09: {
    purpose: 'obtain-records',
    toClient: false,
    asks: { records: 'prison-records', of: null },
    awaits: false,
  },
  L24: toClient,
  L36: { purpose: 'inform', toClient: false, asks: null, awaits: true },
  L37: { ...toClient, awaits: false },
}

/** What a letter asks for: its own kind, or for a chaser the kind of the letter that it chases. */
export const asksFor = (kind: LetterKind, chased: LetterKind | null): KindOfLetter['asks'] =>
  kind === 'L09' && chased !== null ? KINDS[chased].asks : KINDS[kind].asks
