import { finding, gather } from '../audit/finding.ts'
import type { AuditRule } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'
import { Joined, Parted } from '../clients/logged.ts'
import { londonDay } from '../dates/days.ts'
import { PackTold } from '../disclosures/logged.ts'
import type { OtherBasis } from '../disclosures/without-form.ts'
import type { z } from '../wire/schema.ts'
import { meaning, namedIn } from './choose-entries.ts'
import { decidedFor, PackMade } from './logged.ts'

type Made = z.output<typeof PackMade>

/** The classes there were when packs began: one that comes later is not asked of the packs before it. */
const EVERYTHING =
  'identity location health hiv-sexual-health mental-health substance-use offence legal-advice'.split(
    ' ',
  )

/** What a partner decided to hand out in a full pack: told at once, to whom the pack’s entry says and to nobody else. */
export function packsThen(): OtherBasis {
  let last: OpenedEntry | null = null
  let made: Made | null = null
  const joined = new Set<string | null>()
  return {
    keep(entry) {
      if (entry.act === 'pack-told') return
      if (entry.act === 'client-joined') joined.add(entry.subject)
      last = entry.act === 'pack-made' ? entry : null
      made = last ? (PackMade.safeParse(last.detail).data ?? null) : null
    },
    proves({ entry, packId, reader, purpose, why, on }) {
      if (packId === null || last?.actor !== entry.actor) return false
      // The contents of a pack’s entry are erased with its client; what it told of a record that was joined then stays.
      if (last.detail === null)
        return (
          last.subject !== null &&
          (last.subject === entry.subject || joined.has(last.subject) || joined.has(entry.subject))
        )
      return (
        made?.kind === 'full' &&
        made.packId === packId &&
        made.on === on &&
        made.to === reader.name &&
        made.role === reader.role &&
        made.purpose === purpose &&
        made.reason.trim() !== '' &&
        why === decidedFor(made.reason)
      )
    },
  }
}

/** A full pack leaves a line in the register for each client in it, for everything; a redacted one tells nobody anything. */
export const packRule: AuditRule = {
  asks: 'Every audit pack is in the register as what it told',
  judge(entries) {
    const findings = gather()
    const log = clientsInLog()
    let of = 0
    let open: { made: Made; seq: number; told: Set<string>; gone: Set<string> } | null = null
    const close = () => {
      const fault = open && (impossible(open) ?? untold(open, log.expected(open.made)))
      if (open && fault)
        findings.push(
          finding(open.seq, 'An audit pack is not in the register as what it told.', fault),
        )
      open = null
    }
    for (const entry of entries) {
      const { act, seq, subject, detail } = entry
      if (act === 'pack-told') {
        const told = PackTold.safeParse(detail).data
        const fault = told && lineFault(told, subject, open?.told, log.tagOf(told.clientId))
        if (fault)
          findings.push(finding(seq, 'An audit pack did not tell what its entry says.', fault))
        if (subject !== null) (detail === null ? open?.gone : open?.told)?.add(subject)
      } else close()
      const made = act === 'pack-made' ? PackMade.safeParse(detail).data : undefined
      if (act === 'pack-made' && detail !== null && !made)
        findings.push(
          finding(seq, 'An audit pack is not in the register as what it told.', 'It is no pack.'),
        )
      if (made) {
        of += 1
        open = { made, seq, told: new Set(), gone: new Set() }
      }
      log.keep(entry)
    }
    close()
    return { of, failed: findings.count, findings: findings.list() }
  },
}

/** Why a pack leaves no such line for a client. */
function lineFault(
  { told }: z.output<typeof PackTold>,
  subject: string | null,
  before: ReadonlySet<string> | undefined,
  tag: string | undefined,
): string | null {
  const classes = told.map((one) => one.class)
  if (EVERYTHING.some((about) => !classes.includes(about)))
    return 'A full pack tells all, and this says less.'
  if (new Set(classes).size < classes.length) return 'It says twice that something was told.'
  if (subject === null || (tag !== undefined && tag !== subject))
    return 'It is filed under another client than it names.'
  return before?.has(subject) ? 'The pack had told of this client already.' : null
}

/** Why the program makes no such pack; null where it may have. */
function impossible({ made, seq }: { made: Made; seq: number }): string | null {
  const { kind, size, entries, papers, sha256, to, reason, clientId, recipient, year } = made
  if (size < 1 || size >= seq || entries < 1 || entries > size)
    return 'It counts entries that the log did not have.'
  if (clientId === null && recipient === '' && year === null && entries !== size)
    return 'It names no choice, and does not hold the whole log.'
  if (!/^[0-9a-f]{64}$/.test(sha256)) return 'It has no hash of its file.'
  if (kind === 'full')
    return to.trim() === '' || reason.trim() === '' ? 'It says not for whom, or not why.' : null
  return papers > 0 || to !== '' ? 'A redacted pack tells nobody anything.' : null
}

/** Of whom a pack of these entries has to tell, and of whom at most. */
interface Expected {
  least: ReadonlySet<string>
  most: ReadonlySet<string>
}

/** How the lines of the register differ from the clients of whom the pack told. */
function untold(
  { made, told, gone }: { made: Made; told: ReadonlySet<string>; gone: ReadonlySet<string> },
  { least, most }: Expected,
): string | null {
  if (made.kind === 'redacted')
    return told.size + gone.size > 0 ? 'It tells nobody anything.' : null
  if ([...told].some((tag) => !most.has(tag))) return 'A client is named who is not in it.'
  const isMissing = [...least].some((tag) => !told.has(tag) && !gone.has(tag))
  return isMissing ? 'A client of whom it tells is not named.' : null
}

/** Of whom the entries so far speak and whom they name as told, in which years and up from which entry. */
function clientsInLog() {
  const years = new Map<string, Map<string, number>>()
  /** By tag and recipient, the first entry of each year that names them. */
  const naming = new Map<string, Map<string, Map<string, number>>>()
  const tags = new Map<string, string>()
  const kept = new Map<string, string>()
  const person = (clientId: string) => kept.get(clientId) ?? clientId

  function keep({ act, seq, at, subject, detail }: OpenedEntry): void {
    const joined = act === 'client-joined' ? Joined.safeParse(detail).data : undefined
    if (joined) kept.set(joined.clientId, joined.keptId)
    const parted = act === 'client-parted' ? Parted.safeParse(detail).data : undefined
    if (parted) kept.delete(parted.clientId)
    if (subject === null) return
    if (act === 'client-registered') tags.set(String(detail?.['clientId']), subject)
    const year = londonDay(at).slice(0, 4)
    keepFirst(within(years, subject), year, seq)
    for (const { name } of detail ? namedIn(act, detail) : [])
      keepFirst(within(within(naming, subject), name), year, seq)
    if (act !== 'client-erased') return
    years.delete(subject)
    naming.delete(subject)
  }

  /** The tags of whoever has an entry of the chosen client, year and recipient. */
  function expected({ clientId, year, size, recipient }: Made): Expected {
    const whole = clientId === null ? null : person(clientId)
    const meant =
      whole === null
        ? null
        : new Set([...tags].flatMap(([id, tag]) => (person(id) === whole ? [tag] : [])))
    const has = (first: ReadonlyMap<string, number>, in_ = year) =>
      [...first].some(([one, seq]) => seq <= size && (in_ === null || one === String(in_)))
    const most = new Set(
      [...years].flatMap(([tag, first]) => (meant?.has(tag) !== false && has(first) ? [tag] : [])),
    )
    if (recipient === '') return { least: most, most }
    const isMeant = meaning(recipient)
    const named = (tag: string, in_ = year) =>
      [...(naming.get(tag) ?? [])].some(([name, first]) => isMeant(name) && has(first, in_))
    return {
      least: new Set([...most].filter((tag) => named(tag))),
      // A letter or form that names them brings its entries of other years with it.
      most: new Set([...most].filter((tag) => named(tag, null))),
    }
  }
  return { keep, expected, tagOf: (clientId: string) => tags.get(clientId) }
}

/** The map under a key, made where there is none yet. */
function within<Key, Inner, Value>(map: Map<Key, Map<Inner, Value>>, key: Key): Map<Inner, Value> {
  const kept = map.get(key) ?? new Map<Inner, Value>()
  map.set(key, kept)
  return kept
}
function keepFirst(first: Map<string, number>, year: string, seq: number): void {
  if (!first.has(year)) first.set(year, seq)
}
