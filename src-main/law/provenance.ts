import { Day, z } from '../wire/schema.ts'
import { Authority, Trust } from './entry.ts'

/** What every entry of an edition carries; `checkedOn` is null while nobody has opened the source. */
export const provenance = {
  authority: Authority,
  source: z.array(z.string().min(1)),
  checkedOn: Day.nullable(),
  confidence: Trust,
  uncertain: z.string().min(1).nullable(),
}
const Provenance = z.object(provenance)
export type Provenance = z.output<typeof Provenance>

/** The days between which an entry is in force, both counted; null is open. */
export interface Span {
  readonly from: Day | null
  readonly to: Day | null
}

/** The authority in one line: `UK GDPR, Article 12A(5)`. */
export const authorityLine = ({ instrument, section }: Authority): string =>
  `${instrument}, ${section}`

/** Whether `on` lies in the span; ISO days compare as texts. */
export const inForce = ({ from, to }: Span, on: string): boolean =>
  (from === null || from <= on) && (to === null || on <= to)

/** Whether each span ends no sooner than it begins, and begins after the one before it has ended. */
export const inOrder = (spans: readonly Span[]): boolean =>
  spans.every(({ from, to }, place) => {
    const last = spans[place - 1]
    const after = !last || (last.to !== null && from !== null && last.to < from)
    return after && (from === null || to === null || from <= to)
  })

/** What a solicitor must check before relying on the entry, or null where a primary source was read and leaves no doubt. */
export function toCheck({ confidence, uncertain }: Provenance): string | null {
  if (uncertain) return uncertain
  if (confidence === 'known') return 'Not yet checked against the source.'
  if (confidence === 'secondary')
    return 'Taken from a secondary source, not from the instrument itself.'
  return confidence === 'uncertain' ? 'This is uncertain.' : null
}

/** Whether the source was last opened more than twelve months before `today`, or never. */
export const needsFreshCheck = ({ checkedOn }: Provenance, today: Day): boolean =>
  checkedOn === null || `${Number(checkedOn.slice(0, 4)) + 1}${checkedOn.slice(4)}` < today
