import type { Change } from '../../src-main/law/contract.ts'
import { formatDay, formatSpan } from '../../src-main/dates/words.ts'
import { UNITS } from '../words/law.ts'

/** A field of an entry, as the office has it and as the edition does. */
export interface FieldSaid {
  field: string
  ours: string
  shipped: string
}

const FIELDS: Record<string, string> = {
  text: 'Text',
  from: 'First day',
  to: 'Last day',
  uncertain: 'Points still uncertain',
  period: 'Period',
  name: 'Name',
  names: 'Names',
  successor: 'Successor body',
  workingDaysAfter: 'Working days after sending',
  weekends: 'Saturdays and Sundays',
  listedHolidays: 'Public holidays',
  fixedDays: 'Dates named in the regulation',
}

/** `1 month`, `20 working days`. */
export const periodWords = ({ unit, count }: { unit: keyof typeof UNITS; count: number }): string =>
  `${count} ${UNITS[unit][count === 1 ? 0 : 1]}`

/** `12-26` as `26 December`. */
export const yearDayWords = (day: string): string => formatDay(`2000-${day}`).replace(/ 2000$/, '')

function said(field: string, value: unknown): string {
  if (value === null || value === undefined)
    return field === 'from' || field === 'to' ? 'open' : 'nothing'
  if (field === 'period') return periodWords(value as Parameters<typeof periodWords>[0])
  if (field === 'from' || field === 'to') return formatDay(String(value))
  if (field === 'weekends' || field === 'listedHolidays')
    return value ? 'are not working days' : 'work'
  if (field === 'fixedDays') return (value as string[]).map(yearDayWords).join(', ') || 'none'
  if (field === 'names')
    return (value as { name: string; from: string | null; to: string | null }[])
      .map((one) => `${one.name} (${formatSpan(one)})`)
      .join('; ')
  return String(value)
}

/** Every field that the change speaks of, beside the same field of the edition. */
export function fieldsSaid(change: Change, shipped: Change | null): FieldSaid[] {
  const edition: Readonly<Record<string, unknown>> = shipped ?? {}
  return Object.entries(change)
    .filter(([field, value]) => field !== 'sort' && value !== undefined)
    .map(([field, value]) => ({
      field: FIELDS[field] ?? field,
      ours: said(field, value),
      shipped: shipped ? said(field, edition[field]) : 'no longer in the edition',
    }))
}

/** A typed text as a sentence among others: with its full stop, or nothing. */
export const stopped = (text: string): string =>
  text === '' || /[.!?]$/.test(text) ? text : `${text}.`
