import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../wire/refusal.ts'
import { openConnection } from './connection.ts'
import type { Cleared, ToClear } from './scour-apart.ts'
import { scour } from './scour.ts'

const { file, key } = workerData as ToClear

function clear(): Cleared {
  try {
    const db = openConnection({ file, key, readonly: false })
    try {
      scour(db, file)
      return { refusal: null }
    } finally {
      db.close()
    }
  } catch (error) {
    const refusal =
      error instanceof Refusal
        ? error
        : new Refusal(
            'busy',
            'What was erased cannot be cleared from the office’s file yet. It is tried again at the next sign-in.',
          )
    return { refusal: refusal.toData() }
  } finally {
    key.fill(0)
  }
}

parentPort?.postMessage(clear())
