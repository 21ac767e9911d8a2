import {
  counting,
  DETAILS,
  type CaseDetails,
  type DetailField,
  type DetailName,
  type DetailRow,
} from '../details/groups.ts'
import type { LetterKind } from './contract.ts'
import { KINDS } from './kinds.ts'

/** A value as it is printed: a choice by its words. */
const printed = ({ options }: DetailField, said: string): string => options?.[said] ?? said

/** What stands in the place of a field until somebody records it, and keeps the letter in the office. */
const blankOf = (name: DetailName, { label, required }: DetailField): string =>
  required ? `[${DETAILS[name].name}: ${label.charAt(0).toLowerCase()}${label.slice(1)}]` : ''

/** A row as it is printed, or as it stands while nothing is recorded. */
function rowOf(name: DetailName, row: DetailRow | null, place: number): DetailRow {
  const fields = Object.entries(DETAILS[name].fields)
  const said = row && counting(DETAILS[name], row)
  const texts = fields.map(([id, field]): [string, string] => [
    id,
    said ? printed(field, said[id] ?? '') : blankOf(name, field),
  ])
  // A number of its own, as of a form, stands before its place.
  return { number: String(place + 1), ...Object.fromEntries(texts) }
}

/** The groups that a letter of this kind prints, those that it cannot do without first. */
export const detailsPrinted = (kind: LetterKind): DetailName[] => [
  ...KINDS[kind].details,
  ...KINDS[kind].alsoDetails,
]

/** A recorded row as it is printed, or the blanks in its place. */
export const printedRow = (name: DetailName, row: DetailRow | undefined): DetailRow =>
  rowOf(name, row ?? null, 0)

/** The case details that a letter of this kind prints, by name: one row of a group that has one, otherwise all. Pure. */
export function detailScope(
  kind: LetterKind,
  recorded: CaseDetails,
): Partial<Record<DetailName, DetailRow | DetailRow[] | null>> {
  const { details } = KINDS[kind]
  return Object.fromEntries(
    detailsPrinted(kind).map((name) => {
      const kept = recorded[name] ?? []
      const rows =
        kept.length === 0 && details.includes(name)
          ? [rowOf(name, null, 0)]
          : kept.map((row, place) => rowOf(name, row, place))
      return [name, DETAILS[name].many ? rows : (rows[0] ?? null)]
    }),
  )
}

/** A recorded row in one line, what it is about last, as it is compared with what a letter was written from. */
export function detailWords(name: DetailName, row: DetailRow): string {
  const { name: called, fields } = DETAILS[name]
  const said = counting(DETAILS[name], row)
  const words = Object.entries(fields).map(([id, field]) =>
    field.aside ? '' : printed(field, said[id] ?? ''),
  )
  return `${called}: ${words.filter((one) => one !== '').join(', ')}`
}

/** What the rows of a group were about, by the lines that were kept of them. */
export const classesStated = (
  name: DetailName,
  states: readonly { fact: string; said: string }[],
): string[] =>
  states
    .filter(({ fact, said }) => fact === 'detail' && said.startsWith(`${DETAILS[name].name}: `))
    .map(({ said }) => said.slice(said.lastIndexOf(', ') + 2))
