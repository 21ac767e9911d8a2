import { RESTRICTED_CLASS } from '../consents/contract.ts'
import {
  DocumentCorrected,
  DocumentKept,
  DocumentRemoved,
  LoggedDocument,
  LoggedFile,
  type DocumentAct,
} from './logged.ts'

/** A step of a document's history as its row has it. */
export interface Step {
  seq: number
  at: string
  by: string
  act: DocumentAct
  said: unknown
}
export interface DocumentRecord {
  id: string
  clientId: string
  /** Which of the person's records it stands in. */
  record: number
  steps: readonly Step[]
}

interface When {
  at: string
  by: string
}
/** What is said of a document since a step. */
export type Version = LoggedDocument & When & { version: number; reason: string }
export interface Standing extends Omit<DocumentRecord, 'steps'> {
  now: Version
  /** Superseded versions, newest first. */
  earlier: readonly Version[]
  file: LoggedFile
  keptAt: string
  removed: (When & { reason: string }) | null
  /** Whether any of its versions is of the class that is held back. */
  restricted: boolean
}

const Kept = DocumentKept.omit({ documentId: true, clientId: true })
const Corrected = DocumentCorrected.omit({ documentId: true, clientId: true })
const Removed = DocumentRemoved.omit({ documentId: true, clientId: true })

/** How a document stands by its steps. Pure. */
export function documentStanding({ steps, ...record }: DocumentRecord): Standing | null {
  const versions: Version[] = []
  let kept: { file: LoggedFile; at: string } | null = null
  let removed: Standing['removed'] = null
  for (const { act, at, by, said } of steps)
    if (act === 'document-kept') {
      const first = Kept.parse(said)
      kept = { file: LoggedFile.parse(first), at }
      versions.unshift({ ...LoggedDocument.parse(first), at, by, version: 1, reason: '' })
    } else if (act === 'document-corrected') {
      const { version, reason, enclosedBy: _, ...now } = Corrected.parse(said)
      versions.unshift({ ...now, at, by, version, reason })
    } else removed = { ...Removed.parse(said), at, by }
  const [now, ...earlier] = versions
  if (!now || !kept) return null
  const restricted = versions.some((one) => one.class === RESTRICTED_CLASS)
  return { ...record, now, earlier, file: kept.file, keptAt: kept.at, removed, restricted }
}
