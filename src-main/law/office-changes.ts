import { londonDay } from '../dates/days.ts'
import type { Readable } from '../vault/vault.ts'
import type { z } from '../wire/schema.ts'
import type { OfficeChange } from './apply-amendments.ts'
import { Amended, AmendmentWithdrawn, HolidayRecorded, HolidayWithdrawn } from './logged.ts'

/** Who did it and when; `by` is a person's id. */
export interface Done {
  at: string
  by: string
}
type Kept<Said> = Done & { said: Said; withdrawn: (Done & { reason: string }) | null }
export type KeptAmendment = Kept<z.output<typeof Amended>>
export type KeptHoliday = Kept<z.output<typeof HolidayRecorded>>

/** Everything that the office ever changed in the law, oldest first, and what of it was taken back. */
export interface OfficeChanges {
  amendments: readonly KeptAmendment[]
  holidays: readonly KeptHoliday[]
  /** Those in force, in the order of the log. */
  inForce: readonly OfficeChange[]
}

/** Which state of the changes this is: another text after any change. */
export async function newestChange(tx: Readable): Promise<string> {
  const row = await tx
    .selectFrom('law_change')
    .select(['seq', 'said'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  // With its words: a write that was undone may have had the same number.
  return row ? `${row.seq} ${row.said}` : ''
}

/** Reads the changes from the books. */
export async function officeChanges(tx: Readable): Promise<OfficeChanges> {
  const rows = await tx.selectFrom('law_change').selectAll().orderBy('seq').execute()
  const amendments = new Map<string, KeptAmendment>()
  const holidays = new Map<string, KeptHoliday>()
  const order: (() => OfficeChange | null)[] = []
  for (const { act, at, by, said: text } of rows) {
    const said: unknown = JSON.parse(text)
    if (act === 'law-amended') {
      const kept: KeptAmendment = { at, by, said: Amended.parse(said), withdrawn: null }
      amendments.set(kept.said.amendmentId, kept)
      order.push(() => (kept.withdrawn ? null : entryChange(kept)))
    } else if (act === 'holiday-recorded') {
      const kept: KeptHoliday = { at, by, said: HolidayRecorded.parse(said), withdrawn: null }
      holidays.set(kept.said.holidayId, kept)
      order.push(() => (kept.withdrawn ? null : holidayChange(kept)))
    } else if (act === 'law-amendment-withdrawn') {
      const { amendmentId, reason } = AmendmentWithdrawn.parse(said)
      amendments.get(amendmentId)!.withdrawn = { at, by, reason }
    } else if (act === 'holiday-withdrawn') {
      const { holidayId, reason } = HolidayWithdrawn.parse(said)
      holidays.get(holidayId)!.withdrawn = { at, by, reason }
    }
  }
  return {
    amendments: [...amendments.values()],
    holidays: [...holidays.values()],
    inForce: order.map((change) => change()).filter((change) => change !== null),
  }
}

/** An amendment as it is laid over the edition. */
export const entryChange = ({ at, said }: Pick<KeptAmendment, 'at' | 'said'>): OfficeChange => ({
  ...{ id: said.amendmentId, on: londonDay(at), sort: 'entry' },
  ...{ entry: said.entry, change: said.change, source: said.source, checkedOn: said.checkedOn },
})

/** A holiday as it is laid over the edition. */
export const holidayChange = ({ at, said }: Pick<KeptHoliday, 'at' | 'said'>): OfficeChange => ({
  ...{
    id: said.holidayId,
    on: londonDay(at),
    sort: 'holiday',
    change: said.change,
    source: said.source,
  },
})
