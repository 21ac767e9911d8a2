import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { rights as contract } from './contract.ts'
import type { EditionQuestions } from './editions.ts'
import type { SheetQuestions } from './sheets.ts'

/** The law in force, what the office changed in it, and who vouched for it. */
export function rights(): Omit<Handlers<typeof contract>, SheetQuestions | EditionQuestions> {
  const notYet = (): never => {
    throw new Refusal('conflict', 'The law cannot be shown here yet.')
  }
  return {
    edition: notYet,
    topics: notYet,
    topic: notYet,
    rule: notYet,
    body: notYet,
    answerable: notYet,
    amendable: notYet,
    toCheck: notYet,
    amendments: notYet,
    amend: notYet,
    previewAmendment: notYet,
    withdrawAmendment: notYet,
    vouch: notYet,
  }
}
