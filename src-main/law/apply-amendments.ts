import type { Json } from '../audit/entry.ts'
import { formatWhen } from '../dates/words.ts'
import type { Change, HolidayChange } from './entry.ts'
import { EditionFault } from './edition-file.ts'
import { openEdition, textsOf, type LawEntries, type OpenedEdition } from './law-entries.ts'
import { loadEdition, type Edition } from './load-edition.ts'

/** A change by the office as it is laid over an edition: of an entry, or of a holiday. */
export type OfficeChange = { id: string; on: string; source: string } & (
  | { sort: 'entry'; entry: string; change: Change; checkedOn: string }
  | { sort: 'holiday'; change: HolidayChange }
)
/** The edition with the office's changes; `orphans` are those that found nothing to change, or no longer fit. */
export interface AmendedEdition {
  edition: Edition
  entries: LawEntries
  orphans: ReadonlySet<string>
}

/** Lays the changes over the edition in their order; one that no longer fits is left out, and named. Pure. */
export function applyAmendments(
  edition: Edition,
  changes: readonly OfficeChange[],
): AmendedEdition {
  const whole = attempt(edition, changes)
  if (!(whole instanceof EditionFault)) return whole
  const kept: OfficeChange[] = []
  const unfit = new Set<string>()
  for (const change of changes) {
    if (attempt(edition, [...kept, change]) instanceof EditionFault) unfit.add(change.id)
    else kept.push(change)
  }
  const rest = expectFitting(edition, kept)
  return { ...rest, orphans: new Set([...rest.orphans, ...unfit]) }
}

/** The same, but throws the fault that the changes make together. */
export function expectFitting(edition: Edition, changes: readonly OfficeChange[]): AmendedEdition {
  const laid = attempt(edition, changes)
  if (laid instanceof EditionFault) throw laid
  return laid
}

function attempt(
  edition: Edition,
  changes: readonly OfficeChange[],
): AmendedEdition | EditionFault {
  const opened = openEdition(edition.texts)
  const open = new Map<string, string | null>()
  const orphans = new Set(
    changes.filter((change) => !applied(opened, change, open)).map(({ id }) => id),
  )
  if (changes.length === orphans.size) return { edition, entries: opened.entries, orphans }
  try {
    const changed = loadEdition(textsOf(opened))
    const { identity, digest, imported, fault } = edition
    return {
      edition: { ...changed, identity, digest, imported, fault },
      entries: opened.entries,
      orphans,
    }
  } catch (error) {
    if (error instanceof EditionFault) return error
    throw error
  }
}

/** Changes the opened edition, keeping what is still open of each entry; false where it has nothing of the kind. */
function applied(
  opened: OpenedEdition,
  change: OfficeChange,
  open: Map<string, string | null>,
): boolean {
  if (change.sort === 'holiday') return holidayApplied(opened, change.change)
  const found = opened.entries.get(change.entry)
  if (!found || found.sort !== change.change.sort) return false
  const before = open.has(found.key) ? open.get(found.key)! : found.raw.uncertain
  const { sort: _, uncertain = before, ...fields } = change.change
  open.set(found.key, uncertain)
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  const said = `Changed by the office ${formatWhen(change.on)} (source: ${change.source}).`
  Object.assign(found.raw, Object.fromEntries(given), {
    checkedOn: change.checkedOn,
    uncertain: uncertain === null ? said : `${said} ${uncertain}`,
  })
  return true
}

function holidayApplied({ files }: OpenedEdition, change: HolidayChange): boolean {
  const file = files.get('holidays.json') as unknown as { days: { on: string; name: string }[] }
  const place = file.days.findIndex(({ on }) => on === change.on)
  if (change.what === 'added') {
    if (place >= 0) return false
    file.days.push({ on: change.on, name: change.name })
  } else {
    if (place < 0) return false
    const [listed] = file.days.splice(place, 1)
    if (change.what === 'moved') file.days.push({ on: change.to, name: listed!.name })
  }
  file.days.sort((one, other) => one.on.localeCompare(other.on))
  return true
}

/** The fields that a change names, as an entry has them. */
export const fieldsAsIn = (raw: { [field: string]: Json }, { ...change }: Change): Change => {
  const fields = Object.keys(change).filter((name) => name !== 'sort')
  return {
    sort: change.sort,
    ...Object.fromEntries(fields.map((name) => [name, raw[name] ?? null])),
  } as Change
}
