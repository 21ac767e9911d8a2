import { classWords } from '../disclosures/register-words.ts'
import { formatDay } from '../dates/words.ts'
import {
  counts,
  DETAILS,
  DETAIL_NAMES,
  type DetailField,
  type DetailName,
  type DetailRow,
} from '../details/groups.ts'

const fieldWords = ({ input, options }: DetailField, said: string): string => {
  if (input === 'day') return formatDay(said)
  return input === 'class' ? classWords(said) : (options?.[said] ?? said)
}

/** A group of case details in words, a line for each field that is filled in, under the name of the group. */
export function detailLines(group: string, rows: readonly DetailRow[]): string[] {
  const name = DETAIL_NAMES.find((one) => one === group)
  if (!name) return [group, ...rows.flatMap((row) => Object.values(row).filter(Boolean))]
  const called = DETAILS[name].name
  if (rows.length === 0) return [`${called}: taken out.`]
  return rows.flatMap((row, at) => [
    rows.length > 1 ? `${called}, ${at + 1}` : called,
    ...filled(name, row).map(
      ([field, said]) =>
        `${field.label}: ${fieldWords(field, said)}${counts(field, row) ? '' : ' (kept; not used)'}`,
    ),
  ])
}

const filled = (name: DetailName, row: DetailRow): [DetailField, string][] =>
  Object.entries<DetailField>(DETAILS[name].fields).flatMap(([id, field]) =>
    row[id] ? [[field, row[id]]] : [],
  )
