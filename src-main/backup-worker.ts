import { workerData } from 'node:worker_threads'
import type { ThreadOrder } from './backups/backup-thread.ts'
import { makeBackup } from './backups/make-backup.ts'
import { bringBack } from './backups/restore-backup.ts'
import { answerWith, counting, type Counted } from './vault/thread.ts'

const order = workerData as ThreadOrder & Counted
const steps = counting(order)
await answerWith(() =>
  'make' in order ? makeBackup(order.make, steps) : bringBack(order.bringBack, steps),
)
if ('make' in order) order.make.key.fill(0)
