import type { EditionBadge, Trusted } from '../../src-main/law/contract.ts'
import { formatDay } from '../../src-main/dates/words.ts'

/** Which law a day falls under, in two words for a badge. */
export function lawOf(
  day: string,
  today: string,
  edition: Pick<EditionBadge, 'seed' | 'oldRequestsEnd'> | null,
): string {
  if (day === today) return 'Today'
  const { seed, oldRequestsEnd: until } = edition ?? {}
  if (seed && seed.from <= day && day <= seed.to) return '2003 to 2005'
  if (day > today) return 'Future date'
  return until && day <= until ? '1998 law' : 'Law on that date'
}

const TRUST: Record<Trusted['confidence'], string> = {
  verified: 'Checked in the law itself or in an official source.',
  secondary: 'From a secondary source, not the law itself.',
  known: 'Not yet checked against the source.',
  uncertain: 'Uncertain.',
}

/** How far an entry is to be trusted, in a sentence. */
export const trustInWords = ({ confidence }: Pick<Trusted, 'confidence'>): string =>
  TRUST[confidence]

/** Why a day cannot be asked about; null where it can. */
export function whyNotThatDay(typed: string | null, beginsOn: string | undefined): string | null {
  if (typed === null) return 'Not a valid date. Write it as 9 March 2004 or 9 3 04.'
  if (beginsOn && typed < beginsOn)
    return `The law on file begins on ${formatDay(beginsOn)}. Choose that date or a later one.`
  return null
}
