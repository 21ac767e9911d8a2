import type { AnswerShown } from '../../src-main/rights/contract.ts'
import { isDay } from '../../src-main/wire/schema.ts'
import { formatDay, CountOf, sentence } from '../../src-main/dates/words.ts'
import { FACTS, isFact } from './matter-typed.ts'

type Answer = AnswerShown['answers'][number]

/** One procedure, with every body that answers under it. */
export interface Course extends Omit<Answer, 'body' | 'role' | 'mustNot'> {
  bodies: { body: string; role: string }[]
}

/** The answers by their procedure, in their order: what is common to two bodies is said once. */
export function courses(answers: readonly Answer[]): Course[] {
  const found = new Map<string, Course>()
  for (const { body, role, procedure, next, clocks, authority, time } of answers) {
    const key = JSON.stringify([procedure, next, clocks, authority, time])
    const course = found.get(key) ?? { bodies: [], procedure, next, clocks, authority, time }
    course.bodies.push({ body, role: sentence(role) })
    found.set(key, course)
  }
  return [...found.values()]
}

/** What must not be done, each thing once. */
export const forbidden = (answers: readonly Answer[]): string[] => [
  ...new Set(answers.flatMap(({ mustNot }) => mustNot)),
]

/** The answer in a sentence, to head it and to be read aloud. */
export function summary({ answers, ask }: AnswerShown): string {
  const asked = CountOf(ask.length, 'fact is', 'facts are')
  if (answers.length === 0) return `${asked} missing before anyone can be named.`
  const said = CountOf(answers.length, 'body is responsible', 'bodies are responsible')
  return ask.length > 0 ? `${said}. ${asked} still missing.` : `${said}.`
}

/** A fact and its value, as they are said. */
export function factWords({ fact, value }: { fact: string; value: string }) {
  const known = isFact(fact) ? FACTS[fact] : undefined
  const chosen = known?.items?.find((item) => item.value === value)?.label
  return {
    label: known?.label ?? fact,
    value: isDay(value) ? formatDay(value) : (chosen ?? value),
  }
}
