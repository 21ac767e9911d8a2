import type { Log } from '../audit/log.ts'
import { canonical } from '../audit/canonical.ts'
import type { Json } from '../audit/entry.ts'
import { londonDay } from '../dates/days.ts'
import { newId } from '../wire/new-id.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { namesIn } from '../people/names.ts'
import type { Moment, z } from '../wire/schema.ts'
import type { Amendable, Change, law as contract } from './contract.ts'
import { EditionFault } from './edition-file.ts'
import { lastImport } from './edition-store.ts'
import { entryDigest, type LawEntry } from './law-entries.ts'
import { bookOf, isAmended, type LawBook, type LawSource } from './law-book.ts'
import { expectFitting, fieldsAsIn, type OfficeChange } from './apply-amendments.ts'
import { movedBetween, type ListOpen } from './moved.ts'
import { entryChange } from './office-changes.ts'
import { openReading, type Reading } from './reading.ts'
import { touchedBetween, type Touched } from './touched.ts'
import { amendmentShown } from './trusted.ts'

export interface AmendingParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  law: LawSource
  listOpen: ListOpen
  /** How many signed forms a change would leave without an age; handed in by the office. */
  formsLeftUnaged(tx: Readable, touched: Touched): Promise<number>
  clock: () => Date
  random: (bytes: number) => Uint8Array
}
type Questions = Handlers<typeof contract>
type Draft = Parameters<Questions['amend']>[0]
type Amending = 'amendable' | 'amendments' | 'amend' | 'previewAmendment' | 'withdrawAmendment'

/** When something came to be, and by whom. */
interface Since {
  at: string
  by: string
}

/** The fields of each sort of entry that the office may change. */
const FIELDS: Partial<Record<LawEntry['sort'], readonly string[]>> = {
  topic: ['text', 'from', 'to'],
  rule: ['period', 'from', 'to', 'name'],
  body: ['names', 'successor'],
  receipt: ['workingDaysAfter'],
  days: ['weekends', 'listedHolidays', 'fixedDays'],
}

/** The office's own changes of the law: each an entry, shown beside the edition's text; it can be withdrawn and stays on record. */
export function amending(parts: AmendingParts): Pick<Questions, Amending> {
  const { vault, log, law, listOpen, formsLeftUnaged, clock, random } = parts

  /** The change as it would be recorded, and the book with it; refuses one that finds nothing or does not fit. */
  const prepared = async (tx: Readable, { version, ...draft }: Draft) => {
    const before = await law.book(tx)
    expectSeen(draft.entry, version, before)
    checkDraft(draft, before, clock())
    const said = { amendmentId: newId(clock, random), ...draft, change: plain(draft.change) }
    const kept = { at: clock().toISOString(), by: '', said, withdrawn: null }
    const after = bookWith(before, [...before.changes.inForce, entryChange(kept)], {
      amendments: [...before.changes.amendments, kept],
    })
    const moved = await movedBetween(tx, listOpen, before, after)
    const touched = touchedBetween(before, after)
    expectReadable(moved, touched ? await formsLeftUnaged(tx, touched) : 0)
    return { kept, moved }
  }

  return {
    amendable: () =>
      vault.read(async (tx) => {
        const [book, nameOf] = [await law.book(tx), await namesIn(tx)]
        const brought = book.imported ? await lastImport(tx) : undefined
        return [...book.entries.values()].flatMap((entry) =>
          amendableOf(entry, { book, brought, nameOf }),
        )
      }),

    amendments: () =>
      vault.read(async (tx) => {
        const reading = await openReading(tx, parts)
        const { amendments } = reading.book.changes
        return amendments.map((one) => amendmentShown(one, reading)).reverse()
      }),

    previewAmendment: (draft) =>
      vault.read(async (tx) => ({ moved: (await prepared(tx, draft)).moved })),

    amend: (draft, by) =>
      vault.write(async (tx) => {
        const { kept, moved } = await prepared(tx, draft)
        const detail = kept.said as unknown as Record<string, Json>
        await log.record(tx, by, { act: 'law-amended', subject: null, detail })
        return { amendment: await shown(tx, kept.said.amendmentId), moved }
      }),

    withdrawAmendment: ({ id, reason }, by) =>
      vault.write(async (tx) => {
        const before = await law.book(tx)
        const found = before.changes.amendments.find(({ said }) => said.amendmentId === id)
        if (!found || found.withdrawn)
          throw new Refusal('not-found', 'This change is not in force. Open the list again.')
        const rest = before.changes.inForce.filter((one) => one.id !== id)
        const after = bookWith(before, rest, {})
        const moved = await movedBetween(tx, listOpen, before, after)
        const detail = { amendmentId: id, reason }
        await log.record(tx, by, { act: 'law-amendment-withdrawn', subject: null, detail })
        return { amendment: await shown(tx, id), moved }
      }),
  }

  async function shown(tx: Readable, id: string) {
    const reading = await openReading(tx, parts)
    const found = reading.book.changes.amendments.find(({ said }) => said.amendmentId === id)!
    return amendmentShown(found, reading)
  }
}

/** The book with other changes in force; refuses changes that do not go together, naming what is wrong. */
export function bookWith(
  { published, changes, orphans }: LawBook,
  inForce: readonly OfficeChange[],
  besides: Partial<LawBook['changes']>,
): LawBook {
  try {
    // Those without effect have none here either.
    const fitting = inForce.filter(({ id }) => !orphans.has(id))
    const laid = expectFitting(published, fitting)
    return bookOf(published, { ...changes, ...besides, inForce }, laid)
  } catch (error) {
    if (!(error instanceof EditionFault)) throw error
    const message = `This change does not fit the edition: ${error.where}: ${error.why} Correct it.`
    throw new Refusal('invalid-input', message, { change: message })
  }
}

/** No change of the law leaves anything recorded without its date. */
function expectReadable(moved: readonly { before: unknown; after: unknown }[], forms: number) {
  const lost = moved.filter(({ before, after }) => before !== null && after === null).length
  if (lost + forms === 0) return
  const left = [
    ...(lost > 0 ? [lost === 1 ? 'one open deadline' : `${lost} open deadlines`] : []),
    ...(forms > 0 ? [forms === 1 ? 'one signed form' : `${forms} signed forms`] : []),
  ]
  const message = `This would leave ${left.join(' and ')} without any rule for the day on which it began. Give first and last days that still cover what is recorded.`
  throw new Refusal('invalid-input', message, { change: message })
}

const wrong = (field: string, message: string) =>
  new Refusal('invalid-input', message, { [field]: message })

function checkDraft(
  { entry, change, checkedOn }: Omit<Draft, 'version'>,
  book: LawBook,
  now: Date,
): void {
  const found = book.entries.get(entry)
  if (!found) throw new Refusal('not-found', 'This edition has no such entry. Open it again.')
  if (found.sort !== change.sort)
    throw wrong('change', 'This is a different kind of entry. Open it again.')
  if (checkedOn > londonDay(now))
    throw wrong('checkedOn', 'This date is in the future. Correct it.')
  const given = plain(change)
  const asItIs = fieldsAsIn(found.raw, given)
  if (canonical(given as Json) === canonical(asItIs as Json))
    throw wrong('change', 'Nothing differs from the entry as it is now. Change something.')
}

/** Without what was left out, so that a field left out and one set to nothing are told apart. */
const plain = (change: Change): Change =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Change

/** By what a change names the entry that was on the screen: what the edition says, and the newest change of it in force. */
const versionOf = (published: LawEntry, book: LawBook): string =>
  `${entryDigest(published)}:${newestOf(published.key, book)?.id ?? ''}`

/** Refuses what would go over a newer edition of the entry, or over another change of it, that was not seen. */
function expectSeen(entry: string, version: string, book: LawBook): void {
  const published = book.publishedEntries.get(entry)
  if (!published || version === versionOf(published, book)) return
  throw new Refusal(
    'conflict',
    version.startsWith(entryDigest(published))
      ? 'Somebody recorded or withdrew another change of this entry after you opened it. Read what it says now first.'
      : 'A new edition of the law says this entry otherwise than when you opened it. Read what it says now first.',
  )
}

/** The office's newest change of an entry that is in force. */
function newestOf(entry: string, { changes }: LawBook) {
  const kept = changes.amendments.findLast(
    ({ said, withdrawn }) => said.entry === entry && !withdrawn,
  )
  return kept && { id: kept.said.amendmentId, at: kept.at, by: kept.by }
}

function amendableOf(
  entry: LawEntry,
  { book, brought, nameOf }: Pick<Reading, 'book' | 'nameOf'> & { brought: Since | undefined },
): z.input<typeof Amendable>[] {
  const fields = FIELDS[entry.sort]
  const published = book.publishedEntries.get(entry.key)
  if (!fields || !published) return []
  const changed: Since | undefined = newestOf(entry.key, book)
  const since = brought && brought.at > (changed?.at ?? '') ? brought : changed
  const asked = { sort: entry.sort, ...Object.fromEntries(fields.map((name) => [name, null])) }
  return [
    {
      ...{ entry: entry.key, sort: entry.sort, title: entry.title },
      now: fieldsAsIn(entry.raw, asked as unknown as Change),
      shipped: fieldsAsIn(published.raw, asked as unknown as Change),
      amended: isAmended(entry.key, book),
      version: versionOf(published, book),
      since: since ? { at: since.at as Moment, by: nameOf(since.by) } : null,
    },
  ]
}
