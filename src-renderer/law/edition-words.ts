import type { EditionNews } from '../../src-main/law/contract.ts'
import type { z } from '../../src-main/wire/schema.ts'
import { formatDay, countOf, CountOf, sentence, formatList } from '../../src-main/dates/words.ts'

export type News = z.output<typeof EditionNews>
type EntryChange = News['changes'][number]

/** What the new edition does to an entry, in one word. */
export const WHAT: Record<EntryChange['what'], string> = {
  added: 'New',
  changed: 'Changed',
  removed: 'Removed',
}

/** The sorts of entries that change, each with how many, for choosing one. */
export function sortsOf(changes: readonly EntryChange[]): { value: string; label: string }[] {
  const counts = new Map<string, number>()
  for (const { sort } of changes) counts.set(sort, (counts.get(sort) ?? 0) + 1)
  return [
    { value: 'all', label: `All, ${changes.length}` },
    ...[...counts].map(([sort, count]) => ({ value: sort, label: `${sentence(sort)}, ${count}` })),
  ]
}

/** What the new edition brings, in a sentence. */
export function newsWords({ changes }: Pick<News, 'changes'>): string {
  if (changes.length === 0) return 'It is the same as the edition in use.'
  const of = (what: EntryChange['what'], words: string) => {
    const count = changes.filter((one) => one.what === what).length
    return count > 0 ? [`${countOf(count, 'is', 'are')} ${words}`] : []
  }
  const parts = formatList([
    ...of('changed', 'changed'),
    ...of('added', 'new'),
    ...of('removed', 'gone'),
  ])
  return `${CountOf(changes.length, 'entry differs', 'entries differ')}: ${parts}.`
}

/** What becomes of a change of the office under the new edition. */
export const OUTCOMES: Record<News['edits'][number]['outcome'], string> = {
  holds: 'Still in force',
  'shipped-differs': 'Still in force; the edition’s own text has changed',
  'entry-gone': 'No effect: the edition no longer has this entry',
  unfit: 'No effect: it does not fit this edition',
  'now-shipped': 'No effect: the edition now says the same',
}

/** The answer that brings it in, as a sentence. */
export const bringIn = ({ edition }: News): string =>
  `Use the edition of ${formatDay(edition.publishedOn)}`
