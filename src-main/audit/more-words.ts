import { formatNumber } from '../dates/words.ts'

/** `And 3 more of this kind, at entries 5, 9 and others.` */
export function moreInWords({
  count,
  entries,
}: {
  count: number
  entries: readonly number[]
}): string {
  const named = entries.map(formatNumber).join(', ')
  const where = named === '' ? '' : `, at ${entries.length === 1 ? 'entry' : 'entries'} ${named}`
  return `And ${formatNumber(count)} more of this kind${where}${count > entries.length && named ? ' and others' : ''}.`
}
