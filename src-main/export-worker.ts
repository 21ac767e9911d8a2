import { workerData } from 'node:worker_threads'
import { writeExport, type ExportErrand } from './exports/write-export.ts'
import { answerWith, counting, type Counted } from './vault/thread.ts'

const errand = workerData as ExportErrand & Counted
await answerWith(() => writeExport(errand, counting(errand)))
errand.key.fill(0)
