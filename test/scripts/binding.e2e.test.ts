import Database from 'better-sqlite3'
import { execFileSync } from 'node:child_process'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { root } from '../../scripts/run.ts'

/** What rests on references to values that are no objects; runs as text in Electron too. */
function probe(Driver: typeof Database, nativeBinding?: string): unknown[] {
  const db = new Driver(':memory:', { nativeBinding })
  db.exec('create table t (a, b); insert into t values (1, 2), (3, 4), (5, 6)')
  const found: unknown[] = []
  const keep = (act: () => unknown) => {
    try {
      found.push(act())
    } catch (error) {
      found.push(['thrown', error instanceof Error ? error.message : error])
    }
  }
  const add = (x: number, y: number) => x + y
  const step = (sum: never, next: never) => add(sum, next)
  for (const start of [0, 'text', true, 7n, () => 0]) {
    db.aggregate('total', { start: start as never, step })
    keep(() => db.prepare('select total(a) as sum from t').get())
  }
  const window = { start: () => 0, step: add, inverse: (x: number, y: number) => x - y }
  db.aggregate('moving', window)
  const over = 'over (order by a rows between 1 preceding and current row)'
  keep(() => db.prepare(`select moving(a) ${over} as sum from t`).all())
  for (const value of [undefined, null, 'text', 5, 5n, true, new Error('told'), { a: 1 }]) {
    db.function('fails', { deterministic: false }, () => {
      throw value
    })
    keep(() => db.prepare('select fails()').get())
  }
  keep(() => db.prepare('select :a + @b as sum, $c as c').get({ a: 1, b: 2, c: 'x' }))
  keep(() => db.prepare('select :a').get({}))
  keep(() => [...db.prepare('select * from t').iterate()])
  keep(() => db.prepare('select a, b from t').columns())
  keep(() => db.prepare('insert into nowhere values (1)').run())
  keep(() => db.prepare('insert into t values (9, 9)').run())
  return found
}

test('in Electron the database answers as it does in Node', () => {
  const binding = JSON.stringify(process.env['SQLITE_NATIVE_BINDING'])
  const script = `const found = (${probe})(require('better-sqlite3'), ${binding})
    console.log(require('node:util').inspect(found, { depth: 9 }))`
  const electron = process.env['ELECTRON_EXEC_PATH'] ?? ''
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const said = execFileSync(electron, ['-e', script], { cwd: root, env, encoding: 'utf8' })
  expect(said.trim()).toBe(inspect(probe(Database), { depth: 9 }))
})
