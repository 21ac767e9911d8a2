import type { Step, Writable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Counts, RowOutcome } from './contract.ts'
import type { RowRead } from './read-row.ts'
import type { FileRow } from './table.ts'

/** For how long rows are gone through before others get their turn. */
const TURN_MS = 8

interface Errand {
  rows: readonly FileRow[]
  read(row: FileRow): RowRead
  step: Step
  /** Every row is recorded in the transaction of the moment. */
  enter(tx: Writable): void
  record(row: RowRead): Promise<Omit<RowOutcome, 'number' | 'shown'>>
  shown(row: RowRead): string
  tick(done: number): void
  /** Throws where it was cancelled. */
  expectGoing(): void
  /** Milliseconds that pass, whatever the clock says. */
  passed(): number
}

/** Goes through the rows one by one, each whole or not at all; what a row is refused for is its outcome. */
export async function goThrough(errand: Errand): Promise<RowOutcome[]> {
  const { rows, read, step, enter, record, shown, tick, expectGoing, passed } = errand
  const outcomes: RowOutcome[] = []
  let began = passed()
  for (const [at, one] of rows.entries()) {
    expectGoing()
    const row = read(one)
    const did = await step(async (tx) => {
      enter(tx)
      return record(row)
    }).catch((error: unknown) => refusedFor(error))
    outcomes.push({ number: row.number, shown: shown(row), ...did })
    if (passed() - began < TURN_MS) continue
    tick(at + 1)
    await new Promise((go) => setImmediate(go))
    began = passed()
  }
  expectGoing()
  return outcomes
}

/** What stops one row; anything else (a full disk, a locked office) stops them all. */
function refusedFor(error: unknown): Omit<RowOutcome, 'number' | 'shown'> {
  const ofTheRow = ['invalid-input', 'conflict', 'not-found']
  if (!(error instanceof Refusal) || !ofTheRow.includes(error.code)) throw error
  const fields = [...new Set(Object.values(error.fields ?? {}))]
  const why = fields.length > 0 ? fields.join(' ') : error.message
  return { did: 'refused', why, matches: [] }
}

/** How many rows became what. */
export function countsOf(outcomes: readonly RowOutcome[]): Counts {
  const of = (did: RowOutcome['did']) => outcomes.filter((one) => one.did === did).length
  return {
    ...{ rows: outcomes.length, recorded: of('recorded'), added: of('added') },
    ...{ nothingNew: of('nothing-new'), skipped: of('skipped'), refused: of('refused') },
    alike: outcomes.filter(({ matches }) => matches.length > 0).length,
  }
}
