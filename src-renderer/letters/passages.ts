import type { LetterContent, Passage } from '../../src-main/letters/contract.ts'
import type { ClassOf } from '../words/disclosure-terms.ts'

type Content = Pick<LetterContent, 'passages'>

/** A passage as the composer lists it: `goesIn` is false while it is left out of this letter. */
export interface Listed {
  passage: Passage
  goesIn: boolean
}

/** Every passage in its order, with those that were left out where they stood. */
export function listedPassages(passages: Passage[], leftOut: LeftOut[]): Listed[] {
  const all: Listed[] = passages.map((passage) => ({ passage, goesIn: true }))
  for (const { passage, after } of leftOut) {
    const at = after === null ? 0 : all.findIndex((one) => one.passage.id === after) + 1
    all.splice(at, 0, { passage, goesIn: false })
  }
  return all
}

/** A passage that was left out, and which one it stood after. */
export interface LeftOut {
  passage: Passage
  after: string | null
}

/** Takes a passage out of the letter; null where it is the only one, which a letter cannot lose. */
export function leaveOut(content: Content, id: string): LeftOut | null {
  const at = content.passages.findIndex((one) => one.id === id)
  if (at < 0 || content.passages.length === 1) return null
  const after = content.passages[at - 1]?.id ?? null
  const [passage] = content.passages.splice(at, 1)
  return { passage: passage!, after }
}

/** Puts a passage back where it stood. */
export function putBack(content: Content, { passage, after }: LeftOut): void {
  const at = after === null ? 0 : content.passages.findIndex((one) => one.id === after) + 1
  content.passages.splice(after !== null && at === 0 ? content.passages.length : at, 0, passage)
}

/** Moves a passage up or down among those that go in. */
export function movePassage(content: Content, id: string, by: 1 | -1): void {
  const at = content.passages.findIndex((one) => one.id === id)
  const to = at + by
  if (at < 0 || to < 0 || to >= content.passages.length) return
  const [passage] = content.passages.splice(at, 1)
  content.passages.splice(to, 0, passage!)
}

/** Adds an empty passage at the end, written here and not classed yet. */
export function addPassage(content: Content): Passage {
  const taken = new Set(content.passages.map(({ id }) => id))
  let number = 1
  while (taken.has(`written-${number}`)) number += 1
  const passage: Passage = { id: `written-${number}`, text: '', class: null, origin: 'written' }
  content.passages.push(passage)
  return passage
}

/** Changes a passage's words: then it is no longer the template's, and "not personal" no longer certain. */
export function rewrite(passage: Passage, text: string): void {
  if (text === passage.text) return
  passage.text = text
  passage.origin = 'written'
  if (passage.class === 'none') passage.class = null
}

/** Says what a passage is about. */
export function classify(passage: Passage, as: ClassOf | null): void {
  passage.class = as
}

/** A passage's first words without its marks of bold and italic, to know it by in a list. */
export function firstWords(text: string, most = 64): string {
  const line = text.replace(/\*+/g, '').replace(/\s+/g, ' ').trim()
  if (line.length <= most) return line
  return `${line.slice(0, line.lastIndexOf(' ', most)).replace(/[,;:.]$/, '')} …`
}

/** `one sentence`, `two sentences`: all that is told of a passage that is restricted. */
export const sentencesIn = (text: string): number =>
  text.split(/[.!?](?:\s|$)/).filter((part) => part.trim() !== '').length
