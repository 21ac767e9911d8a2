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

/** The content as it crosses to the window: without what it encloses of matters that are closed to whoever asks. Pure. */
export function withoutOutOfSight<C extends Content>(content: C, hidden: ReadonlySet<string>): C {
  if (hidden.size === 0) return content
  const chosen = content.enclosures.filter(isChosen)
  return {
    ...content,
    enclosures: content.enclosures.map((one) =>
      one.document && hidden.has(one.document.id)
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
