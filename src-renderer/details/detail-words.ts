import { formatDay } from '../../src-main/dates/words.ts'
import {
  counting,
  counts,
  DETAILS,
  type DetailField,
  type DetailName,
  type DetailRow,
} from '../../src-main/details/contract.ts'
import type { KINDS, LetterKind } from '../../src-main/letters/contract.ts'
import type { InformationClass } from '../../src-main/consents/contract.ts'

/** A recorded row as it is read: what is short in one line, what is long under its label, and what it is about. */
export interface RowRead {
  short: string
  long: { label: string; text: string }[]
  about: InformationClass | null
}

const fieldsOf = (name: DetailName): [string, DetailField][] => Object.entries(DETAILS[name].fields)

/** A short value: with its label where the value alone does not say what it is. */
function shortWords({ label, input, required, options }: DetailField, said: string): string {
  if (input === 'day') return label === 'Date' ? formatDay(said) : `${label} ${formatDay(said)}`
  if (input === 'time') return label === 'Time' ? said : `${label} ${said}`
  const words = options?.[said] ?? said
  return required ? words : `${label}: ${words}`
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const small = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** A row of a group in words. */
export function rowRead(name: DetailName, row: DetailRow): RowRead {
  const used = counting(DETAILS[name], row)
  const filled = fieldsOf(name).flatMap(([id, field]) => {
    const said = used[id] ?? ''
    return said === '' ? [] : [{ field, said }]
  })
  const short = filled
    .filter(({ field: { input } }) => input !== 'prose' && input !== 'class')
    .map(({ field, said }, at) => {
      const words = shortWords(field, said)
      const isLabelled = words.startsWith(field.label) && words !== said
      return at > 0 && isLabelled ? small(words) : words
    })
  return {
    short: capital(short.join(', ')),
    long: filled
      .filter(({ field }) => field.input === 'prose')
      .map(({ field: { label }, said }) => ({ label, text: said })),
    about: (filled.find(({ field }) => field.input === 'class')?.said ??
      null) as InformationClass | null,
  }
}

/** What a row keeps and does not use, because of what else it says: the labels. */
export const keptUnused = (name: DetailName, row: DetailRow): string[] =>
  fieldsOf(name).flatMap(([id, field]) => (row[id] && !counts(field, row) ? [field.label] : []))

/** A group in one line: its first row, and how many more there are. */
export function groupInLine(name: DetailName, rows: readonly DetailRow[]): string {
  const [first] = rows
  if (!first) return ''
  const { short, long } = rowRead(name, first)
  const line = (short || long[0]?.text || '').split('\n')[0]!
  return rows.length === 1 ? line : `${line}; ${rows.length - 1} more`
}

/** A row with nothing in it yet. */
export const emptyRow = (name: DetailName): Record<string, string> =>
  Object.fromEntries(fieldsOf(name).map(([id]) => [id, '']))

/** A recorded row as it is put into a form: with every field. */
export const rowTyped = (name: DetailName, row: DetailRow): Record<string, string> => ({
  ...emptyRow(name),
  ...row,
})

type Printing = Pick<(typeof KINDS)[LetterKind], 'details' | 'alsoDetails'>

/** The groups that a letter prints, each in a line: what it cannot do without and is missing comes first. */
export function groupsOf(
  { details, alsoDetails }: Printing,
  recorded: readonly { group: DetailName; rows: readonly DetailRow[] }[],
): { group: DetailName; line: string; needed: boolean }[] {
  const lineOf = (group: DetailName) =>
    groupInLine(group, recorded.find((one) => one.group === group)?.rows ?? [])
  const needed = details.map((group) => ({ group, line: lineOf(group), needed: true }))
  const missing = needed.filter(({ line }) => line === '')
  return [
    ...missing,
    ...needed.filter(({ line }) => line !== ''),
    ...alsoDetails.map((group) => ({ group, line: lineOf(group), needed: false })),
  ]
}

/** Whether a blank of a draft stands for one of these case details: it begins with the name of the group. */
export const isBlankOf = ({ details, alsoDetails }: Printing, blank: string): boolean =>
  [...details, ...alsoDetails].some((name) => blank.includes(`[${DETAILS[name].name}: `))
