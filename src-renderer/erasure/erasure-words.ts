import type { Counts, ErasedClient, Ground } from '../../src-main/erasure/contract.ts'
import { countOf, formatList } from '../../src-main/dates/words.ts'
import { routeInWords } from '../words/letters.ts'

/** Why a record may be erased, as it is chosen. */
export const GROUNDS: Record<Ground, string> = {
  'retention-ended': 'The time for keeping it is over',
  'asked-by-client': 'The client asked for it (UK GDPR, Article 17)',
  regulator: 'The regulator requires it',
  'recorded-in-error': 'It was recorded in error (UK GDPR, Article 5(1)(d))',
}

/** Why a client was erased, and by whom, as the list of erasures says it. */
export const whyErased = ({ ground, proposedBy, proposedSeq, who }: ErasedClient): string =>
  ground === 'made-again'
    ? `erased again by ${who}, as an older copy of the office was put back.`
    : `confirmed by ${who}, proposed by ${proposedBy} (entry ${proposedSeq}). ${GROUNDS[ground]}.`

/** What goes, in one sentence. */
export function goesInWords(goes: Counts): string {
  const counted = [
    countOf(goes.matters, 'matter', 'matters'),
    countOf(goes.forms, 'form', 'forms'),
    countOf(goes.scans, 'scan', 'scans'),
    countOf(goes.documents, 'document', 'documents'),
    countOf(goes.letters, 'letter', 'letters'),
    countOf(goes.calls, 'call', 'calls'),
  ]
  return `The client’s particulars and history, ${formatList(counted)}: the contents of ${countOf(goes.entries, 'entry', 'entries')} of the log, with the keys of every document.`
}

/** How an erased client is called. */
export const erasedName = ({ clientNumber, seq }: ErasedClient): string =>
  clientNumber === null ? `Erased client (entry ${seq})` : `Erased client, number ${clientNumber}`

const OTHER_WAYS: Record<string, string> = {
  ...{ telephone: 'By telephone', 'audit-pack': 'In an audit pack' },
}

/** By which way something was told. */
export const toldHow = (route: string): string => OTHER_WAYS[route] ?? routeInWords(route)
