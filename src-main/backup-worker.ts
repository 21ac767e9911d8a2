import { workerData } from 'node:worker_threads'
import type { ThreadOrder } from './backups/backup-thread.ts'
import { makeBackup } from './backups/make-backup.ts'
import { bringBack } from './backups/restore-backup.ts'
import { answerWith } from './vault/thread.ts'

const { steps, ...order } = workerData as ThreadOrder
const counted = new Int32Array(steps)
const progress = {
  begin: (all: number) => void Atomics.store(counted, 1, all),
  tick: (done: number) => void Atomics.add(counted, 0, done),
}
await answerWith(() =>
  'make' in order ? makeBackup(order.make, progress) : bringBack(order.bringBack, progress),
)
if ('make' in order) order.make.key.fill(0)
