import { Refusal } from '../wire/refusal.ts'
import type { Eyes } from './barriers.ts'
import { keepAsked } from './asked.ts'
import type { Connection } from './connection.ts'
import { owesScouring } from './scour.ts'
import { by } from './eyes.ts'
import { scourApart } from './scour-apart.ts'
import { openTurns, type Taken } from './turns.ts'
import type { Head, Readable, Vault, Writable } from './vault.ts'

/** `read` and `write` on their two connections, and `close`, which lets the turns under way end. */
export type Doors = Pick<Vault, 'read' | 'write' | 'writeInSteps' | 'scour'> & {
  /**
   * Has another file take the place of this one. Nobody writes from the beginning on; nobody reads either while `swap`
   * closes both connections and goes on with those that `put` gives.
   */
  replace<T>(work: (swap: (put: () => Connections) => Promise<void>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

interface Connections {
  writer: Connection
  reader: Connection
}

interface DoorParts extends Connections {
  /** Called before a write begins, and once more before closing; throws while nothing may be written. */
  before: () => void
  /** Called after the commit; must not throw, since the act stands. */
  writeHead: (head: Head) => void
  file: string
  key: Uint8Array
}

/** Opens the two doors: one turn at a time on each, and neither ever waits for the other. */
export function openDoors({ before, writeHead, file, key, ...given }: DoorParts): Doors {
  let { writer, reader } = given
  let closed = false
  const expectOpen = () => {
    if (closed) throw new Refusal('locked', 'The office is locked. Sign in to continue.')
  }
  const reads = openTurns(reader, 'read')
  const writes = openTurns(writer, 'write')

  return {
    read: (ask) => reads.take({ before: expectOpen, work: (taken) => ask(readable(taken)) }),
    write(act) {
      let head: Head | undefined
      return writes.take({
        before() {
          expectOpen()
          before()
        },
        async work(taken) {
          const tx = writable(taken, (named) => (head = named))
          const value = await act(tx)
          if (head) await keepAsked(tx, value)
          return value
        },
        after: () => head && writeHead(head),
      })
    },
    writeInSteps(work) {
      let head: Head | undefined
      return writes.takeLong({
        before() {
          expectOpen()
          before()
        },
        async work(step) {
          const value = await work(async (act) => {
            const kept = head
            try {
              return await step((taken) => act(writable(taken, (named) => (head = named))))
            } catch (error) {
              head = kept
              throw error
            }
          })
          if (head)
            await step((taken) =>
              keepAsked(
                writable(taken, () => {}),
                value,
              ),
            )
          return value
        },
        after: () => head && writeHead(head),
      })
    },
    // With both doors shut: nothing may still read the pages that go.
    scour: () =>
      reads.apart(() =>
        writes.apart(async () => {
          expectOpen()
          before()
          if (owesScouring(writer)) await scourApart({ file, key })
          reader.pragma('shrink_memory')
        }),
      ),
    replace: (work) =>
      writes.apart(async () => {
        expectOpen()
        before()
        return work((put) =>
          reads.apart(async () => {
            reader.close()
            writer.close()
            ;({ writer, reader } = put())
            reads.move(reader)
            writes.move(writer)
          }),
        )
      }),
    async close() {
      closed = true
      await Promise.all([reads.idle(), writes.idle()])
      try {
        before()
      } catch {
        // A head is still owed: the log is merely ahead of it, which is no damage.
      }
      reader.close()
      writer.close()
    },
  }
}

// Domains get these few functions and nothing that reaches the connection's own life.
function readable(taken: Taken, eyes: Eyes = null): Readable {
  const queries = taken.queries(eyes)
  return {
    selectFrom: queries.selectFrom.bind(queries),
    getExecutor: queries.getExecutor.bind(queries),
    [by]: (others: Eyes) => readable(taken, others),
  } as unknown as Readable
}

function writable(taken: Taken, name: (head: Head) => void, eyes: Eyes = null): Writable {
  const { turn } = taken
  const queries = taken.queries(eyes)
  return {
    selectFrom: queries.selectFrom.bind(queries),
    getExecutor: queries.getExecutor.bind(queries),
    [by]: (others: Eyes) => writable(taken, name, others),
    insertInto: queries.insertInto.bind(queries),
    updateTable: queries.updateTable.bind(queries),
    deleteFrom: queries.deleteFrom.bind(queries),
    replaceInto: queries.replaceInto.bind(queries),
    setHead({ size, root }: Head) {
      if (!turn.alive) throw new Error('This handle died when its write ended.')
      if (!Number.isSafeInteger(size) || size < 0 || !/^[0-9a-f]{64}$/.test(root))
        throw new Error('A head has a size and 64 hex digits.')
      name({ size, root })
    },
  } as unknown as Writable
}
