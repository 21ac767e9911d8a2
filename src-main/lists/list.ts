import type { ReadingParts } from '../letters/record.ts'
import type { Permission } from '../people/permissions.ts'
import type { Cell, Head } from '../platform/spreadsheet.ts'
import type { Readable } from '../vault/vault.ts'
import type { Actor } from '../wire/operation.ts'
import type { Filter } from './contract.ts'

/** What lists are read by. */
export type ListParts = ReadingParts & {
  /** Brings the days that lists are ordered by up to date. */
  freshDays(): Promise<void>
}

/** How a list is read: as the screen shows it on a day to whoever asks. */
export type Looking = ListParts & { today: string; by: Actor }

/** One row of a list, and whom it is about. */
export interface Line {
  clientId: string | null
  cells: Cell[]
}

/** What is chosen of a list: how many there are, and what they come to as rows. */
export interface Chosen {
  of: number
  lines(tx: Readable, from: number, to: number): Promise<Line[]>
}

/** A list that can be saved: who may read it, what stands over its columns, and its rows. */
export interface List {
  /** As its file is called. */
  name: string
  may: Permission
  heads: readonly Head[]
  choose(tx: Readable, filter: Filter, looking: Looking): Promise<Chosen>
}

/** One column: what stands over it, and what it says of a row. */
export type Column<Row> = readonly [name: string, width: number, cell: (row: Row) => Cell]

/** A list by its columns; `choose` gives rows of which each is about one client or none. */
export function listOf<Row>(
  { name, may, columns }: Pick<List, 'name' | 'may'> & { columns: readonly Column<Row>[] },
  choose: (
    tx: Readable,
    filter: Filter,
    looking: Looking,
  ) => Promise<{
    of: number
    rows(tx: Readable, from: number, to: number): Promise<(Row & { clientId: string | null })[]>
  }>,
): List {
  return {
    ...{ name, may },
    heads: columns.map(([head, width]) => ({ name: head, width })),
    async choose(tx, filter, looking) {
      const { of, rows } = await choose(tx, filter, looking)
      return {
        of,
        lines: async (look, from, to) =>
          (await rows(look, from, to)).map((row) => ({
            clientId: row.clientId,
            cells: columns.map(([, , cell]) => cell(row)),
          })),
      }
    },
  }
}

/** A day where there is one. */
export const dayCell = (day: string | null): Cell => (day === null || day === '' ? '' : { day })
