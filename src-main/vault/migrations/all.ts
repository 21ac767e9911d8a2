import { ground } from './0001-ground.ts'
import { practiceAndMatters } from './0002-practice-matters.ts'
import { consents } from './0003-consents.ts'
import { letters } from './0004-letters.ts'
import { scans } from './0005-scans.ts'
import { lawBook } from './0006-law-book.ts'
import { editions } from './0007-editions.ts'
import { calls } from './0008-calls.ts'
import { secondCheck } from './0009-second-check.ts'
import { letterIndex } from './0010-letter-index.ts'
import { flatReads } from './0011-flat-reads.ts'
import { matterWords } from './0012-matter-words.ts'
import { wordsAndNumbers } from './0013-words-and-numbers.ts'
import { draftsReady } from './0014-drafts-ready.ts'
import { daySaid } from './0015-day-said.ts'
import { heldToBooks } from './0016-held-to-books.ts'
import { matterClosings } from './0017-matter-closings.ts'
import { representatives } from './0018-representatives.ts'
import { places } from './0019-places.ts'
import { joinedRecords } from './0020-joined-records.ts'
import { secondPerson } from './0021-second-person.ts'
import { otherBases } from './0022-other-bases.ts'
import { erasure } from './0023-erasure.ts'
import { callsUndone } from './0024-calls-undone.ts'
import { postBook } from './0025-post-book.ts'
import { heldLetters } from './0026-held-letters.ts'
import { failedSignIns } from './0027-failed-sign-ins.ts'
import { directLines } from './0028-direct-lines.ts'
import { keyMark } from './0029-key-mark.ts'
import { backups } from './0030-backups.ts'
import { recoverySheet } from './0031-recovery-sheet.ts'
import { imports } from './0032-imports.ts'
import { dayInSight } from './0033-day-in-sight.ts'
import { givenPassphrase } from './0034-given-passphrase.ts'
import { fileKey } from './0035-file-key.ts'
import { workPassed } from './0036-work-passed.ts'
import { retention } from './0037-retention.ts'
import { processing } from './0038-processing.ts'
import { exportsBegun } from './0039-exports-begun.ts'
import { oneName } from './0040-one-name.ts'
import { caseDetails } from './0041-case-details.ts'
import { documents } from './0042-documents.ts'
import { officeTemplates } from './0043-office-templates.ts'
import { houseParagraphs } from './0044-house-paragraphs.ts'
import { accessRequests } from './0045-access-requests.ts'
import { sortedLists } from './0046-sorted-lists.ts'
import { asked } from './0047-asked.ts'
import { easyTemplates } from './0048-easy-templates.ts'
import { desks } from './0049-desks.ts'
import { informationBarriers } from './0050-information-barriers.ts'
import { desksLetIn } from './0051-desks-let-in.ts'

/** In order; a file at version n has had the first n. One that was released is never changed again. */
export const migrations: readonly string[] = [
  ground,
  practiceAndMatters,
  consents,
  letters,
  scans,
  lawBook,
  editions,
  calls,
  secondCheck,
  letterIndex,
  flatReads,
  matterWords,
  wordsAndNumbers,
  draftsReady,
  daySaid,
  heldToBooks,
  matterClosings,
  representatives,
  places,
  joinedRecords,
  secondPerson,
  otherBases,
  erasure,
  callsUndone,
  postBook,
  heldLetters,
  failedSignIns,
  directLines,
  keyMark,
  backups,
  recoverySheet,
  imports,
  dayInSight,
  givenPassphrase,
  fileKey,
  workPassed,
  retention,
  processing,
  exportsBegun,
  oneName,
  caseDetails,
  documents,
  officeTemplates,
  houseParagraphs,
  accessRequests,
  sortedLists,
  asked,
  easyTemplates,
  desks,
  informationBarriers,
  desksLetIn,
]
