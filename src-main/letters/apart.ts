import { KINDS, type LetterKind } from './kinds.ts'

/** The last passage of a letter stands on a page of its own where its kind says so; before it was the last, it stood among the others. */
export function apartIn(
  kind: LetterKind,
  passages: readonly { id: string }[],
): { apart?: number[] } {
  const isApart = passages.at(-1)?.id === (KINDS[kind].apart ?? '')
  return isApart ? { apart: [passages.length - 1] } : {}
}
