import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { rights as contract } from './contract.ts'

/** The questions about editions. */
export type EditionQuestions = 'previewEdition' | 'importEdition' | 'editions'

/** New editions of the law: shown, brought in, and told afterwards. */
export function editions(): Pick<Handlers<typeof contract>, EditionQuestions> {
  const notYet = (): never => {
    throw new Refusal('conflict', 'Editions cannot be brought in here yet.')
  }
  return { previewEdition: notYet, importEdition: notYet, editions: notYet }
}
