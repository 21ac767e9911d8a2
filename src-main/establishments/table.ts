import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'

interface Parsed {
  record: Record<string, string>
  info: { lines: number }
}

/**
 * Reads the table `file` of the resources folder, each row by `row`; throws `damaged`, naming the file, the line
 * (from 1, the heading) and the column, at the first thing that is wrong. Nothing is skipped or corrected.
 */
export function readTable<Row extends z.ZodObject>(
  folder: string,
  file: string,
  row: Row,
): { row: z.output<Row>; line: number }[] {
  const expected = Object.keys(row.shape)
  const checkHeading = (heading: string[]): string[] => {
    const odd = [...expected, ...heading].find(
      (name) => !expected.includes(name) || !heading.includes(name),
    )
    if (odd !== undefined || heading.length !== expected.length)
      throw fault(file, 1, odd ?? 'heading', `the columns must be ${expected.join(', ')}`)
    return heading
  }
  return parseText(file, readText(folder, file), checkHeading).map(({ record, info }) => {
    const parsed = row.safeParse(record)
    if (parsed.success) return { row: parsed.data, line: info.lines }
    const issue = parsed.error.issues[0]!
    throw fault(file, info.lines, String(issue.path[0] ?? 'row'), issue.message)
  })
}

/** The refusal for a table that is wrong at one place. */
export const fault = (file: string, line: number, column: string, what: string): Refusal =>
  new Refusal(
    'damaged',
    `${file}, line ${line}, column ${column}: ${what} Correct the file or install the program again.`,
  )

function readText(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8')
  } catch {
    throw new Refusal(
      'damaged',
      `The program's file ${file} is missing or cannot be read. Install the program again.`,
    )
  }
}

function parseText(file: string, text: string, columns: (heading: string[]) => string[]): Parsed[] {
  try {
    const records: unknown = parse(text, { bom: true, columns, info: true })
    return records as Parsed[]
  } catch (error) {
    if (error instanceof Refusal) throw error
    const lines = error instanceof Error && 'lines' in error ? Number(error.lines) : 1
    throw fault(file, lines, 'row', 'this is not a row of the table.')
  }
}
