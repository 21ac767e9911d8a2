import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { ofPerson } from '../clients/records.ts'
import type { Enclosable } from '../documents/enclosable.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { mattersNamed } from '../matters/read-matter.ts'
import { oneOf } from '../vault/json-rows.ts'
import { whole } from '../vault/eyes.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { LetterContent } from './contract.ts'
import { isChosen } from './content.ts'
import { detailsPrinted } from './detail-facts.ts'
import { enclosedEarlier } from './earlier-letters.ts'
import type { Missing } from './gate.ts'
import { neutralName, outOfSightAmong } from './out-of-sight.ts'
import { isStoppable, reached } from './lifecycle.ts'
import { isNewest } from './own-papers.ts'
import type { LetterRecord, Sources } from './record.ts'

type Enclosure = LetterContent['enclosures'][number]

/** What a letter says of a document that it encloses. */
const enclosedAs = ({ id, name, class: about, sha256 }: Enclosable): Enclosure => ({
  ...{ name, class: about, document: { id, sha256 } },
})
type Chosen = Pick<Sources, 'documents' | 'earlier'>
/** What somebody chose, as it would be enclosed now; undefined where it is not there, or was not chosen. */
function chosenNow(one: Enclosure, { documents, earlier }: Chosen): Enclosure | undefined {
  if (!one.document || !isChosen(one)) return undefined
  const is = ({ id }: { id: string }) => id === one.document!.id
  const letter = one.document.tells && earlier.find(is)
  const document = one.document.tells ? undefined : documents.find(is)
  return letter ? enclosedEarlier(letter) : document && enclosedAs(document)
}

/** The content with every document and earlier letter that was chosen as it is recorded: its name and what it tells follow from it. Pure. */
export const withDocuments = (content: LetterContent, from: Chosen): LetterContent => ({
  ...content,
  enclosures: content.enclosures.map((one) => chosenNow(one, from) ?? one),
})

/** A new answer to a demand for proof of identity encloses what the office has of it; whoever writes it may leave it out. Pure. */
export function withIdentity(
  content: LetterContent,
  { documents, details, outOfSight }: Pick<Sources, 'documents' | 'details' | 'outOfSight'>,
): LetterContent {
  const asked = detailsPrinted(content.kind).includes('demand') && details.demand?.[0]?.['asked']
  // What holds something restricted is enclosed by nobody but a person, and what is out of sight by nobody who does not see it.
  const proofs =
    asked === 'identity'
      ? documents.filter(
          (one) => one.isIdentity && one.class !== RESTRICTED_CLASS && !outOfSight.has(one.id),
        )
      : []
  return { ...content, enclosures: [...content.enclosures, ...proofs.map(enclosedAs)] }
}

/** Refuses a document that cannot be enclosed, and one that is enclosed twice. */
export function expectEnclosable(
  content: LetterContent,
  from: Chosen & Pick<Sources, 'outOfSight'>,
): void {
  const seen = new Set<string>()
  for (const [at, one] of content.enclosures.entries()) {
    if (!one.document) continue
    const again = seen.has(one.document.id)
    seen.add(one.document.id)
    const isThere = !from.outOfSight.has(one.document.id) && chosenNow(one, from)
    if (!isChosen(one) || (!again && isThere)) continue
    const what = one.document.tells ? 'letter' : 'document'
    const fault = again
      ? `This ${what} is enclosed already. Leave one of the two out.`
      : `${GONE[what]} Leave it out.`
    throw new Refusal('conflict', fault, { [`content.enclosures.${at}.name`]: fault })
  }
}
const GONE = {
  document: 'This document cannot be enclosed: it was removed, or is not about this client.',
  letter: 'This letter cannot be enclosed: it has not left, or is not about this client.',
}

/** What was chosen to be enclosed and was removed or corrected, or tells more, since it came into the letter. Pure. */
export function enclosuresOvertaken(one: LetterRecord): Missing[] {
  const draft = reached(one.events) === 'draft'
  if (!draft && !isStoppable(one.events)) return []
  const cure = draft ? 'Leave it out.' : 'Recall it, and draft it again.'
  return one.content.enclosures.flatMap((enclosure): Missing[] => {
    if (!enclosure.document) return []
    if (!isChosen(enclosure)) {
      if (draft || isNewest(enclosure.document, one)) return []
      const what = `Another scan of “${enclosure.name}”, which it encloses, was attached since.`
      return [{ what, cure, where: 'enclosures' }]
    }
    const now = chosenNow(enclosure, one)
    if (isDeepStrictEqual(now, enclosure)) return []
    const letter = enclosure.document.tells !== undefined
    const isHidden = now?.class === RESTRICTED_CLASS || one.outOfSight.has(enclosure.document.id)
    const said = isHidden ? neutralName(enclosure) : `“${enclosure.name}”`
    const came = letter ? 'no longer counts as sent, or tells more' : 'was removed or corrected'
    const what = `${said}, which it encloses, ${came}.`
    return [{ what, cure, where: 'enclosures' }]
  })
}

/** The letters of a person that enclose a document as they stand, and those that enclose one of these. */
export async function lettersEnclosing(
  tx: Readable,
  { documentId, clientId }: { documentId: string; clientId: string },
): Promise<string[]> {
  const found = new Set<string>()
  for (let of = [documentId]; of.length > 0;) {
    // Whoever may see them: each becomes restricted with what it encloses.
    const rows = await whole(tx)
      .selectFrom('letter')
      .select('id')
      .where(ofPerson('client_id', clientId))
      .where(
        sql<boolean>`exists (select 1 from json_each(content, '$.enclosures') as e
          where ${oneOf(sql`e.value ->> '$.document.id'`, of)})`,
      )
      .orderBy('seq')
      .execute()
    of = rows.map(({ id }) => id).filter((id) => !found.has(id))
    for (const id of of) found.add(id)
  }
  return [...found]
}

/** Those of these ids that are of a matter, a letter or a document that is closed to whoever asks. */
export async function closedAmong(tx: Readable, ids: readonly string[]): Promise<Set<string>> {
  const matters = async (handle: Readable) =>
    (await mattersNamed(handle).where(oneOf('id', ids)).execute()).map(({ id }) => id)
  const seen = new Set(await matters(tx))
  const closed = (await matters(whole(tx))).filter((id) => !seen.has(id))
  return new Set([...closed, ...(await outOfSightAmong(tx, ids))])
}

/** The ids of a matter's letters. */
export async function lettersWithin(tx: Readable, matterId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('letter')
    .select('id')
    .where('matter_id', '=', matterId)
    .execute()
  return rows.map(({ id }) => id)
}
