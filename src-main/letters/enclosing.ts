import { sql } from 'kysely'
import { ofPerson } from '../clients/records.ts'
import type { Enclosable } from '../documents/enclosable.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { LetterContent } from './contract.ts'
import { detailsPrinted } from './detail-facts.ts'
import type { Missing } from './gate.ts'
import { isStoppable, reached } from './lifecycle.ts'
import { isNewest } from './own-papers.ts'
import type { LetterRecord, Sources } from './record.ts'

type Enclosure = LetterContent['enclosures'][number]

/** What a letter says of a document that it encloses. */
const enclosedAs = ({ id, name, class: about, sha256 }: Enclosable): Enclosure => ({
  ...{ name, class: about, document: { id, sha256 } },
})
const named = ({ document }: Enclosure, { documents }: Pick<Sources, 'documents'>) =>
  document && !document.from ? documents.find(({ id }) => id === document.id) : undefined

/** The content with every enclosed document as it is recorded: its name and what it tells follow from it. Pure. */
export const withDocuments = (
  content: LetterContent,
  from: Pick<Sources, 'documents'>,
): LetterContent => ({
  ...content,
  enclosures: content.enclosures.map((one) => {
    const document = named(one, from)
    return document ? enclosedAs(document) : one
  }),
})

/** A new answer to a demand for proof of identity encloses what the office has of it; whoever writes it may leave it out. Pure. */
export function withIdentity(
  content: LetterContent,
  { documents, details }: Pick<Sources, 'documents' | 'details'>,
): LetterContent {
  const asked = detailsPrinted(content.kind).includes('demand') && details.demand?.[0]?.['asked']
  // What holds something restricted is enclosed by nobody but a person.
  const proofs =
    asked === 'identity'
      ? documents.filter((one) => one.isIdentity && one.class !== RESTRICTED_CLASS)
      : []
  return { ...content, enclosures: [...content.enclosures, ...proofs.map(enclosedAs)] }
}

/** Refuses a document that cannot be enclosed, and one that is enclosed twice. */
export function expectEnclosable(content: LetterContent, from: Pick<Sources, 'documents'>): void {
  const seen = new Set<string>()
  for (const [at, one] of content.enclosures.entries()) {
    if (!one.document || one.document.from) continue
    const again = seen.has(one.document.id)
    seen.add(one.document.id)
    if (!again && named(one, from)) continue
    const fault = again
      ? 'This document is enclosed already. Leave one of the two out.'
      : `${GONE} Leave it out.`
    throw new Refusal('conflict', fault, { [`content.enclosures.${at}.name`]: fault })
  }
}
const GONE = 'This document cannot be enclosed: it was removed, or is not about this client.'

/** Enclosed documents that were removed or corrected since they came into the letter. Pure. */
export function enclosuresOvertaken(one: LetterRecord): Missing[] {
  const draft = reached(one.events) === 'draft'
  if (!draft && !isStoppable(one.events)) return []
  const cure = draft ? 'Leave it out.' : 'Recall it, and draft it again.'
  return one.content.enclosures.flatMap((enclosure): Missing[] => {
    if (!enclosure.document) return []
    if (enclosure.document.from) {
      if (draft || isNewest(enclosure.document, one)) return []
      const what = `Another scan of “${enclosure.name}”, which it encloses, was attached since.`
      return [{ what, cure, where: 'enclosures' }]
    }
    const document = named(enclosure, one)
    const same =
      document?.name === enclosure.name &&
      document.class === enclosure.class &&
      document.sha256 === enclosure.document.sha256
    if (same) return []
    const said = document?.class === RESTRICTED_CLASS ? 'A document' : `“${enclosure.name}”`
    const what = `${said}, which it encloses, was removed or corrected.`
    return [{ what, cure, where: 'enclosures' }]
  })
}

/** The letters of a person that enclose a document as they stand. */
export async function lettersEnclosing(
  tx: Readable,
  { documentId, clientId }: { documentId: string; clientId: string },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('letter')
    .select('id')
    .where(ofPerson('client_id', clientId))
    .where(sql<boolean>`instr(content, ${JSON.stringify({ id: documentId }).slice(1, -1)}) > 0`)
    .orderBy('seq')
    .execute()
  return rows.map(({ id }) => id)
}
