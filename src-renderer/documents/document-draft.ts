import type { InformationClass } from '../../src-main/consents/contract.ts'
import type { DocumentSort, KeptDocument } from '../../src-main/documents/contract.ts'
import { MatterId } from '../../src-main/matters/contract.ts'
import { LetterId } from '../../src-main/letters/contract.ts'
import { formatDay } from '../../src-main/dates/words.ts'
import { SORTS } from '../../src-main/documents/document-words.ts'
import { CLASSES } from '../words/disclosure-terms.ts'

/** Where something is filed that is filed nowhere. */
export const NONE = 'none'

/** What is typed of a document. */
export interface DocumentTyped {
  receivedOn: string
  sender: string
  sort: string
  title: string
  class: InformationClass | null
  pages: string
  matterId: string
  letterId: string
  reason: string
  /** The one that it is typed over; 0 of a document that came. */
  version: number
}

export const documentTyped = (
  one: KeptDocument | null,
  start: { today: string; matterId: string | null; letterId: string | null; sender: string },
): DocumentTyped => ({
  receivedOn: one?.receivedOn ?? start.today,
  sender: one?.sender ?? start.sender,
  sort: one?.sort ?? '',
  title: one?.title ?? '',
  class: one?.class ?? null,
  pages: one?.pages?.toString() ?? '',
  matterId: (one ? one.matterId : start.matterId) ?? NONE,
  letterId: (one ? one.letterId : start.letterId) ?? NONE,
  reason: '',
  version: one?.version ?? 0,
})

/** As the office takes it; what is not chosen yet is refused there, at its field. */
export const documentSent = ({ reason: _, version: _version, ...typed }: DocumentTyped) => ({
  ...typed,
  sort: typed.sort as DocumentSort,
  class: typed.class as InformationClass,
  pages: typed.pages.trim() === '' ? null : Number(typed.pages),
  matterId: typed.matterId === NONE ? null : MatterId.parse(typed.matterId),
  letterId: typed.letterId === NONE ? null : LetterId.parse(typed.letterId),
})

/** What a former version said otherwise, in words. */
export function changedFrom(
  was: KeptDocument['earlier'][number],
  is: KeptDocument['earlier'][number],
): string {
  const parts = [
    was.receivedOn !== is.receivedOn && `received ${formatDay(was.receivedOn)}`,
    was.sender !== is.sender && `from ${was.sender}`,
    was.sort !== is.sort && SORTS[was.sort].toLowerCase(),
    was.title !== is.title && (was.title ? `“${was.title}”` : 'no description'),
    was.class !== is.class && CLASSES[was.class].toLowerCase(),
    was.pages !== is.pages && (was.pages === null ? 'pages not counted' : `${was.pages} pages`),
    was.matterId !== is.matterId && (was.matterId ? 'in another matter' : 'in no matter'),
    was.letterId !== is.letterId && (was.letterId ? 'answering another letter' : 'answering none'),
  ]
  return parts.filter(Boolean).join('; ')
}

const KINDS: Record<KeptDocument['kind'], string> = {
  ...{ pdf: 'PDF', png: 'PNG', jpeg: 'JPEG', tiff: 'TIFF', text: 'text', docx: 'Word' },
}
/** What the file is and how large, as it stands under a name. */
export function fileWords({ kind, size }: Pick<KeptDocument, 'kind' | 'size'>): string {
  const large =
    size >= 1_000_000 ? `${(size / 1_000_000).toFixed(1)} MB` : `${Math.ceil(size / 1000)} kB`
  return `${KINDS[kind]}, ${large}`
}
