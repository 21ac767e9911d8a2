import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { letterAt, letterOffice, withAuthority } from './letter-office.ts'

/** Counts the statements that are run while `act` is. */
async function statementsOf(act: () => Promise<unknown>): Promise<number> {
  const statement = new Database(':memory:').prepare('select 1').constructor.prototype
  const own = { all: statement.all, get: statement.get, run: statement.run }
  let count = 0
  for (const name of ['all', 'get', 'run'] as const)
    statement[name] = function (this: { source: string }, ...bound: unknown[]) {
      if (!/^(begin|commit|rollback)/.test(this.source)) count += 1
      return own[name].apply(this, bound)
    }
  try {
    await act()
    return count
  } finally {
    Object.assign(statement, own)
  }
}

test('an act on a letter reads its record once, however many letters there are', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office)
  // The first approval of an office signs its log beforehand.
  await letterAt(office, 'approved')
  const { id: letterId, version } = await letterAt(office, 'draft')
  const counts = {
    approve: await statementsOf(() => ask.letters.approve({ letterId, version })),
    printed: await statementsOf(() => ask.letters.printed({ letterId })),
    get: await statementsOf(() => ask.letters.get({ letterId })),
    preview: await statementsOf(() => ask.letters.preview({ letterId })),
    print: await statementsOf(() =>
      ask.letters.print({ letterId, printer: 'p', paper: 'letterhead', what: 'letter' }),
    ),
  }
  // The office’s own list of telling words, and what was said of a refusal, are read with what every letter goes by.
  expect(counts.approve).toBeLessThanOrEqual(39)
  expect(counts.printed).toBeLessThanOrEqual(30)
  expect(Math.max(counts.get, counts.preview)).toBeLessThanOrEqual(20)
  // It is asked again, once its paper is made, before the printer has it.
  expect(counts.print).toBeLessThanOrEqual(2 * counts.get)
  await letterAt(office, 'sent')
  await letterAt(office, 'sent')
  expect(await statementsOf(() => ask.letters.get({ letterId }))).toBe(counts.get)
})
