import { readEditionFile } from '../rights/edition-file.ts'
import { vouched } from '../rights/vouching.ts'
import { Day, z } from '../wire/schema.ts'

const HolidayFile = z
  .strictObject({
    firstYear: z.int(),
    lastYear: z.int(),
    /** Later years are worked out by rule and stand under a check mark. */
    confirmedTo: z.int(),
    ...vouched,
    days: z.array(z.strictObject({ on: Day, name: z.string().min(1) })),
  })
  .refine(
    ({ days, firstYear, lastYear }) =>
      days.every(
        ({ on }) => Number(on.slice(0, 4)) >= firstYear && on.slice(0, 4) <= `${lastYear}`,
      ),
    { message: 'A day lies outside the years listed.', path: ['days'] },
  )
  .refine(({ days }) => new Set(days.map(({ on }) => on)).size === days.length, {
    message: 'A day stands twice.',
    path: ['days'],
  })

/** The public holidays of England and Wales by day, and the years for which they are listed. */
export interface Holidays {
  readonly days: ReadonlyMap<string, string>
  readonly lastYear: number
  readonly confirmedTo: number
}

/** Reads the holidays shipped; `more` are the office's own additions, for a proclamation. */
export function loadHolidays(
  file: string,
  more: readonly { on: Day; name: string }[] = [],
): Holidays {
  const { days, lastYear, confirmedTo } = readEditionFile(file, HolidayFile)
  return {
    days: new Map([...days, ...more].map(({ on, name }) => [on, name])),
    lastYear,
    confirmedTo,
  }
}
