import { parse } from 'csv-parse/sync'
import readWorkbook from 'read-excel-file/node'
import type { Filter, ListName } from '../../src-main/lists/contract.ts'
import type { TestOffice } from '../open-office.ts'

type Asked = { kind?: 'csv' | 'xlsx'; filter?: Partial<Filter> }

/** Saves a list as whoever is signed in, and gives its file. */
export async function savedList(
  { ask, platform }: Pick<TestOffice, 'ask' | 'platform'>,
  list: ListName,
  { kind = 'csv', filter = {} }: Asked = {},
) {
  platform.choose = 'a folder'
  const { rows } = await ask.lists.save({ list, kind, filter })
  const { name, pdf: bytes } = platform.paper.at(-1)!
  return { rows, name, bytes }
}

/** The rows of a file as whoever opens it reads them, by their headings. */
export async function rowsOf({ bytes, name }: { bytes: Uint8Array; name: string }) {
  const [heads = [], ...rows] = name.endsWith('.csv')
    ? (parse(Buffer.from(bytes), { bom: true }) as unknown as string[][])
    : (await readWorkbook(Buffer.from(bytes)))[0]!.data.map((row) => row.map(shown))
  return rows.map((row) => Object.fromEntries(heads.map((head, at) => [head, row[at] ?? ''])))
}

const shown = (cell: unknown) =>
  cell instanceof Date ? cell.toISOString().slice(0, 10) : cell === null ? '' : String(cell)
