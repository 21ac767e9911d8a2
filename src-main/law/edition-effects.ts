import type { z } from '../wire/schema.ts'
import type { Day, Moment } from '../wire/schema.ts'
import { formatDay } from '../dates/words.ts'
import type { EditKept, CheckLapsed } from './contract.ts'
import { differing } from './edition-diff.ts'
import { checkOf } from './needs-check.ts'
import { entryDigest, type LawEntries } from './law-entries.ts'
import type { LawBook } from './law-book.ts'
import type { KeptAmendment, KeptHoliday } from './office-changes.ts'
import type { Reading } from './reading.ts'

type Kept = z.input<typeof EditKept>

/** What becomes of each change of the office under the book `after`; those without effect in both are left out. */
export function editsKept({ book, nameOf }: Reading, after: LawBook): Kept[] {
  const { amendments, holidays } = book.changes
  return [
    ...amendments.filter(inForce).map((one) => amendmentKept(one, book, after)),
    ...holidays.filter(inForce).map((one) => holidayKept(one, after)),
  ]
    .filter(({ id }) => !(book.orphans.has(id) && after.orphans.has(id)))
    .map(({ id: _, by, ...kept }) => ({ ...kept, by: nameOf(by) }))
}

const inForce = ({ withdrawn }: { withdrawn: unknown }) => withdrawn === null

type Found = Kept & { id: string }

function amendmentKept({ at, by, said }: KeptAmendment, before: LawBook, after: LawBook): Found {
  const [old, now] = [before, after].map((book) => book.publishedEntries.get(said.entry))
  const fields = old && now ? differing(old.raw, now.raw) : []
  const lost = !now ? 'entry-gone' : after.orphans.has(said.amendmentId) ? 'unfit' : null
  return {
    ...{ id: said.amendmentId, entry: said.entry, by, at: at as Moment },
    title: (now ?? old)?.title ?? said.entry,
    outcome: lost ?? (fields.length > 0 ? 'shipped-differs' : 'holds'),
    fields,
  }
}

function holidayKept({ at, by, said }: KeptHoliday, after: LawBook): Found {
  const { change } = said
  const lost = change.what === 'added' ? 'now-shipped' : 'entry-gone'
  return {
    ...{ id: said.holidayId, entry: `holiday:${change.on}`, by, at: at as Moment },
    title: `${said.name}, ${formatDay(change.on)}`,
    outcome: after.orphans.has(said.holidayId) ? lost : 'holds',
    fields: [],
  }
}

/** The checks by people here that no longer hold, because their entry reads differently or is gone. */
export function checksLapsed(reading: Reading, after: LawEntries): z.input<typeof CheckLapsed>[] {
  return [...reading.book.entries.values()].flatMap((entry) => {
    const made = checkOf(entry, reading)
    const now = after.get(entry.key)
    if (!made || (now && entryDigest(now) === made.digest)) return []
    const { checked_on: checkedOn, by } = made
    return [
      {
        ...{ entry: entry.key, title: entry.title },
        ...{ by: reading.nameOf(by), checkedOn: checkedOn as Day },
      },
    ]
  })
}
