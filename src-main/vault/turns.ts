import { AsyncLocalStorage } from 'node:async_hooks'
import type { Kysely } from 'kysely'
import type { Eyes } from './barriers.ts'
import type { Connection } from './connection.ts'
import { queriesFor, statementCache, type Turn } from './driver.ts'
import type { Tables } from './schema.ts'
import { storageRefusal } from './storage-refusal.ts'

/** Runs acts one after another, in the order they were asked for; a failed act holds up nobody. */
export function createQueue() {
  let last: Promise<unknown> = Promise.resolve()
  return {
    /** Settles when every act asked for so far has ended. */
    idle: () => last,
    take<T>(act: () => Promise<T>): Promise<T> {
      const mine = last.then(act)
      last = mine.catch(() => {})
      return mine
    },
  }
}
/** Takes the next place in a queue. */
export type InTurn = ReturnType<typeof createQueue>['take']

/** What a turn hands to its work. */
export interface Taken {
  /** The queries by somebody's eyes. */
  queries(eyes: Eyes): Kysely<Tables>
  turn: Turn
}

interface Errand<T> {
  /** Runs when the turn comes, before its transaction; may refuse. */
  before: () => void
  work: (taken: Taken) => Promise<T>
  /** Runs after the commit and before the answer; must not throw. */
  after?: () => void
}

/** The same for a transaction of many steps, each of which stands or is taken back alone. */
interface LongErrand<T> extends Omit<Errand<T>, 'work'> {
  work: (step: <S>(act: (taken: Taken) => Promise<S>) => Promise<S>) => Promise<T>
}

/** Takes turns at one connection, in the order asked; each turn is one transaction, rolled back on any throw. */
export function openTurns(first: Connection, kind: 'read' | 'write') {
  let on = prepared(first, kind)
  const inside = new AsyncLocalStorage<Turn>()
  const queue = createQueue()

  async function one<T>({ before, work, after }: Errand<T>): Promise<T> {
    before()
    const { db, prepare, begin, commit, rollback } = on
    const turn: Turn = { alive: true }
    begin.run()
    const watch = watchForWaiting(turn, kind)
    try {
      const taken = takenAt(db, prepare, turn)
      const value = await Promise.race([inside.run(turn, () => work(taken)), watch.waited])
      turn.alive = false
      if (!db.inTransaction) throw new Error(`This ${kind} had failed and was rolled back.`)
      commit.run()
      after?.()
      return value
    } catch (error) {
      turn.alive = false
      if (db.inTransaction) rollback.run()
      throw error
    } finally {
      watch.stop()
    }
  }

  /** One transaction of many steps: between them others get the thread, and whoever writes waits for its end. */
  async function long<T>({ before, work, after }: LongErrand<T>): Promise<T> {
    before()
    const { db, prepare, begin, commit, rollback, savepoint, release, back } = on
    begin.run()
    let under = false
    const step = async <S>(act: (taken: Taken) => Promise<S>): Promise<S> => {
      if (under || !db.inTransaction)
        throw new Error('A step was begun within another, or after the end.')
      under = true
      const turn: Turn = { alive: true }
      savepoint.run()
      const watch = watchForWaiting(turn, kind)
      try {
        const taken = takenAt(db, prepare, turn)
        const value = await Promise.race([inside.run(turn, () => act(taken)), watch.waited])
        turn.alive = false
        release.run()
        return value
      } catch (error) {
        turn.alive = false
        // What failed is taken back alone; SQLite may have rolled back everything by itself.
        if (db.inTransaction) {
          back.run()
          release.run()
        }
        throw error
      } finally {
        watch.stop()
        under = false
      }
    }
    try {
      const value = await work(step)
      if (!db.inTransaction) throw new Error(`This ${kind} had failed and was rolled back.`)
      commit.run()
      after?.()
      return value
    } catch (error) {
      if (db.inTransaction) rollback.run()
      throw error
    }
  }

  return {
    idle: queue.idle,
    async takeLong<T>(errand: LongErrand<T>): Promise<T> {
      if (inside.getStore()?.alive)
        throw new Error(`A ${kind} was begun inside another. Hand its handle on instead.`)
      try {
        return await queue.take(() => long(errand))
      } catch (error) {
        throw storageRefusal(error)
      }
    },
    /** Waits its turn, and then works on the connection outside any transaction. */
    apart: <T>(work: () => Promise<T>): Promise<T> => queue.take(work),
    /** From the next turn on, works on another connection. */
    move(db: Connection) {
      on = prepared(db, kind)
    },
    async take<T>(errand: Errand<T>): Promise<T> {
      if (inside.getStore()?.alive)
        throw new Error(`A ${kind} was begun inside another. Hand its handle on instead.`)
      try {
        return await queue.take(() => one(errand))
      } catch (error) {
        throw storageRefusal(error)
      }
    },
  }
}

const takenAt = (db: Connection, prepare: Parameters<typeof queriesFor>[1], turn: Turn): Taken => ({
  queries: (eyes) => queriesFor(db, prepare, { turn, eyes }),
  turn,
})

const prepared = (db: Connection, kind: 'read' | 'write') => ({
  db,
  prepare: statementCache(db),
  begin: db.prepare(kind === 'write' ? 'begin immediate' : 'begin'),
  ...{ commit: db.prepare('commit'), rollback: db.prepare('rollback') },
  ...{ savepoint: db.prepare('savepoint step'), release: db.prepare('release step') },
  back: db.prepare('rollback to step'),
})

/**
 * Queries end within one turn of the event loop, so an immediate that fires while a transaction is open
 * proves that it waits for something else, and everybody would wait with it.
 */
function watchForWaiting(turn: Turn, kind: string) {
  let stop = () => {}
  const waited = new Promise<never>((_, reject) => {
    const proof = setImmediate(() => {
      turn.alive = false
      reject(
        new Error(`A ${kind} waited for something other than the database. Do that before it.`),
      )
    })
    stop = () => clearImmediate(proof)
  })
  return { waited, stop }
}
