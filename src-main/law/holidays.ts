import { Day, z } from '../wire/schema.ts'
import { readEditionFile } from './edition-file.ts'
import type { EditionTexts } from './edition-pack.ts'
import { provenance } from './provenance.ts'

const HolidayFile = z
  .strictObject({
    firstYear: z.int(),
    /** The last year whose list is whole; a day after it counts, but a date there is provisional. */
    lastYear: z.int(),
    /** Later years are calculated by rule and marked to be checked. */
    confirmedTo: z.int(),
    ...provenance,
    days: z.array(z.strictObject({ on: Day, name: z.string().min(1) })),
  })
  .refine(({ days, firstYear }) => days.every(({ on }) => Number(on.slice(0, 4)) >= firstYear), {
    message: 'A date is before the years listed.',
    path: ['days'],
  })
  .refine(({ days }) => new Set(days.map(({ on }) => on)).size === days.length, {
    message: 'A date is listed twice.',
    path: ['days'],
  })

/** The public holidays of England and Wales by day, and the years for which they are listed. */
export interface Holidays {
  readonly days: ReadonlyMap<string, string>
  readonly firstYear: number
  readonly lastYear: number
  readonly confirmedTo: number
}

/** Reads the holidays of an edition. */
export function loadHolidays(texts: EditionTexts): Holidays {
  const { days, ...years } = readEditionFile(texts, 'holidays.json', HolidayFile)
  const { firstYear, lastYear, confirmedTo } = years
  return { days: new Map(days.map(({ on, name }) => [on, name])), firstYear, lastYear, confirmedTo }
}
