import { workerData } from 'node:worker_threads'
import { mend, type MendErrand } from './audit/mend.ts'
import { folds } from './folds.ts'
import { answerWith } from './vault/thread.ts'

const errand = workerData as MendErrand
await answerWith(() => mend(errand, folds))
errand.key.fill(0)
