import { sql } from 'kysely'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { newVault } from './new-vault.ts'

/** The columns of each table as the interface `Tables` names them, those of a shape that several share among them. */
function columnsInTypes(): Record<string, string[]> {
  const file = resolve(import.meta.dirname, '../../src-main/vault/schema.ts')
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest)
  const tables = source.statements.find(ts.isInterfaceDeclaration)!
  const aliases = source.statements.filter(ts.isTypeAliasDeclaration)
  const name = (member: ts.TypeElement) => (member.name as ts.Identifier).text
  const columnsOf = (type: ts.TypeNode): string[] => {
    if (ts.isIntersectionTypeNode(type)) return type.types.flatMap(columnsOf)
    if (ts.isTypeLiteralNode(type)) return type.members.map(name)
    const { text } = (type as ts.TypeReferenceNode).typeName as ts.Identifier
    return columnsOf(aliases.find((alias) => alias.name.text === text)!.type)
  }
  return Object.fromEntries(
    tables.members.map((table) => [
      name(table),
      columnsOf((table as ts.PropertySignature).type!).toSorted(),
    ]),
  )
}

test('the ground has the tables and columns that the types say', async () => {
  const { vault } = await newVault()
  const { rows } = await vault.read((tx) =>
    sql<{ name: string; columns: string }>`
      select m.name, (select group_concat(name) from pragma_table_info(m.name, 'main')) as columns
      from sqlite_schema m where type = 'table' and name not like 'searchable_%' and name not like 'matter_trigrams%'
      and name <> 'matter_words' order by m.name`.execute(tx),
  )
  const found = Object.fromEntries(
    rows.map(({ name, columns }) => [name, columns.split(',').toSorted()]),
  )
  expect(found).toEqual(columnsInTypes())
})

test('the log, its tree and its checkpoints refuse to be changed or shortened', async () => {
  const { vault } = await newVault()
  const hash = new Uint8Array(32)
  await vault.write(async (tx) => {
    await tx.insertInto('log').values({ seq: 1, leaf: '{}', hash }).execute()
    await tx.insertInto('log_node').values({ level: 1, place: 0, hash }).execute()
    await tx.insertInto('log_payload').values({ seq: 1, disclosures: '{}' }).execute()
    await tx.insertInto('log_checkpoint').values({ size: 1, at: 'now', note: 'n' }).execute()
  })
  for (const text of [
    `update "log" set leaf = 'x'`,
    'delete from "log"',
    'update "log_node" set place = 1',
    'delete from "log_node"',
    `update "log_checkpoint" set note = 'x'`,
    'delete from "log_checkpoint"',
    `update "log_payload" set disclosures = 'x'`,
  ])
    await expect(vault.write((tx) => sql.raw(text).execute(tx))).rejects.toThrow('append-only')
  const long = { seq: 2, leaf: '{}', hash: new Uint8Array(31) }
  await expect(vault.write((tx) => tx.insertInto('log').values(long).execute())).rejects.toThrow(
    'CHECK',
  )
})

test('a name is found by its words and by its letters, and no longer once removed', async () => {
  const { vault } = await newVault()
  const row = { id: 1, client_id: 'c', kind: 'name', shown: 'Łukasz', folded: 'lukasz wojcik' }
  const find = (table: string, words: string) =>
    vault.read(async (tx) => {
      const { rows } =
        await sql`select rowid from ${sql.table(table)} where folded match ${words}`.execute(tx)
      return rows.length
    })
  await vault.write((tx) => tx.insertInto('searchable').values(row).execute())
  expect([
    await find('searchable_words', '"woj"*'),
    await find('searchable_trigrams', '"kas"'),
  ]).toEqual([1, 1])
  await vault.write((tx) => tx.deleteFrom('searchable').execute())
  expect([
    await find('searchable_words', '"woj"*'),
    await find('searchable_trigrams', '"kas"'),
  ]).toEqual([0, 0])
})
