import type { Establishment } from '../../src-main/establishments/contract.ts'

/** What is known of a prison in one line: area, category, who runs it, whether it is a former one. */
export function prisonFacts(prison: Establishment): string {
  const now = prison.operators.findLast(({ to }) => to === null)
  const closed = prison.closed ? `, closed ${prison.closed.slice(0, 4)}` : ''
  return [
    prison.current ? '' : `Former prison${closed}`,
    prison.area,
    prison.category,
    prison.current ? (now ? `run by ${now.operator}` : 'run by the public prison service') : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Why something said of a prison is still to be checked; empty where nothing is. */
export function whyUncertain(prison: Establishment): string {
  if (prison.confidence === 'uncertain') return prison.note || 'Not found in a source yet.'
  const span = prison.operators.find(({ confidence }) => confidence === 'uncertain')
  return span ? span.note || `When ${span.operator} ran it is not found in a source yet.` : ''
}
