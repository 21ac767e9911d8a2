import { parentPort, workerData } from 'node:worker_threads'
import { answerWith } from '../vault/thread.ts'
import { writtenTable, type Cell, type Head, type TableKind } from './spreadsheet.ts'

const { kind, heads } = workerData as { kind: TableKind; heads: Head[] }
const rows: Cell[][] = []
// Null ends the rows.
await new Promise<void>((all) => {
  parentPort?.on('message', (more: Cell[][] | null) => {
    if (more === null) all()
    else rows.push(...more)
  })
})
parentPort?.removeAllListeners('message')
await answerWith(() => writtenTable(kind, heads, rows))
