import type { LetterKind, LetterRow } from '../../src-main/letters/contract.ts'
import type { MatterRow } from '../../src-main/matters/contract.ts'

type MatterKind = MatterRow['kind']

/** The letters that make sense in a matter of this kind, the likeliest first. */
export function fittingKinds(
  kind: MatterKind | null,
  { chasing, withdrawn }: { chasing: boolean; withdrawn: boolean },
): LetterKind[] {
  const requests: LetterKind[] =
    kind === 'prison-records' ? ['L05', 'L03'] : kind === 'death' ? ['L05'] : ['L03', 'L05']
  // The dead sign nothing.
  const consent: LetterKind[] = kind === 'death' ? [] : ['L24']
  return [
    ...(chasing ? (['L09'] as const) : []),
    ...requests,
    ...consent,
    ...(withdrawn ? (['L36', 'L37'] as const) : []),
  ]
}

/** The requests that went out and are not answered, the most overdue first. */
export const requestsToChase = (rows: LetterRow[]): LetterRow[] =>
  rows
    .filter(({ state, kind }) => state === 'sent' && (kind === 'L03' || kind === 'L05'))
    .sort((a, b) => (b.deadline?.daysLate ?? 0) - (a.deadline?.daysLate ?? 0))
