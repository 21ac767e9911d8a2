import { countOf, formatDay, formatMoment, sentence } from '../../src-main/dates/words.ts'
import { isDay } from '../../src-main/wire/schema.ts'

/** `prisonNumber` or `recovery-code` as words: `Prison number`; a field that holds a record is called by the record. */
export const fieldName = (name: string): string =>
  sentence(
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replace(/[-_.]/g, ' ')
      .toLowerCase()
      .replace(/(\w) ids?$/, '$1'),
  )

const RECORD = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
/** More than this of one field is counted and not listed: the entry as hashed has all of it. */
const MOST = 12

/** A value of an entry as a person reads it; what it says exactly stands in the entry as hashed. */
export function valueInWords(value: string): string {
  if (!/^(?:[[{]|null$|true$|false$)/.test(value)) return plain(value)
  try {
    return said(JSON.parse(value))
  } catch {
    return value
  }
}

function said(value: unknown): string {
  if (value === null || value === '') return 'None'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (Array.isArray(value)) {
    if (value.length === 0) return 'None'
    const more = value.length - MOST
    const listed = value.slice(0, MOST).map(said).join('; ')
    return more > 0 ? `${listed}; and ${countOf(more, 'more', 'more')}` : listed
  }
  if (typeof value !== 'object') return plain(String(value))
  const parts = Object.entries(value).map(([name, one]) => `${fieldName(name)}: ${said(one)}`)
  return parts.length === 0 ? 'None' : parts.join(', ')
}

function plain(value: string): string {
  if (value === '') return 'None'
  if (isDay(value)) return formatDay(value)
  if (MOMENT.test(value) && !Number.isNaN(Date.parse(value))) return formatMoment(value)
  return RECORD.test(value) ? `Record …${value.slice(-6)}` : value
}
