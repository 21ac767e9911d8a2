import { isChaser, KINDS, type LetterKind } from '../../src-main/letters/contract.ts'
import type { MatterKind } from '../../src-main/matters/contract.ts'

interface KindGroup {
  name: string
  kinds: { value: LetterKind; label: string; description: string }[]
}

const GROUPS: { name: string; holds: (kind: LetterKind) => boolean }[] = [
  { name: 'Requests for records', holds: (kind) => KINDS[kind].part === 'request' },
  {
    name: 'Letters to others',
    holds: (kind) => KINDS[kind].part === 'letter' && !KINDS[kind].toClient,
  },
  { name: 'To the client', holds: (kind) => KINDS[kind].toClient },
  { name: 'Follow-up', holds: () => true },
]

/** The kinds under headings: what the matter most likely wants first, then each where one looks for it. */
export function kindGroups(offered: readonly LetterKind[], matter: MatterKind | null): KindGroup[] {
  const isLikely = (kind: LetterKind) =>
    isChaser(kind) || (matter !== null && KINDS[kind].firstIn.includes(matter))
  const left = new Set(offered)
  const take = (name: string, holds: (kind: LetterKind) => boolean): KindGroup => {
    const taken = [...left].filter(holds)
    for (const kind of taken) left.delete(kind)
    return {
      name,
      kinds: taken.map((value) => ({
        value,
        label: `${value} ${KINDS[value].name}`,
        description: KINDS[value].does,
      })),
    }
  }
  return [
    take('Most likely here', isLikely),
    ...GROUPS.map(({ name, holds }) => take(name, holds)),
  ].filter(({ kinds }) => kinds.length > 0)
}
