import { workerData } from 'node:worker_threads'
import type { ThreadOrder } from './backups/backup-thread.ts'
import { diagnose } from './backups/diagnose.ts'
import { makeBackup } from './backups/make-backup.ts'
import { copyForMove } from './backups/move-office.ts'
import { bringBack } from './backups/restore-backup.ts'
import { answerWith, counting, type Counted } from './vault/thread.ts'

const order = workerData as ThreadOrder & Counted
const steps = counting(order)
await answerWith(() => {
  if ('make' in order) return makeBackup(order.make, steps)
  if ('diagnose' in order) return diagnose(order.diagnose)
  if ('move' in order) return copyForMove(order.move, steps)
  return bringBack(order.bringBack, steps)
})
if ('make' in order) order.make.key.fill(0)
if ('diagnose' in order) order.diagnose.key.fill(0)
if ('move' in order) order.move.key.fill(0)
