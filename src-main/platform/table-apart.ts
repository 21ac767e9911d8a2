import { answerOf, startThread } from '../vault/thread.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Cell, Head, TableKind } from './spreadsheet.ts'

/** A table that is being written. */
export interface TableApart {
  add(rows: readonly (readonly Cell[])[]): void
  /** The file, once every row was added. */
  end(): Promise<Uint8Array>
  stop(): Promise<void>
}

/** Writes a table in a thread of its own, while the office goes on answering. */
export function tableApart(kind: TableKind, heads: readonly Head[]): TableApart {
  const worker = startThread(import.meta.url, './table-thread', { kind, heads })
  const ended = new Refusal('conflict', 'Saving the list was cancelled. Nothing of it was kept.')
  const answer = answerOf<Uint8Array>(worker, ended)
  // Whoever stops it does not wait for it.
  answer.catch(() => {})
  return {
    add: (rows) => worker.postMessage(rows),
    end() {
      worker.postMessage(null)
      return answer
    },
    stop: async () => void (await worker.terminate()),
  }
}

/** A whole table, written in a thread of its own. */
export async function tableOf(
  kind: TableKind,
  { heads, rows }: { heads: readonly Head[]; rows: readonly (readonly Cell[])[] },
): Promise<Uint8Array> {
  const table = tableApart(kind, heads)
  table.add(rows)
  return table.end().finally(table.stop)
}
