import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import fs, { cpSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'
import { temporaryFolder } from '../open-office.ts'

/** One thing that is about to be done to the disk: by which call, and to which file, where the call names one. */
export type Step = (call: string, to: string) => void

type Calls = Record<string, (...args: unknown[]) => unknown>

const CALLS = 'openSync writeFileSync fsyncSync closeSync renameSync rmSync mkdirSync copyFileSync'
const LATER_CALLS = 'rename rm rmdir mkdir'
const STATEMENTS = 'exec pragma close'

/** Lets `act` work, and tells of each step before it is taken; what `step` throws is thrown in its place. */
export async function eachStep<T>(step: Step, act: () => Promise<T>): Promise<T> {
  let inside = false
  const undo: (() => void)[] = []
  function tell(call: string, first: unknown) {
    if (inside) return
    inside = true
    try {
      step(call, typeof first === 'string' ? first : '')
    } finally {
      inside = false
    }
  }
  function watch(calls: Calls, names: string) {
    for (const name of names.split(' ')) {
      const real = calls[name]!
      calls[name] = function (this: unknown, ...args) {
        tell(name, args[0])
        return real.apply(this, args)
      }
      undo.push(() => (calls[name] = real))
    }
  }
  watch(fs as unknown as Calls, CALLS)
  watch(fs.promises as unknown as Calls, LATER_CALLS)
  const connection = Database.prototype as unknown as Calls
  watch(connection, STATEMENTS)
  const prepare = connection['prepare']!
  connection['prepare'] = function (this: unknown, ...args) {
    const statement = prepare.apply(this, args) as Database.Statement
    const run = statement.run.bind(statement)
    const told = (...values: unknown[]) => (tell('run', args[0]), run(...values))
    return Object.defineProperty(statement, 'run', { value: told })
  }
  undo.push(() => (connection['prepare'] = prepare))
  syncBuiltinESMExports()
  try {
    return await act()
  } finally {
    for (const one of undo) one()
    syncBuiltinESMExports()
  }
}

/** Copies of `folder` as a kill at each step of `act` would leave it, each state of its files once, the last when all is done. */
export async function killedAtEachStep(
  folder: string,
  act: () => Promise<unknown>,
): Promise<string[]> {
  const copies = temporaryFolder()
  const seen = new Map<string, string>()
  const look = () => {
    const state = stateOf(folder)
    if (seen.has(state)) return
    const copy = path.join(copies, String(seen.size), path.basename(folder))
    cpSync(folder, copy, { recursive: true })
    seen.set(state, copy)
  }
  await eachStep(look, act)
  look()
  return [...seen.values()]
}

/** The bytes of every file but the index to the write-ahead log, which is drawn anew after a kill. */
function stateOf(folder: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder, { recursive: true }).map(String).sort()) {
    const file = path.join(folder, name)
    hash.update(`${name}\0`)
    if (statSync(file).isFile() && !name.endsWith('-shm')) hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}
