import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { Refusal } from '../wire/refusal.ts'
import type { LetterContent, Passage } from './contract.ts'

type Content = Pick<LetterContent, 'passages'>

/** Whether a passage is restricted: its words do not cross to the window until they are opened for a reason. */
const isRestricted = ({ class: about }: Pick<Passage, 'class'>): boolean =>
  about === RESTRICTED_CLASS

/** How many sentences a text has: all that is shown of a restricted one. */
const sentencesIn = (text: string): number =>
  text.split(/[.!?](?:\s|$)/).filter((part) => part.trim() !== '').length

/** The content as it crosses to the window: without the words of restricted passages. Pure. */
export const hideRestricted = <C extends Content>(content: C): C => ({
  ...content,
  passages: content.passages.map((one) =>
    isRestricted(one) ? { ...one, text: '', withheld: { sentences: sentencesIn(one.text) } } : one,
  ),
})

/**
 * The content as it came from the window, with the words of what stayed hidden as `former` has them. What is
 * hidden keeps its class: another would bring its words to light.
 */
export function withHidden<C extends Content>(content: C, former: Content | null): C {
  const passages = content.passages.map(({ withheld, ...typed }): Passage => {
    if (!withheld) return typed
    const stored = former?.passages.find(({ id }) => id === typed.id)
    // What is typed under the name of what is hidden would show it as if it had been opened.
    const isAlone = content.passages.filter(({ id }) => id === typed.id).length === 1
    if (stored && isAlone && isRestricted(stored) && typed.class === stored.class) return stored
    throw new Refusal(
      'conflict',
      'A restricted passage was changed without being opened. Open the letter again.',
    )
  })
  return { ...content, passages }
}

/**
 * The content as a preview prints it: a restricted passage by its length alone, unless its words stand in what is typed,
 * where whoever typed or revealed them sees them already. Pure.
 */
export function asPreviewed<C extends Content>(content: C, typed: Content | null): C {
  const seen = new Set(typed?.passages.filter((one) => !one.withheld).map(({ id }) => id))
  const passages = content.passages.map((one) =>
    isRestricted(one) && !seen.has(one.id)
      ? { ...one, text: `*Restricted passage: ${countSentences(sentencesIn(one.text))}.*` }
      : one,
  )
  return { ...content, passages }
}

const countSentences = (sentences: number) =>
  sentences === 1 ? 'one sentence' : `${sentences} sentences`

/** The words of the restricted passages. */
export const restrictedWords = ({ passages }: Content): { id: string; text: string }[] =>
  passages.filter(isRestricted).map(({ id, text }) => ({ id, text }))

/** Whether anything in it is restricted. */
export const anyRestricted = ({ passages }: Content): boolean => passages.some(isRestricted)
