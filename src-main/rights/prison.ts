import { firstDayOf, lastDayOf } from '../dates/days.ts'
import { formatWhen } from '../dates/words.ts'
import { bareWords } from '../establishments/styles.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Prison, Routing } from '../law/routing.ts'

/** A prison as routing sees it; those of Scotland and Northern Ireland are known by name alone. */
export interface Place {
  id: string
  name: string
  nation: 'England' | 'Wales' | 'Scotland' | 'Northern Ireland'
  prison: Prison | undefined
}

const PUBLIC_SERVICE = 'Public prison service'

const spoken = (name: string): string => bareWords(name).join(' ')

/** Finds a prison by the name a person types, former names too; an unknown one is refused with the nearest names. */
export function findPlace(
  typed: string,
  prisons: readonly Prison[],
  elsewhere: Routing['elsewhere'],
): Place {
  const asked = spoken(typed)
  const prison =
    prisons.find(({ id, shortName }) => id === typed || shortName === typed) ??
    prisons.find(({ shortName }) => spoken(shortName) === asked)
  if (prison) return { id: prison.id, name: prison.name, nation: prison.country, prison }
  for (const { nation, prisons: names } of elsewhere) {
    const name = names.find((one) => spoken(one) === asked)
    if (name)
      return { id: asked.replaceAll(' ', '-'), name: `HMP ${name}`, nation, prison: undefined }
  }
  const near = prisons.filter(
    ({ shortName }) => asked !== '' && spoken(shortName).startsWith(asked.slice(0, 2)),
  )
  const hint =
    near.length > 0
      ? ` Did you mean ${near
          .slice(0, 5)
          .map(({ shortName }) => shortName)
          .join(', ')}?`
      : ''
  const message = `No prison called “${typed}” is in the list.${hint} Choose a prison from the list.`
  throw new Refusal('not-found', message, { prison: message })
}

/** Whether a prison no longer stood under its name on a day: one of which that is not known has ended on every day. */
export const hasEnded = (
  { current, closed }: Pick<Prison, 'current' | 'closed'>,
  on: string,
): boolean => !current && (closed === null || lastDayOf(closed) < on)

/**
 * The prison that one had been joined to by this day, whose provider keeps its records; itself where it had not been,
 * or where it was parted among several.
 */
export function joinedInto<P extends Prison>(prison: P, on: string, prisons: readonly P[]): P {
  const [next, ...others] = prison.successors
  const found =
    hasEnded(prison, on) && others.length === 0 ? prisons.find(({ id }) => id === next) : undefined
  return found ? joinedInto(found, on, prisons) : prison
}

/** Whether a contractor ran the prison on this day, as far as its dates are known; an uncertain answer counts as yes, so that the question is asked. */
export const contractedOut = ({ prison }: Place, on: string): boolean =>
  (prison?.operators ?? []).some(
    ({ operator, from, to }) =>
      operator !== PUBLIC_SERVICE &&
      (from === null || firstDayOf(from) <= on) &&
      (to === null || on <= lastDayOf(to)),
  )

/** The contractor's name on this day, where it is known. */
export const operatorOn = ({ prison }: Place, on: string): string | undefined =>
  prison?.operators.find(
    ({ operator, from, to, confidence }) =>
      operator !== PUBLIC_SERVICE &&
      confidence !== 'uncertain' &&
      operator !== 'Not recorded' &&
      from !== null &&
      lastDayOf(from) <= on &&
      (to === null || on <= firstDayOf(to)),
  )?.operator

/** Warnings where the prison had not opened or had closed on these days; empty where they fit. */
export function outsideItsTime(
  { prison, name }: Place,
  eventOn: string,
  actionOn: string,
): string[] {
  if (prison?.opened && eventOn < firstDayOf(prison.opened))
    return [
      `${name} opened ${formatWhen(prison.opened)}: check the prison and the date of the event.`,
    ]
  if (!prison?.closed) return []
  const closed = `${name} closed or changed its name ${formatWhen(prison.closed)}`
  if (lastDayOf(prison.closed) < eventOn)
    return [`${closed}: check the prison and the date of the event.`]
  return lastDayOf(prison.closed) < actionOn
    ? [`${closed}: ask who holds its work and its records now.`]
    : []
}
