import type { DetailName } from '../details/groups.ts'
import { foldedInOneStyle } from '../establishments/styles.ts'
import { fold } from '../search/fold.ts'
import type { LetterContent } from './contract.ts'
import { addresseeFor, addresseeNow, mergedOrNull, placed, whoSigns } from './drafting.ts'
import { withApplicant } from './acting.ts'
import { isChosen } from './content.ts'
import { withDocuments } from './enclosing.ts'
import { settle } from './fill.ts'
import { withPapers } from './own-papers.ts'
import { classesStated } from './detail-facts.ts'
import { KINDS } from './kinds.ts'
import { isPassage } from './template.ts'
import { reached } from './lifecycle.ts'
import type { LetterRecord } from './record.ts'
import { addressOf, statesOn } from './stated.ts'
import { statedBy } from './stated-by.ts'

/** A draft keeps up with the books: what they changed since it was saved is filled in again. Pure. */
export function upToDate(one: LetterRecord): LetterRecord {
  if (reached(one.events) !== 'draft') return one
  const taken = withBooks({ ...one.content, addressee: addresseeNow(one.content, one) }, one)
  // Whoever left signs nothing: the draft passes with its matter.
  const signs = one.firm?.signatories.some(({ personId }) => personId === taken.signatory)
  const signatory = signs ? taken.signatory : whoSigns(one)
  const content = placed({ ...taken, signatory }, one)
  const now = mergedOrNull(content, one)
  if (!now) return { ...one, content }
  // As it stood before the authority came in, or anything was recorded of the case.
  const blank = mergedOrNull(content, { ...one, forms: [], grants: [], details: {} })
  const { enclosures } = mergedOrNull(content, knownThen(content, one)) ?? now
  const was = { ...now, enclosures, passages: now.passages.filter((part) => !isNew(part, one)) }
  const settled = settle(content, { now, blank, former: content, was })
  return { ...one, content: withDocuments(withPapers(settled, now, one), one) }
}

/** The books without the authority or consent, and without the groups of case details, that came in since the draft was saved. */
function knownThen(content: LetterContent, one: LetterRecord): LetterRecord {
  const stated = statedBy(one) ?? []
  const now = statesOn(content, one, one.today)
  const isSame = ['authority', 'agreed'].every((signed) => {
    const said = (states: typeof stated) => states.find(({ fact }) => fact === signed)?.said
    return said(stated) === said(now)
  })
  const known = Object.entries(one.details).filter(
    ([name]) => classesStated(name as DetailName, stated).length > 0,
  )
  return {
    ...one,
    ...(isSame ? {} : { forms: [], grants: [] }),
    details: Object.fromEntries(known),
  }
}

/** Whether a passage is of case details, or of a class of theirs, of which nothing was recorded when the draft was saved. */
function isNew({ id, class: about }: { id: string; class: string | null }, one: LetterRecord) {
  const { kind } = one.content
  const part = one.templates
    .get(kind)
    ?.passages.find((made) => made.each !== null && isPassage(made, id))
  const stated = statedBy(one) ?? []
  if (part?.each) return !classesStated(part.each, stated).includes(about ?? 'none')
  // What is printed where it is recorded stands in a passage of its name.
  const group = KINDS[kind].alsoDetails.find((name) => name === id)
  return group !== undefined && classesStated(group, stated).length === 0
}

/** What was typed, or saved, with the names, numbers, days and addresses that the books have now in place of those they had. */
export function withBooks(typed: LetterContent, one: LetterRecord): LetterContent {
  const content = withApplicant(typed, one)
  const before = statedBy(one)
  if (!before) return content
  const now = statesOn(content, one, one.today)
  const was = (fact: string) => before.find((one) => one.fact === fact)?.said
  const is = (fact: string) => now.find((one) => one.fact === fact)?.said
  const pairs = (['name', 'number', 'born', 'applicant', 'applying', 'proof'] as const).flatMap(
    (fact) => {
      const [old, other] = [was(fact), is(fact)]
      return old && other && old !== other ? [{ was: old, is: other }] : []
    },
  )
  // The proof of an appointment that the letter relies on no longer goes with it.
  const gone = is('proof') === undefined ? was('proof') : undefined
  const put = (text: string) => putFor(text, pairs)
  const dear = (states: typeof before) => states.find(({ fact }) => fact === 'dear')?.said
  // Neither title nor surname alone stands in the name as the books have it.
  const greets = fold(content.salutation) === fold(dear(before) ?? '')
  const addressee = movedTo(content, one, { before, now })
  return {
    ...content,
    addressee: { ...addressee, name: put(addressee.name), lines: addressee.lines.map(put) },
    salutation: (greets ? dear(now) : undefined) ?? put(content.salutation),
    heading: put(content.heading),
    yourRef: put(content.yourRef),
    passages: content.passages.map((passage) => ({ ...passage, text: put(passage.text) })),
    enclosures: content.enclosures
      .filter((one) => isChosen(one) || gone === undefined || !one.name.startsWith(gone))
      .map((one) => (isChosen(one) ? one : { ...one, name: put(one.name) })),
  }
}

const ESCAPED = /[.*+?^${}()|[\]\\]/g
const literal = (words: string) => words.replaceAll(ESCAPED, '\\$&')

/** Each old word replaced by its new one where it stands by itself: what is new already and may hold the old stays as it is. Pure. */
export function putFor(text: string, pairs: readonly { was: string; is: string }[]): string {
  if (pairs.length === 0) return text
  const words = pairs.flatMap(({ is, was }) => [is, was]).sort((a, b) => b.length - a.length)
  const alone = String.raw`(?<![\p{L}\p{N}]|[\p{L}\p{N}][-'’])(?:${words.map(literal).join('|')})(?![\p{L}\p{M}\p{N}]|-\p{L})`
  return text.replaceAll(new RegExp(alone, 'gu'), (found) =>
    pairs.some(({ is }) => is === found)
      ? found
      : (pairs.find(({ was }) => was === found)?.is ?? found),
  )
}

/** The address as the books have it now, where it was taken from them or the client is no longer where it was written for. */
function movedTo(
  content: LetterContent,
  one: LetterRecord,
  { before, now }: Record<'before' | 'now', ReturnType<typeof statesOn>>,
): LetterContent['addressee'] {
  const said = (states: typeof before, fact: string) =>
    states.find((one) => one.fact === fact)?.said ?? ''
  const place = (states: typeof before) => said(states, 'prison') || said(states, 'where')
  const [from, to] = [place(before), place(now)]
  const moved = from !== '' && foldedInOneStyle(from) !== foldedInOneStyle(to)
  const named = (line: string) => foldedInOneStyle(line).includes(foldedInOneStyle(from))
  // An address that somebody typed for a client outside prison was for that place alone.
  const left =
    KINDS[content.kind].toClient &&
    moved &&
    (said(before, 'where') !== '' || content.addressee.lines.some(named))
  const old = said(before, 'address')
  const given = said(now, 'address')
  const taken = old !== '' && fold(addressOf(content.addressee)) === fold(old)
  if (left || (taken && given !== '' && fold(given) !== fold(old)))
    return addresseeFor(content, one).addressee
  return content.addressee
}
