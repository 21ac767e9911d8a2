import type { Establishment } from '../../src-main/establishments/contract.ts'

/** What is known of a prison in one line: area, category, who runs it, whether it is a former one. */
export function prisonFacts(prison: Establishment): string {
  const now = prison.operators.findLast(({ to }) => to === null)
  const closed = prison.closed ? `, closed ${prison.closed.slice(0, 4)}` : ''
  return [
    prison.current ? '' : `Former prison${closed}`,
    prison.area,
    /^[A-D]$/.test(prison.category) ? `category ${prison.category}` : prison.category,
    prison.current ? (now ? `run by ${now.operator}` : 'run by the public prison service') : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Why something said of a prison is still to be checked; empty where nothing is. */
export function whyUncertain(prison: Establishment): string {
  if (prison.confidence === 'uncertain') return prison.note || 'No source found yet.'
  const span = prison.operators.find(({ confidence }) => confidence === 'uncertain')
  return span ? span.note || `No source found yet for when ${span.operator} ran it.` : ''
}

const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Every prison is found by any style before its name: styles change with a prison's use. */
const withoutStyle = (text: string) =>
  text.replace(/^(?:hmp?(?:\s*(?:&|and|\/)?\s*yoi)?|yoi|hm prison)\s+(?=\S)/, '')

/** The prisons that answer to what was typed: those whose name begins so first, then by name, then by area. */
export function ranked(prisons: Establishment[], typed: string): Establishment[] {
  const text = withoutStyle(folded(typed.trim()))
  const rank = ({ name, shortName, area }: Establishment): number => {
    if (folded(shortName).startsWith(text) || folded(name).startsWith(text)) return 0
    if (folded(name).includes(text)) return 1
    return folded(area).includes(text) ? 2 : 3
  }
  return prisons
    .map((prison) => ({ prison, at: rank(prison) }))
    .filter(({ at }) => at < 3)
    .toSorted((one, other) => one.at - other.at)
    .map(({ prison }) => prison)
}
