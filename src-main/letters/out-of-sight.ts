import type { Records } from '../clients/records.ts'
import { enclosableAmong } from '../documents/enclosable.ts'
import { documentFiles } from '../documents/read-document.ts'
import type { LetterContent } from './contract.ts'
import { earlierIn, earlierLetters } from './earlier-letters.ts'
import { isChosen } from './content.ts'
import { oneOf } from '../vault/json-rows.ts'
import { whole } from '../vault/eyes.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'

type Content = Pick<LetterContent, 'enclosures'>
type Enclosure = LetterContent['enclosures'][number]

/** What letters enclose of documents and letters, by id; of a form or a proof everybody knows. Pure. */
export const enclosedIn = ({ enclosures }: Content): string[] =>
  enclosures.flatMap(({ document }) =>
    document && (document.from === undefined || document.from === 'letter') ? document.id : [],
  )

/** Those of these documents and letters that are on record and of a matter that is closed to whoever asks. */
export async function outOfSightAmong(tx: Readable, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const seen = new Set(await onRecord(tx, ids))
  const others = ids.filter((id) => !seen.has(id))
  return new Set(others.length === 0 ? [] : await onRecord(whole(tx), others))
}

async function onRecord(tx: Readable, ids: readonly string[]): Promise<string[]> {
  const letters = await tx.selectFrom('letter').select('id').where(oneOf('id', ids)).execute()
  return [...(await documentFiles(tx, ids)).keys(), ...letters.map(({ id }) => id)]
}

/** What letters of these records can enclose, and do: also what of it is of a matter that is closed to whoever asks. */
export async function readEnclosable(
  tx: Readable,
  records: Records,
  { contents, enclosing }: { contents: readonly LetterContent[]; enclosing: readonly string[] },
) {
  const documents = await enclosableAmong(tx, records)
  const chosen = contents.flatMap(earlierIn)
  const earlier = await earlierLetters(tx, records, [...enclosing, ...chosen])
  const outOfSight = await outOfSightAmong(tx, contents.flatMap(enclosedIn))
  if (outOfSight.size > 0) {
    for (const [id, all] of await enclosableAmong(whole(tx), records)) {
      const closed = all.filter((one) => outOfSight.has(one.id))
      documents.set(id, [...(documents.get(id) ?? []), ...closed])
    }
    for (const [id, closed] of await earlierLetters(whole(tx), records, [...outOfSight]))
      earlier.set(id, [...(earlier.get(id) ?? []), ...closed])
  }
  return { documents, earlier, outOfSight }
}

/** What such an enclosure is called to whoever may not know of it. Pure. */
export const neutralName = ({ document }: Enclosure): string =>
  document?.from === 'letter' ? 'An earlier letter' : 'A document'

/** Paper with the name of what somebody may not know of is not made by them, whatever else is on it. */
export function expectAllInSight({ content, outOfSight }: Seen): void {
  if (enclosedIn(content).some((id) => outOfSight.has(id)))
    throw new Refusal('not-allowed', NOT_FOR_EVERYBODY)
}
export const NOT_FOR_EVERYBODY =
  'This letter has an enclosure that is not for everybody. Have the letter made by somebody who may see all that it encloses.'

/** What a letter says of one that somebody may not know of is neither changed nor approved by them. */
export function expectAnsweredInSight({ content, answered }: Omit<Seen, 'outOfSight'>): void {
  if (content.answers === null || answered) return
  throw new Refusal(
    'not-allowed',
    'This letter answers one that is not for everybody. Have it written by somebody who may see that one.',
  )
}

/** What is read of a letter, as far as it may name what is closed to whoever asks. */
interface Seen {
  content: Pick<LetterContent, 'enclosures' | 'answers'>
  outOfSight: ReadonlySet<string>
  /** Null also where it answers one that is closed to whoever asks. */
  answered: object | null
}

/** The content as it crosses to the window: without what it encloses, and the letter that it answers, where those are closed to whoever asks. Pure. */
export function withoutOutOfSight<C extends Seen['content']>(
  content: C,
  { outOfSight, answered }: Omit<Seen, 'content'>,
): C {
  const chosen = content.enclosures.filter(isChosen)
  return {
    ...content,
    answers: answered ? content.answers : null,
    enclosures: content.enclosures.map((one) =>
      one.document && outOfSight.has(one.document.id)
        ? {
            name: neutralName(one),
            class: one.class,
            withheld: { place: Math.max(chosen.indexOf(one), 0) },
          }
        : one,
    ),
  }
}

/** The content as it came from the window, with what stayed out of sight as `former` has it. Pure. */
export function withOutOfSight<C extends Content>(
  content: C,
  former: { content: Content; outOfSight: ReadonlySet<string> } | null,
): C {
  const chosen = (former?.content.enclosures ?? []).filter(isChosen)
  const taken = new Set<Enclosure>()
  const enclosures = content.enclosures.map((typed) => {
    if (!typed.withheld) return typed
    const stored = chosen[typed.withheld.place]
    if (!stored || !former!.outOfSight.has(stored.document!.id) || taken.has(stored))
      throw new Refusal(
        'conflict',
        'An enclosure that is not for everybody was changed. Open the letter again.',
      )
    taken.add(stored)
    return stored
  })
  return { ...content, enclosures }
}
