import type { Missing } from './gate.ts'
import { NHS_COMPLAINTS } from './kinds.ts'
import { isStoppable, reached } from './lifecycle.ts'
import type { LetterRecord } from './record.ts'

const MADE: ReadonlySet<string> = new Set(['approved', 'printed', 'signed', 'sent', 'replied'])
const isComplaint = (kind: string) => NHS_COMPLAINTS.some((one) => one === kind)

/** A complaint of this matter that was made to another body keeps the second one in the office. Pure. */
export function secondComplaint({
  content: { kind },
  events,
  others,
  matter,
}: LetterRecord): Missing[] {
  const open = reached(events) === 'draft' || isStoppable(events)
  if (!isComplaint(kind) || !open) return []
  return others
    .filter(
      (one) =>
        one.our_ref === matter.ourRef &&
        one.kind !== kind &&
        isComplaint(one.kind) &&
        MADE.has(one.state),
    )
    .slice(0, 1)
    .map((one) => ({
      what: `The same complaint is made to ${one.to_name} already (${one.kind}).`,
      cure: 'A complaint is made to the provider or to the commissioner, not to both. Recall the letter to the other where it has not left. Another complaint is a matter of its own.',
      where: 'wording' as const,
    }))
}
