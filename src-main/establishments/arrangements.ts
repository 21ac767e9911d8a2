import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { establishments as contract } from './contract.ts'

type Arranging = Omit<Handlers<typeof contract>, 'list'>

/** What the office knows of each prison: who provides, commissions and governs there, and since when. */
export function arrangements(): Arranging {
  const notYet = (): never => {
    throw new Refusal('conflict', 'Arrangements cannot be recorded here yet.')
  }
  return {
    arrangements: notYet,
    recordArrangement: notYet,
    correctArrangement: notYet,
    recordTransfer: notYet,
  }
}
