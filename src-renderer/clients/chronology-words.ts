import type { ChronologyLine } from '../../src-main/day/contract.ts'
import { actInWords } from '../../src-main/audit/act-words.ts'
import { SORTS as DOCUMENT_SORTS } from '../../src-main/documents/document-words.ts'
import { actIcon } from '../words/acts.ts'
import { BASIS_KINDS } from '../bases/basis-words.ts'
import { GROUNDS } from '../erasure/erasure-words.ts'
import { ASKED_BY, FORM_KINDS, WITHDRAWN_BY } from '../words/consents.ts'
import { KINDS } from '../../src-main/letters/contract.ts'
import { REPLIES, routeInWords } from '../words/letters.ts'
import { formatDay } from '../../src-main/dates/words.ts'

/** The kinds of line that a chronology can be narrowed to. */
export const KIND_NAMES: Record<ChronologyLine['kind'], string> = {
  client: 'Particulars',
  stay: 'Where the client was',
  representative: 'Representatives',
  matter: 'Matters',
  consent: 'Forms',
  document: 'Documents',
  letter: 'Letters',
  told: 'Disclosures',
  access: 'Subject access',
  erasure: 'Holds and erasure',
}

interface Told {
  title: string
  icon: string
  words: string
}
type Line = Pick<ChronologyLine, 'kind' | 'act' | 'name' | 'ref' | 'letterKind' | 'detail' | 'on'>

const lookUp = (words: Record<string, string>, name: string): string =>
  (Object.hasOwn(words, name) ? words[name] : undefined) ?? name
const onDay = (on: string | null): string => (on ? ` ${formatDay(on)}` : '')
const kindName = (kind: string | null): string =>
  kind !== null && Object.hasOwn(KINDS, kind)
    ? `${kind} ${KINDS[kind as keyof typeof KINDS].name}`
    : (kind ?? 'Letter')

const LETTER_ACTS: Record<string, string> = {
  'letter-drafted': 'drafted',
  'letter-redrafted': 'changed',
  'letter-discarded': 'discarded',
  'letter-approved': 'approved',
  'letter-printed': 'printed',
  'letter-signed': 'signed',
  'letter-sent': 'sent',
  'letter-recalled': 'recalled',
  'letter-returned': 'returned undelivered',
  'letter-copied': 'copied',
  'letter-replaced': 'drafted again',
}

function letterWords({ act, name, letterKind, detail, on }: Line): Told {
  const kind = kindName(letterKind)
  if (act === 'reply-recorded') {
    const reply = (REPLIES as Record<string, { name: string }>)[detail]?.name ?? 'Reply'
    return { title: reply, icon: 'i-lucide-inbox', words: `${kind}, to ${name}.${onDay(on)}` }
  }
  const how = act === 'letter-sent' ? ` ${routeInWords(detail)},${onDay(on)}.` : onDay(on)
  return {
    ...{ title: `${kind} ${LETTER_ACTS[act] ?? act}`, icon: actIcon(act) },
    words: `To ${name}.${how}`,
  }
}

function consentWords({ act, name, detail, on }: Line): Told {
  const form = `Form for ${name}`
  const words: Record<string, Told> = {
    'consent-recorded': {
      title: `${form} recorded`,
      icon: 'i-lucide-file-check',
      words: `${FORM_KINDS[detail as keyof typeof FORM_KINDS]?.name ?? 'Form'}, received${onDay(on)}.`,
    },
    'consent-withdrawn': {
      title: `${form}: withdrawn`,
      icon: 'i-lucide-undo-2',
      words: `${lookUp(WITHDRAWN_BY, detail)}, dated or received${onDay(on)}.`,
    },
    'withdrawal-corrected': {
      title: `${form}: withdrawal corrected`,
      icon: 'i-lucide-pencil',
      words: `Dated or received${onDay(on)}.`,
    },
    'scan-attached': {
      title: `${form}: scan attached`,
      icon: 'i-lucide-paperclip',
      words: '',
    },
    'consent-checked': {
      title: `${form} checked`,
      icon: 'i-lucide-search-check',
      words: `Checked against the ${detail}.`,
    },
    'consent-returned': {
      title: `${form} returned for correction`,
      icon: 'i-lucide-octagon-x',
      words: '',
    },
    'review-undone': {
      title: `${form}: review taken back`,
      icon: 'i-lucide-undo-2',
      words: '',
    },
    'consent-reviewed': {
      title: `${form} reviewed: still valid`,
      icon: 'i-lucide-message-circle-question',
      words: `Client asked${onDay(on)}, ${lookUp(ASKED_BY, detail).toLowerCase()}.`,
    },
  }
  if (act.startsWith('basis-'))
    return {
      ...{ title: `${actInWords(act)}: ${name}`, icon: actIcon(act) },
      words: `${BASIS_KINDS[detail as keyof typeof BASIS_KINDS] ?? detail}.`,
    }
  return words[act] ?? { title: form, icon: 'i-lucide-file-check', words: '' }
}

function toldWords({ act, name, letterKind, detail, on }: Line): Told {
  if (act === 'pack-told')
    return {
      ...{ title: `Disclosure to ${name}`, icon: actIcon(act) },
      words: `In a full audit pack,${onDay(on)}: everything on record.`,
    }
  const icon = act === 'call-recorded' ? 'i-lucide-phone' : 'i-lucide-mail-check'
  if (act !== 'call-recorded')
    return {
      ...{ title: `Disclosure to ${name}`, icon },
      words: `By ${kindName(letterKind)}, ${routeInWords(detail).toLowerCase()},${onDay(on)}.`,
    }
  return detail === 'nothing'
    ? { title: `Call from ${name}`, icon, words: 'Nothing was disclosed.' }
    : {
        title: `Call from ${name}`,
        icon,
        words: 'Disclosed what the forms or another basis allow.',
      }
}

function documentWords({ act, name, ref, detail, on }: Line): Told {
  const sort = detail === 'restricted' ? 'Restricted document' : lookUp(DOCUMENT_SORTS, detail)
  const done = { 'document-kept': 'came in', 'document-corrected': 'corrected' }[act] ?? 'removed'
  const from = name === '' ? 'Received' : `From ${name}, received`
  return {
    ...{ title: `${sort} ${done}`, icon: actIcon(act) },
    words: `${from}${onDay(on)}${ref === '' ? '' : `, ${ref}`}.`,
  }
}

function erasureWords({ act, detail, on }: Line): Told {
  if (act === 'keeping-extended')
    return {
      title: actInWords(act),
      icon: actIcon(act),
      words: on ? `Until${onDay(on).replace(/^ on/, '')}.` : '',
    }
  const ground = lookUp(GROUNDS, detail)
  const words = ground !== '' ? `${ground}.` : on ? `To be looked at again on${onDay(on)}.` : ''
  return { title: actInWords(act), icon: actIcon(act), words }
}

/** Whether a line tells that records were joined or parted. */
export const isJoining = ({ act }: Pick<ChronologyLine, 'act'>): boolean =>
  act === 'client-joined' || act === 'client-parted'

/** A line of the chronology in the office's words; those about the client and their stays come with their changes elsewhere. */
export function lineInWords(line: Line): Told {
  if (line.kind === 'letter') return letterWords(line)
  if (line.kind === 'consent') return consentWords(line)
  if (line.kind === 'document') return documentWords(line)
  if (line.kind === 'told') return toldWords(line)
  if (line.kind === 'erasure') return erasureWords(line)
  if (line.kind === 'access')
    return {
      ...{ title: actInWords(line.act), icon: actIcon(line.act) },
      words: line.on ? `Received${onDay(line.on)}.` : '',
    }
  if (line.kind === 'representative')
    return {
      ...{ title: `${actInWords(line.act)}: ${line.name}`, icon: actIcon(line.act) },
      words: `${line.detail}.`,
    }
  if (line.kind === 'matter')
    return {
      ...{ title: actInWords(line.act), icon: actIcon(line.act) },
      words: `${line.name}, ${line.ref}`,
    }
  if (isJoining(line))
    return {
      ...{ title: actInWords(line.act), icon: actIcon(line.act) },
      words: `The other record is that of ${line.name}.`,
    }
  return line.kind === 'stay'
    ? { title: `Where the client was: ${line.name}`, icon: 'i-lucide-map-pin', words: '' }
    : { title: 'Particulars', icon: 'i-lucide-pencil', words: '' }
}

/** Where a line leads; null where the thing stands on this very page. */
export function placeOfLine({ link }: Pick<ChronologyLine, 'link'>): string | null {
  if (!link) return null
  const places = {
    matter: `/matters/${link.id}`,
    letter: `/letters/${link.id}`,
    consents: `/clients/${link.id}/consents`,
    disclosure: `/audit/register/${link.id}`,
  }
  return places[link.to]
}
