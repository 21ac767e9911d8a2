import { binding, SINCE } from '../audit/binding.ts'
import { figure, finding, gather } from '../audit/finding.ts'
import { walking } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'
import { recordsThen } from '../clients/records-then.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { isSameReader } from '../establishments/styles.ts'
import { enclosedName } from '../documents/document-words.ts'
import { DocumentCorrected, DocumentKept, type LoggedDocument } from '../documents/logged.ts'
import { LetterApproved, LetterSent, LetterWritten } from './logged.ts'
import { restrictedBy, classesToldBy } from './told-by.ts'

interface Kept {
  clientId: string
  sha256: string
  said: LoggedDocument
  /** Whether any of its versions was. */
  restricted: boolean
  removed: boolean
}

/** What a letter enclosed was on record when it was approved and when it left: of its client, the same file, told as all that it tells. */
export const enclosuresRule = walking(
  'Every document that a letter encloses stood on record of its client when it was approved and when it left, and tells what the letter said',
  () => {
    const documents = new Map<string, Kept>()
    const letters = new Map<string, ReturnType<typeof LetterWritten.parse>>()
    /** Scans of forms and proofs, and letters as approved, by what they are of. */
    const papers = new Map<string, { clientId: string; hashes: Set<string> }>()
    const earlier = lettersTelling()
    const records = recordsThen()
    const binds = binding(SINCE.enclosed)
    const [findings, remarks] = [gather(), gather()]
    let [of, erased] = [0, false]

    function faultOf(letterId: string, left: boolean, asked: Decisions): string | null {
      const letter = letters.get(letterId)
      for (const [at, { name, class: about, document }] of (
        letter?.content.enclosures ?? []
      ).entries()) {
        if (!document) continue
        if (document.from) {
          const had = papers.get(document.id)
          if (!had && erased) continue
          if (!had?.hashes.has(document.sha256))
            return 'A scan or letter that it encloses is not on record before it.'
          if (!records.of(letter!.clientId).includes(had.clientId))
            return 'A scan or letter that it encloses is of another client.'
          const told = document.tells && earlier.told(document.id)
          if (told && told.tells.join() !== document.tells!.join())
            return 'An earlier letter that it encloses told something else.'
          const open = told?.had(readersOf(letter!)) ? told.onlyAsked : []
          if (told?.tells.some((one) => !open.includes(one) && !isAsked(one, at, asked)))
            return 'It was not asked whether all may be told that an earlier letter told which it encloses.'
          continue
        }
        const kept = documents.get(document.id)
        if (!kept && erased) continue
        if (!kept) return 'A document that it encloses is not on record before it.'
        if (kept.removed) return 'A document that it encloses had been removed.'
        if (!records.of(letter!.clientId).includes(kept.clientId))
          return 'A document that it encloses is of another client.'
        if (kept.sha256 !== document.sha256) return 'A document that it encloses is another file.'
        if ((kept.restricted ? RESTRICTED_CLASS : kept.said.class) !== about)
          return 'A document that it encloses tells something else.'
        if (left && enclosedName(kept.said, kept.restricted) !== name)
          return 'A document that it encloses had been corrected.'
      }
      return null
    }
    return {
      take(entry) {
        const { act, detail, seq } = entry
        const bound = binds(entry)
        records.keep(entry)
        if (detail === null) {
          erased = true
          return
        }
        keepPaper(papers, entry)
        earlier.keep(entry)
        const isRestricted = (said: LoggedDocument) => said.class === RESTRICTED_CLASS
        const kept = act === 'document-kept' && DocumentKept.safeParse(detail).data
        if (kept)
          documents.set(kept.documentId, {
            ...{ clientId: kept.clientId, sha256: kept.sha256, said: kept },
            ...{ restricted: isRestricted(kept), removed: false },
          })
        const corrected = act === 'document-corrected' && DocumentCorrected.safeParse(detail).data
        const known = documents.get(String(detail['documentId']))
        if (known && corrected) {
          known.said = corrected
          known.restricted ||= isRestricted(corrected)
        }
        if (known && act === 'document-removed') known.removed = true
        if (act === 'letter-drafted' || act === 'letter-redrafted') {
          const written = LetterWritten.safeParse(detail).data
          if (written) letters.set(written.letterId, written)
        }
        const left = act === 'letter-sent' ? LetterSent.safeParse(detail).data : undefined
        // What had left before something was recorded of it is told with the reason.
        if (act !== 'letter-approved' && (!left || left.alreadyLeft)) return
        const said = left ?? LetterApproved.safeParse(detail).data
        const letterId = said?.letterId ?? ''
        if (!letters.get(letterId)?.content.enclosures.some((one) => one.document)) return
        of += 1
        const fault = faultOf(letterId, left !== undefined, said?.decisions ?? [])
        const what = `The letter of entry ${figure(seq)} should not have ${left ? 'left' : 'been approved'}.`
        // That it was looked at as it left came later than the rest.
        if (fault) (left && !bound ? remarks : findings).push(finding(seq, what, fault))
      },
      end: () => ({
        ...{ of, failed: findings.count, findings: findings.list(), remarks: remarks.list() },
      }),
    }
  },
)

/** What can be enclosed besides documents: each act that begins something of a client, and each that gives it a file. */
function keepPaper(
  papers: Map<string, { clientId: string; hashes: Set<string> }>,
  { act, detail }: OpenedEntry,
): void {
  const begins = BEGINS[act]
  const gives = GIVES[act]
  const said = (name: string) => String(detail?.[name])
  if (begins && !papers.has(said(begins)))
    papers.set(said(begins), { clientId: said('clientId'), hashes: new Set() })
  if (gives) papers.get(said(gives))?.hashes.add(said('sha256'))
}
const BEGINS: Record<string, string> = {
  'consent-recorded': 'consentId',
  'representative-recorded': 'representativeId',
  'letter-drafted': 'letterId',
}
const GIVES: Record<string, string> = {
  'scan-attached': 'consentId',
  'proof-attached': 'representativeId',
  'letter-approved': 'letterId',
}

type Readers = readonly { name: string; role: string }[]
const readersOf = ({ content }: ReturnType<typeof LetterWritten.parse>): Readers => [
  content.addressee,
  ...content.copies.map(({ addressee }) => addressee),
]
type Decisions = ReturnType<typeof LetterApproved.parse>['decisions']
const isAsked = (about: string | null, place: number, asked: Decisions): boolean =>
  asked.some((one) => one.what === 'enclosure' && one.at === String(place) && one.class === about)

/** What each letter told, as far as the log has come: by the decisions that it was approved with, and what is restricted since. */
function lettersTelling() {
  const told = new Map<string, { decided: Decisions; restricted: boolean; readers: Readers }>()
  return {
    keep({ act, detail }: OpenedEntry) {
      if (act === 'letter-drafted' || act === 'letter-redrafted') {
        const written = LetterWritten.safeParse(detail).data
        if (written)
          told.set(written.letterId, {
            ...{ decided: [], restricted: restrictedBy(written) === 1 },
            readers: readersOf(written),
          })
      }
      const approved = act === 'letter-approved' && LetterApproved.safeParse(detail).data
      const one = approved && told.get(approved.letterId)
      if (one) one.decided = approved.decisions
      if (act !== 'document-corrected') return
      for (const id of DocumentCorrected.safeParse(detail).data?.enclosedBy ?? []) {
        const hidden = told.get(id)
        if (hidden) hidden.restricted = true
      }
    },
    told(letterId: string) {
      const one = told.get(letterId)
      if (!one) return undefined
      const had = (readers: Readers) =>
        readers.every((to) => one.readers.some((reader) => isSameReader(reader, to)))
      return { ...classesToldBy(one.decided, one.restricted), had }
    },
  }
}
