import { workerData } from 'node:worker_threads'
import { openConnection } from './connection.ts'
import { notCleared, type ToClear } from './scour-apart.ts'
import { scour } from './scour.ts'
import { answerWith } from './thread.ts'

const { file, key } = workerData as ToClear

function clear(): void {
  const db = openConnection({ file, key, readonly: false })
  try {
    scour(db, file)
  } finally {
    db.close()
  }
}

await answerWith(clear, notCleared)
key.fill(0)
