import type { Body } from './route.ts'
import type { Routing } from './routing.ts'
import { inForce } from './provenance.ts'

/** A body's name on a day; past its last name, undefined, and before its first, the first. */
export function nameOn({ names }: Body, on: string): string | undefined {
  const first = names[0]!
  if (first.from !== null && on < first.from) return first.name
  return names.find((one) => inForce(one, on))?.name
}

/** The body that has its work on this day: itself, or the successor at the end of the line. */
export function successorOn(bodies: Routing['bodies'], body: Body, on: string): Body {
  const last = body.names.at(-1)!
  const gone = last.to !== null && last.to < on
  const next = gone && body.successor !== null ? bodies.get(body.successor) : undefined
  return next ? successorOn(bodies, next, on) : body
}

/** Fills `{prison}`, `{head}` and facts: `{provider|the healthcare provider}` takes the first fact that is known, else the last words. */
export function fill(template: string, known: Readonly<Record<string, unknown>>): string {
  const plain = template.replace(/\{(prison|head)\}/g, (_, name: string) => String(known[name]))
  return plain.replace(/\{([^{}]+)\}/g, (_, inside: string) => {
    const names = inside.split('|')
    const last = names.length > 1 ? names.pop()! : ''
    const found = names.map((name) => known[name]).find((value) => typeof value === 'string')
    return typeof found === 'string' ? found : last
  })
}

/** How an answerable body is written: as it was at the event, with its name on the day of action beside it, or the latter alone. */
export function bodyName(
  bodies: Routing['bodies'],
  body: Body,
  { eventOn, actionOn }: { eventOn: string; actionOn: string },
  known: Readonly<Record<string, unknown>>,
): string {
  const present = successorOn(bodies, body, actionOn)
  const today = nameOn(present, actionOn) ?? present.names.at(-1)!.name
  if (body.answersFor === 'action') return fill(today, known)
  const then = nameOn(body, eventOn) ?? body.names.at(-1)!.name
  if (then === today) return fill(then, known)
  return `${fill(then, known)} (now ${fill(today, known)})`
}
