import type { LetterRecord } from './record.ts'
import type { States } from './logged.ts'

/** What the books said when the letter was last written or approved; null for one older than that is kept. */
export const statedBy = ({ events }: Pick<LetterRecord, 'events'>): States | null =>
  (events.findLast(({ said }) => said['states'] !== undefined)?.said['states'] as
    States | undefined) ?? null
