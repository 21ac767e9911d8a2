import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { deadlines as contract } from './contract.ts'

/** The deadline rules asked without any client, and the holidays that the office recorded. */
export function deadlines(): Handlers<typeof contract> {
  const notYet = (): never => {
    throw new Refusal('conflict', 'Deadlines cannot be worked out here yet.')
  }
  return {
    rules: notYet,
    work: notYet,
    holidays: notYet,
    recordHoliday: notYet,
    previewHoliday: notYet,
    withdrawHoliday: notYet,
  }
}
