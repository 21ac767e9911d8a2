import { InformationClass, RESTRICTED_CLASS } from '../consents/contract.ts'
import type { LetterWritten } from './logged.ts'

type Class = InformationClass | null
type Decided = { what: string; class: Class | 'none' }
export interface ClassesTold {
  /** Each class once, always in the same order; null for free text that nobody classed. */
  tells: Class[]
  /** Those of them that it only asked for: whoever had the letter is told nothing by the name of them. */
  onlyAsked: Class[]
}

/**
 * Everything that a letter told or asked for, by the decisions of the gate that it was approved with; what is restricted since
 * is restricted. Pure.
 */
export function classesToldBy(decisions: Iterable<Decided>, restricted: boolean): ClassesTold {
  const [told, asked] = [new Set<unknown>(restricted ? [RESTRICTED_CLASS] : []), new Set<unknown>()]
  for (const { what, class: about } of decisions) (what === 'asked' ? asked : told).add(about)
  const all = [...InformationClass.options, null]
  return {
    tells: all.filter((about) => told.has(about) || asked.has(about)),
    onlyAsked: all.filter((about) => asked.has(about) && !told.has(about)),
  }
}

/** Whether what was written holds or asks for something restricted, as its row has it. Pure. */
export const restrictedBy = ({ held, content }: ReturnType<typeof LetterWritten.parse>): number =>
  held || JSON.stringify(content).includes(RESTRICTED) ? 1 : 0
const RESTRICTED = JSON.stringify(RESTRICTED_CLASS)
