import { sql, type RawBuilder } from 'kysely'

/** Whether a column holds one of these values: one text is bound, so that the statement is the same for few and for many. */
export const oneOf = (column: string | RawBuilder<unknown>, values: Iterable<string>) =>
  sql<boolean>`${typeof column === 'string' ? sql.ref(column) : column} in
    (select value from json_each(${JSON.stringify([...values])}))`

/** Rows to insert in one statement, however many, in the order of the columns. */
export const rowsOf = (columns: readonly string[], rows: readonly object[]) =>
  sql`select ${sql.join(columns.map((name) => sql`value ->> ${sql.lit(name)}`))}
    from json_each(${JSON.stringify(rows)})` as never
