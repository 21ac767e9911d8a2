import { formatDay } from '../dates/words.ts'
import type { Establishment } from '../establishments/contract.ts'
import { fold } from '../search/fold.ts'
import type { Checked, Mapping } from './contract.ts'
import { IMPORTABLE, isMany, type ImportField } from './fields.ts'
import { divided } from './parts.ts'
import type { FileRow, FileTable } from './table.ts'
import { orderOf, prisonReader, readChoice, readDay, readYesNo, type DayOrder } from './values.ts'

/** A row as it is read by a mapping: what its fields say, and what of it cannot be read. */
export interface RowRead {
  number: number
  /** One thing by its field: a day as 2026-11-29, a choice by its key; empty where nothing is said. */
  said(key: string): string
  /** The things that a field lists. */
  many(key: string): string[]
  faults: string[]
}

/** Somebody who works here. */
export interface Worker {
  id: string
  name: string
}

interface Surroundings {
  mapping: Mapping
  prisons: readonly Establishment[]
  workers: readonly Worker[]
  /** The day in England and Wales. */
  today: string
}

/** Two figures mean no year after this one. */
const latestOf = (today: string) => Number(today.slice(0, 4))

/** What of a mapping is still to be asked: the order of days that read both ways, and prisons that are not in the list. */
export function questionsOf(
  { rows }: Pick<FileTable, 'rows'>,
  { mapping, prisons, today }: Omit<Surroundings, 'workers'>,
): Pick<Checked['questions'], 'days' | 'prisons'> {
  const latest = latestOf(today)
  const fields = IMPORTABLE[mapping.what].filter(({ key }) => mapping.columns.includes(key))
  const cellsOf = function* (key: string) {
    for (const { cells } of rows)
      for (const [at, of] of mapping.columns.entries())
        if (of === key && (cells[at] ?? '') !== '') yield cells[at]!
  }
  const days = fields.flatMap(({ key, label, sort }) => {
    if (sort !== 'day' || mapping.days[key]) return []
    const { asked } = orderOf(cellsOf(key))
    if (!asked) return []
    const read = (order: DayOrder) => {
      const day = readDay(asked.example, order, latest)
      return day === null ? '' : formatDay(day)
    }
    return [
      {
        ...{ key, label, example: asked.example },
        ...{ dayFirst: read('day-first'), monthFirst: read('month-first') },
        onlyMonthFirst: asked.monthFirst,
      },
    ]
  })
  const reader = prisonReader(prisons)
  const unknown = new Map<string, { rows: number; offered: { id: string; name: string }[] }>()
  for (const { key, sort } of fields)
    if (sort === 'prison')
      for (const written of cellsOf(key)) {
        if (mapping.prisons[written] !== undefined) continue
        const { id, offered } = reader(written)
        if (id !== null) continue
        const found = unknown.get(written) ?? { rows: 0, offered }
        found.rows += 1
        unknown.set(written, found)
      }
  return {
    days,
    prisons: [...unknown].map(([written, one]) => ({ written: written.slice(0, 200), ...one })),
  }
}

/** Reads the rows of a file by a mapping: pure, and the same however often it is asked. */
export function rowReader(
  rows: readonly FileRow[],
  { mapping, prisons, workers, today }: Surroundings,
): (row: FileRow) => RowRead {
  const latest = latestOf(today)
  const fields = IMPORTABLE[mapping.what]
  const places = new Map(
    fields.map(({ key }) => [key, mapping.columns.flatMap((of, at) => (of === key ? [at] : []))]),
  )
  const orders = new Map(
    fields
      .filter(({ sort }) => sort === 'day')
      .map(({ key }) => {
        const cells = function* () {
          for (const { cells } of rows)
            for (const at of places.get(key)!) if (cells[at]) yield cells[at]
        }
        return [key, mapping.days[key] ?? orderOf(cells()).order]
      }),
  )
  const prisonOf = prisonReader(prisons)
  const workerOf = workerReader(workers)

  /** One cell as its field reads it: its value, or what is wrong with it. */
  const valueOf = (
    { key, sort, choices }: ImportField,
    cell: string,
    fromFile: boolean,
  ): { value: string } | { fault: string } => {
    switch (sort) {
      case 'day': {
        const day = readDay(cell, fromFile ? orders.get(key)! : 'day-first', latest)
        return day === null
          ? { fault: `“${cell}” is not a date. Write it like 29/11/2026.` }
          : { value: day }
      }
      case 'yes-no': {
        const said = readYesNo(cell)
        return said === null
          ? { fault: `“${cell}” is neither yes nor no.` }
          : { value: said ? 'yes' : '' }
      }
      case 'choice': {
        const chosen = readChoice(cell, choices!)
        const known = Object.values(choices!).map(([first]) => first)
        return chosen === null
          ? { fault: `“${cell}” is not known. Write one of: ${known.join(', ')}.` }
          : { value: chosen }
      }
      case 'prison': {
        const id = mapping.prisons[cell] ?? prisonOf(cell).id
        return id === null || id === ''
          ? { fault: `“${cell}” is no prison in the list. Choose the prison that is meant.` }
          : { value: id }
      }
      case 'person': {
        const found = workerOf(cell)
        return found === null
          ? { fault: `“${cell}” is nobody who works here. Write the name as it stands in Office.` }
          : { value: found }
      }
      default:
        return { value: cell }
    }
  }

  return ({ number, cells }) => {
    const said = new Map<string, string[]>()
    const faults: string[] = []
    for (const field of fields) {
      const own = places
        .get(field.key)!
        .map((at) => cells[at] ?? '')
        .filter((cell) => cell !== '')
      const always = mapping.always[field.key]?.trim() ?? ''
      const written = own.length > 0 ? own : always === '' ? [] : [always]
      const parts = written.flatMap((cell) => partsOf(field, cell, written.length))
      const values: string[] = []
      for (const cell of parts) {
        const read = valueOf(field, cell, own.length > 0)
        if ('fault' in read) faults.push(`${field.label}: ${read.fault}`)
        else if (read.value !== '') values.push(read.value)
      }
      said.set(field.key, values)
    }
    const beyond = cells.slice(mapping.columns.length).some((cell) => cell !== '')
    if (beyond)
      faults.push(
        'This row has more cells than there are headings: probably a value holds the sign that divides the columns. Put it in quotation marks.',
      )
    return {
      number,
      faults,
      said: (key) => said.get(key)?.[0] ?? '',
      many: (key) => said.get(key) ?? [],
    }
  }
}

/** What one cell lists: the lines of an address, the numbers or names of a list. Where it has lines, names are divided by them alone. */
function partsOf({ key, sort, choices }: ImportField, cell: string, cells: number): string[] {
  if (!isMany({ sort })) return [cell]
  const inLines = cell.includes('\n')
  const by = sort === 'lines' ? (cells === 1 ? ',' : '') : key === 'aliases' ? ';|' : ';|,\n'
  const parts = (
    inLines && key !== 'formerNumbers' && key !== 'covers' ? cell.split('\n') : divided(cell, by)
  )
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return choices ? parts.map((part) => readChoice(part, choices) ?? part) : parts
}

/** Knows who works here by name, whichever way round, or by initials that only one of them has. */
function workerReader(workers: readonly Worker[]): (written: string) => string | null {
  const words = (name: string) => fold(name).split(' ').sort().join(' ')
  const initials = (name: string) =>
    fold(name)
      .split(' ')
      .map((word) => word.charAt(0))
      .join('')
  return (written) => {
    const named = workers.filter(({ name }) => words(name) === words(written))
    const found =
      named.length > 0 ? named : workers.filter(({ name }) => initials(name) === fold(written))
    return found.length === 1 ? found[0]!.id : null
  }
}
