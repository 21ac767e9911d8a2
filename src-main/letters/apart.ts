import { KINDS, type LetterKind } from './kinds.ts'

/** Which passages of a letter stand on a page of their own, by their places; nothing where none does. */
export function apartIn(
  kind: LetterKind,
  passages: readonly { id: string }[],
): { apart?: number[] } {
  const found = passages.flatMap(({ id }, at) => (id === KINDS[kind].apart ? [at] : []))
  return found.length > 0 ? { apart: found } : {}
}
