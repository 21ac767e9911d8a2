import { actInWords } from '../audit/act-words.ts'
import type { Act, Entry } from '../audit/entry.ts'
import { foldedWords } from '../search/fold.ts'
import type { AccessItem, AccessMark } from './contract.ts'
import { entryLines, hasTyped, namedBy, type Named, type NameOf } from './entry-words.ts'
import { kindWords, roleWords } from './file-words.ts'

/** Bodies, which are no other person; whoever else is named may be one. */
const BODIES: ReadonlySet<string> = new Set([
  ...['records-holder', 'custody', 'commissioner', 'ombudsman', 'regulator', 'coroner'],
])
/** What passes between client and solicitor, or is written for a claim. */
const PRIVILEGED: ReadonlySet<Act> = new Set<Act>([
  ...([
    'matter-noted',
    'reply-decided',
    'client-copy-decided',
    'limitation-settled',
    'consent-reviewed',
  ] as const),
  'details-recorded',
])
/** Acts that store a document, which no program reads for whom it names. */
const STORES: ReadonlySet<Act> = new Set<Act>([
  ...(['scan-attached', 'proof-attached', 'basis-paper-attached', 'letter-approved'] as const),
  'document-kept',
])

interface Known {
  /** Whoever is no third party: the client by every name, and everybody of this office. */
  own: readonly string[]
  nameOf: NameOf
}

/** The document that an entry stores; null where it stores none. */
export const paperOf = ({ act, detail }: Entry): string | null =>
  STORES.has(act) && typeof detail['paperId'] === 'string' ? detail['paperId'] : null

/** Everything about a client as things to decide upon, each marked with what is to be looked at. Pure. */
export function accessItems(entries: readonly Entry[], known: Known): AccessItem[] {
  const own = new Set(known.own.map(key).filter(Boolean))
  const all = new Map<string, Named>()
  for (const { detail } of entries)
    for (const one of namedBy(detail))
      if (key(one.name) !== '' && !own.has(key(one.name)) && one.role !== 'client')
        all.set(key(one.name), one)
  const letters = new Map<string, Entry>()
  return entries.map((entry) => {
    const { seq, at, actor, act, detail } = entry
    const letterId = typeof detail['letterId'] === 'string' ? detail['letterId'] : ''
    if (detail['content']) letters.set(letterId, entry)
    const letter = letters.get(letterId)
    const lines = entryLines(entry, known.nameOf)
    // An approved letter says what its last draft said.
    const read = act === 'letter-approved' && letter ? entryLines(letter, known.nameOf) : lines
    const words = foldedWords(read.join(' ')).join(' ')
    const named = [...all]
      .filter(([folded]) => ` ${words} `.includes(` ${folded} `))
      .map(([, { name, role }]) => ({ name, role: roleWords(role), person: !BODIES.has(role) }))
    const marks: AccessMark[] = [
      ...(named.some(({ person }) => person) ? (['person'] as const) : []),
      ...(named.some(({ person }) => !person) ? (['body'] as const) : []),
      ...(act === 'details-recorded' || hasTyped(detail) ? (['typed'] as const) : []),
      ...(isPrivileged(entry, letter) ? (['privileged'] as const) : []),
      ...(paperOf(entry) === null ? [] : (['document'] as const)),
    ]
    return {
      ...{ seq, at: at as AccessItem['at'], by: known.nameOf(actor), act, lines, named, marks },
      title: titleOf(act, letter),
      // Whom a scan names nobody can know without reading it; an approved letter is read as its draft.
      toDecide: marks.some(
        (mark) =>
          mark === 'person' ||
          mark === 'typed' ||
          mark === 'privileged' ||
          (mark === 'document' && act !== 'letter-approved'),
      ),
    }
  })
}

const key = (name: string): string => foldedWords(name).join(' ')

const titleOf = (act: Act, letter: Entry | undefined): string => {
  const content = letter?.detail['content'] as { kind?: unknown } | undefined
  const kind = typeof content?.kind === 'string' ? content.kind : null
  return kind !== null && /^(letter|reply|sending|step)-/.test(act)
    ? `${actInWords(act)}: ${kindWords(kind)}`
    : actInWords(act)
}

/** A letter to the client is advice, and so is what speaks of it; the client’s own instructions are too. */
function isPrivileged({ act, detail }: Entry, letter: Entry | undefined): boolean {
  if (PRIVILEGED.has(act)) return true
  if (act === 'consent-recorded')
    return detail['consulted'] !== null && detail['consulted'] !== undefined
  const content = (detail['content'] ?? letter?.detail['content']) as
    { addressee?: { role?: unknown }; passages?: { class?: unknown }[] } | undefined
  const told = act === 'letter-approved' || detail['content'] !== undefined
  if (!told || !content) return false
  const advises = content.passages?.some((one) => one.class === 'legal-advice') === true
  return content.addressee?.role === 'client' || advises
}

/** Blacks out words in lines, however they are spaced or capitalised; gives the words that stood in none. Pure. */
export function redacted(
  lines: readonly string[],
  words: readonly string[],
): { lines: string[]; missing: string[] } {
  let text = lines.join('\n')
  const missing: string[] = []
  for (const word of words) {
    const parts = word
      .trim()
      .split(/\s+/)
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    const pattern = new RegExp(parts.join('\\s+'), 'giu')
    if (!pattern.test(text)) missing.push(word)
    pattern.lastIndex = 0
    text = text.replace(pattern, '[blacked out]')
  }
  return { lines: text.split('\n'), missing }
}
