import { formatDay } from '../dates/words.ts'
import { isChosen } from './content.ts'
import type { LetterContent, LetterEdition, LetterKind, Passage } from './contract.ts'
import type { LetterFacts } from './facts.ts'
import { mergeLetter, type Merged } from './merge.ts'
import type { ProcedureEdition } from './procedures.ts'
import type { Templates } from './template.ts'

/** Used while a signed authority is awaited: a date on which nobody can have signed. */
const NO_DAY = '1000-01-01'
/** The blank itself, which goes by itself once the authority is recorded. */
export const NO_DAY_WORDS = '[day on which the authority was signed]'

/** Fills in a template; where no authority is held a blank stands in place of its day, which keeps the letter in the office. */
export function fillTemplate(order: {
  templates: Templates
  kind: LetterKind
  edition: LetterEdition
  procedures: readonly ProcedureEdition[]
  easyRead?: true | undefined
  facts: LetterFacts
}): Merged {
  const { authority } = order.facts
  const facts = { ...order.facts, authority: authority ?? { signedOn: NO_DAY as never } }
  const known = filled.get(order.templates) ?? new Map<string, Merged>()
  filled.set(order.templates, known)
  const asked = JSON.stringify([
    ...[order.kind, order.edition, order.procedures],
    ...[order.easyRead ?? null, facts],
  ])
  const found = known.get(asked) ?? fillAnew({ ...order, facts })
  if (known.size >= MOST_REMEMBERED) known.clear()
  known.set(asked, found)
  return found
}
/** The same facts give the same letter: a list of drafts, and a composer at every key, ask for it again and again. */
const filled = new WeakMap<Templates, Map<string, Merged>>()
const MOST_REMEMBERED = 300

function fillAnew(order: Parameters<typeof fillTemplate>[0]): Merged {
  const blanked = (text: string) => text.replaceAll(formatDay(NO_DAY), NO_DAY_WORDS)
  const merged = mergeLetter(order)
  return {
    ...merged,
    heading: blanked(merged.heading),
    passages: merged.passages.map((one) => ({ ...one, text: blanked(one.text) })),
    enclosures: merged.enclosures.map((one) => ({ ...one, name: blanked(one.name) })),
  }
}

interface Settled {
  /** What the template says now, with this addressee; null where the books no longer give it. */
  now: Merged | null
  /** What it said while something was still blank. */
  blank: Merged | null
  /** What stood here before, which was settled then. */
  former: LetterContent | null
  /** What the template said before; null where it could say nothing else. */
  was?: Merged | null
}

/**
 * The content as the office takes it: what the template still says word for word is kept up to date with it;
 * everything else was written by a person, who cannot call it impersonal. Pure.
 */
export function settle(
  content: LetterContent,
  { now, blank, former, was = null }: Settled,
): LetterContent {
  const templated = [now, blank, former].flatMap((one) => one?.passages ?? [])
  const kept = content.passages.flatMap((typed): Passage[] => {
    const same = templated.some(
      ({ id, text, class: about, origin }) =>
        origin === 'template' && id === typed.id && text === typed.text && about === typed.class,
    )
    if (!same) return [{ ...typed, origin: 'written', class: impersonal(typed.class) }]
    // What the template says no longer goes with it: its blanks nobody could fill.
    if (now) return now.passages.filter(({ id }) => id === typed.id)
    return [{ ...typed, origin: 'template' }]
  })
  const passages = withNew(kept, { now, was })
  const enclosures = content.enclosures.flatMap((typed): LetterContent['enclosures'] => {
    if (isChosen(typed)) return [typed]
    const byHand = typed.byHand ? { byHand: true as const } : {}
    // What was once called impersonal is classed for what it shows.
    const isIt = (one: { name: string; class: unknown }) =>
      one.name === typed.name && (one.class === typed.class || typed.class === 'none')
    const [given] = [now, blank, was].flatMap((one) => one?.enclosures.find(isIt) ?? [])
    if (given) {
      if (!now) return [typed]
      // What the template gives no longer, with this applicant or this authority, goes.
      const is = now.enclosures.find(({ place }) => place === given.place)
      return is ? [{ ...enclosed(is), ...byHand }] : []
    }
    return [former?.enclosures.find(isIt) ?? { ...typed, class: impersonal(typed.class) }]
  })
  // What goes with the letter only by what was typed, or the authority gives, comes with it.
  const held = (was ?? blank)?.enclosures ?? []
  const places = new Set(held.map(({ place }) => place))
  const names = new Set(enclosures.map(({ name }) => name))
  if (now && blank)
    enclosures.push(
      ...now.enclosures
        .filter(({ place, name }) => !places.has(place) && !names.has(name))
        .map(enclosed),
    )
  // What the template said before it was written in easy words, or no longer, goes with it.
  const isTemplates = [blank, was].some((one) => one?.heading === content.heading)
  const heading = now && isTemplates ? now.heading : content.heading
  return { ...content, passages, enclosures, heading }
}

/** With what the template says now and did not say before, each after what it follows there. */
function withNew(kept: Passage[], { now, was }: Pick<Settled, 'now' | 'was'>): Passage[] {
  if (!now || !was) return kept
  const all = [...kept]
  for (const [place, passage] of now.passages.entries()) {
    const has = (of: readonly { id: string }[]) => of.some(({ id }) => id === passage.id)
    if (has(was.passages) || has(all)) continue
    const before = new Set(now.passages.slice(0, place).map(({ id }) => id))
    all.splice(all.findLastIndex(({ id }) => before.has(id)) + 1, 0, passage)
  }
  return all
}

/** An enclosure of the template as the letter has it. */
export const enclosed = ({ name, class: about }: Merged['enclosures'][number]) => ({
  name,
  class: about,
})

const impersonal = (about: Passage['class']) => (about === 'none' ? null : about)
