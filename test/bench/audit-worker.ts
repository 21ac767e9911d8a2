import { parentPort, workerData } from 'node:worker_threads'
import { verifyRows } from '../../src-main/audit/verify-rows.ts'
import { openConnection } from '../../src-main/vault/connection.ts'
import { scanLog } from '../../src-main/vault/log-scan.ts'

// Verifies a stretch of the log whenever it is told to; the file stays open between rounds.
const { file, key } = workerData as { file: string; key: Uint8Array }
const scan = scanLog(openConnection({ file, key, readonly: true }))
parentPort!.on('message', ({ size, from, to }: { size: number; from: number; to: number }) =>
  parentPort!.postMessage(verifyRows(scan, size, { from, to }, () => {})),
)
