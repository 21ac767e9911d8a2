import { sentence } from '../dates/words.ts'
import type { Establishment } from '../establishments/contract.ts'
import type { What } from '../imports/contract.ts'
import { fieldOf, type ImportField } from '../imports/fields.ts'
import { undivided } from '../imports/parts.ts'
import { prisonReader } from '../imports/values.ts'
import type { Cell } from '../platform/spreadsheet.ts'
import { dayCell, type Column } from './list.ts'

/** What a field says: by its kind a text, a day, a key, a yes or no, or several. */
export type Said = string | boolean | null | undefined | readonly string[]

const WIDTHS: Record<ImportField['sort'], number> = {
  ...{ text: 24, day: 12, 'yes-no': 10, prison: 24, choice: 18, person: 22, lines: 32, many: 24 },
}

/** Columns of a list in the headings and words by which an import knows them without being told. */
export const importable = <Row>(
  what: What,
  fields: Readonly<Record<string, (row: Row) => Said>>,
): Column<Row>[] =>
  Object.entries(fields).map(([key, said]) => {
    const field = fieldOf(what, key)!
    return [field.label, WIDTHS[field.sort], (row: Row) => cellOf(field, said(row))]
  })

function cellOf({ key, sort, choices }: ImportField, said: Said): Cell {
  if (said === undefined || said === null || said === '' || said === false) return ''
  if (said === true) return 'Yes'
  if (typeof said !== 'string') {
    const parts = choices ? said.map((one) => wordOf(choices, one)) : said
    // What has lines is divided by them alone.
    if (parts.length !== 1) return parts.join('\n')
    return undivided(parts[0]!, sort === 'lines' ? ',' : key === 'aliases' ? ';|' : '')
  }
  if (sort === 'day') return dayCell(said)
  return choices ? wordOf(choices, said) : said
}

const wordOf = (choices: NonNullable<ImportField['choices']>, key: string): string =>
  sentence(choices[key]?.[0] ?? key)

/** A prison by its name, or by its key where two have one name. */
export function prisonNamed(all: readonly Establishment[]): (id: string | null) => string {
  const read = prisonReader(all)
  const names = new Map(all.map(({ id, name }) => [id as string, read(name).id === id ? name : id]))
  return (id) => (id === null || id === '' ? '' : (names.get(id) ?? id))
}
