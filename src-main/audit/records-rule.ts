import { binding, SINCE } from './binding.ts'
import type { Act } from './entry.ts'
import { figure, finding, gather } from './finding.ts'
import { walking } from './rule.ts'
import type { OpenedEntry } from './verify-words.ts'

/** What an act brings on record, and the field that names it there and in every act about it. */
const MAKES = {
  'client-registered': ['client', 'clientId'],
  'representative-recorded': ['representative', 'representativeId'],
  'matter-opened': ['matter', 'matterId'],
  'consent-recorded': ['form', 'consentId'],
  'letter-drafted': ['letter', 'letterId'],
  'document-kept': ['document', 'documentId'],
  'law-amended': ['amendment of the law', 'amendmentId'],
  'holiday-recorded': ['holiday', 'holidayId'],
} as const satisfies { [A in Act]?: readonly [string, string] }

/** Acts of which the second in a row can do nothing: what the first of the pair left is what the other finds. */
const TURNS: { [A in Act]?: { of: string; to: boolean } } = {
  'matter-opened': { of: 'matterId', to: true },
  'matter-reopened': { of: 'matterId', to: true },
  'matter-closed': { of: 'matterId', to: false },
  'document-kept': { of: 'documentId', to: true },
  'document-removed': { of: 'documentId', to: false },
  'law-amended': { of: 'amendmentId', to: true },
  'law-amendment-withdrawn': { of: 'amendmentId', to: false },
  'holiday-recorded': { of: 'holidayId', to: true },
  'holiday-withdrawn': { of: 'holidayId', to: false },
}

type Field = (typeof MAKES)[keyof typeof MAKES][1]
interface Known {
  what: string
  /** Each with whether it stands, where acts can turn that. */
  ids: Map<string, boolean>
  /** Of one that was erased nobody knows the id. */
  erased: boolean
}

/** Every act was about something that was on record, and could be done as it stood. */
export const recordsRule = walking('Every act was about what was on record before it', () => {
  const binds = binding(SINCE.possible)
  const known = new Map<Field, Known>(
    Object.values(MAKES).map(([what, field]) => [field, { what, ids: new Map(), erased: false }]),
  )
  const clients = new Set<string>()
  const [findings, remarks] = [gather(), gather()]
  let of = 0
  return {
    take(entry) {
      of += 1
      const bound = binds(entry)
      const fault = subjectFault(entry, clients) ?? recordFault(entry, known)
      if (!fault) return
      const what = `Entry ${figure(entry.seq)} was not possible.`
      ;(bound ? findings : remarks).push(finding(entry.seq, what, fault))
    },
    end: () => ({
      ...{ of, failed: findings.count, findings: findings.list(), remarks: remarks.list() },
    }),
  }
})

/** Clients stand in clear by their random tags, so that they are known after an erasure also. */
function subjectFault({ act, subject }: OpenedEntry, clients: Set<string>): string | null {
  if (subject === null) return act === 'client-registered' ? 'It registers nobody.' : null
  if (act !== 'client-registered')
    return clients.has(subject) ? null : 'It is filed under a client who is not on record.'
  if (clients.has(subject)) return 'Another client had been registered under this mark.'
  clients.add(subject)
  return null
}

function recordFault(
  { act, detail }: OpenedEntry,
  known: ReadonlyMap<Field, Known>,
): string | null {
  const made = Object.hasOwn(MAKES, act) ? MAKES[act as keyof typeof MAKES] : undefined
  if (detail === null) {
    if (made) known.get(made[1])!.erased = true
    return null
  }
  for (const [field, { what, ids, erased }] of known) {
    const id = detail[field]
    if (typeof id !== 'string') continue
    const stands = ids.get(id)
    const turn = TURNS[act]?.of === field ? TURNS[act] : undefined
    const isNew = made?.[1] === field
    if (isNew && stands !== undefined) return `The ${what} was on record already.`
    if (!isNew && stands === undefined && !erased) return `No such ${what} was on record.`
    if (!isNew && turn && stands === turn.to) return `The ${what} was in that state already.`
    if (isNew || turn) ids.set(id, turn?.to ?? true)
  }
  return null
}
