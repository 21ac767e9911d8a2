import type { TopicHit } from '../../src-main/rights/contract.ts'
import type { Context } from './context-store.ts'

/** So many topics stand beside the work; the rest is found by the search or among all topics. */
const BESIDE_THE_WORK = 8

export interface RelatedTopic extends Pick<TopicHit, 'id' | 'heading' | 'text' | 'toCheck'> {
  /** What it says on the other day, where that differs. */
  other: string | null
}

/** The topics that concern what is on screen, what the edition puts beside the screen first; `then` is what they say on the other day. */
export function relatedTopics(
  all: readonly TopicHit[],
  { letter, rules = [], but }: Pick<Context, 'letter' | 'rules' | 'but'>,
  beside: readonly string[],
  then: readonly TopicHit[],
): RelatedTopic[] {
  const named = beside.flatMap((id) => all.filter((topic) => topic.id === id))
  const linked = all.filter(
    (topic) =>
      topic.id !== but &&
      !named.includes(topic) &&
      ((letter !== undefined && topic.letters.includes(letter)) ||
        topic.rules.some((rule) => rules.includes(rule))),
  )
  return [...named, ...linked].slice(0, BESIDE_THE_WORK).map(({ id, heading, text, toCheck }) => {
    const other = then.find((topic) => topic.id === id)?.text ?? null
    return { id, heading, text, toCheck, other: other === text ? null : other }
  })
}

/** The stay that a day falls into; on the day of a move, the one that begins. */
/** The stay in which a prison held the client on a day; the day of leaving counts, unless another prison took over on it. */
export const heldOn = <
  Stay extends { from: string; to: string | null; establishmentId: string | null },
>(
  stays: readonly Stay[],
  day: string,
): Stay | undefined =>
  stayOn(
    stays.filter(({ establishmentId }) => establishmentId !== null),
    day,
  )

export const stayOn = <Stay extends { from: string; to: string | null }>(
  stays: readonly Stay[],
  day: string,
): Stay | undefined => stays.findLast(({ from, to }) => from <= day && (to === null || day <= to))
