import type { LetterContent, LetterEdition, LetterKind, Passage } from './contract.ts'
import type { LetterFacts } from './facts.ts'
import { mergeLetter, type Merged } from './merge.ts'
import type { Templates } from './template.ts'
import { longDay } from './wording.ts'

/** Stands where a signed authority is still awaited: a day on which nobody can have signed. */
const NO_DAY = '1000-01-01'
const NO_DAY_WORDS = '[day on which he signed the authority]'

/** Fills in a template; where no authority is held a blank stands in place of its day, which keeps the letter in the office. */
export function fillTemplate(order: {
  templates: Templates
  kind: LetterKind
  edition: LetterEdition
  facts: LetterFacts
}): Merged {
  const { authority } = order.facts
  const facts = { ...order.facts, authority: authority ?? { signedOn: NO_DAY as never } }
  const blanked = (text: string) => text.replaceAll(longDay(NO_DAY), NO_DAY_WORDS)
  const merged = mergeLetter({ ...order, facts })
  return {
    ...merged,
    heading: blanked(merged.heading),
    passages: merged.passages.map((one) => ({ ...one, text: blanked(one.text) })),
    enclosures: merged.enclosures.map((one) => ({ ...one, name: blanked(one.name) })),
  }
}

interface Settled {
  /** What the template says now, with this addressee. */
  now: Merged | null
  /** What it said when the letter was proposed or written before. */
  before: readonly Pick<LetterContent, 'passages' | 'enclosures' | 'heading'>[]
}

/**
 * The content as the office takes it: what the template still says word for word is kept up to date with it;
 * everything else was written by a person, who cannot call it impersonal. Pure.
 */
export function settle(content: LetterContent, { now, before }: Settled): LetterContent {
  const versions: Settled['before'][number][] = [...(now ? [now] : []), ...before]
  const passages = content.passages.map((typed): Passage => {
    const same = versions.some(({ passages }) =>
      passages.some(
        ({ id, text, class: about, origin }) =>
          origin === 'template' && id === typed.id && text === typed.text && about === typed.class,
      ),
    )
    if (!same)
      return { ...typed, origin: 'written', class: typed.class === 'none' ? null : typed.class }
    return now?.passages.find(({ id }) => id === typed.id) ?? { ...typed, origin: 'template' }
  })
  const enclosures = content.enclosures.map((typed) => {
    const of = versions.map(({ enclosures }) =>
      enclosures.findIndex((one) => one.name === typed.name && one.class === typed.class),
    )
    const at = of.find((place) => place >= 0)
    if (at === undefined) return { ...typed, class: typed.class === 'none' ? null : typed.class }
    return now?.enclosures.length === versions.at(-1)?.enclosures.length
      ? (now?.enclosures[at] ?? typed)
      : typed
  })
  const untouched = versions.some(({ heading }) => heading === content.heading)
  return {
    ...content,
    passages,
    enclosures,
    heading: untouched && now ? now.heading : content.heading,
  }
}
