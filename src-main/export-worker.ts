import { workerData } from 'node:worker_threads'
import type { ExportOrder } from './exports/export-thread.ts'
import { writeExport } from './exports/write-export.ts'
import { answerWith } from './vault/thread.ts'

const { steps, ...errand } = workerData as ExportOrder
const counted = new Int32Array(steps)
await answerWith(() =>
  writeExport(errand, {
    begin: (all) => void Atomics.store(counted, 1, all),
    tick: (done) => void Atomics.add(counted, 0, done),
  }),
)
errand.key.fill(0)
