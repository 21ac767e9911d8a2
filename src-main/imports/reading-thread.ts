import { workerData } from 'node:worker_threads'
import { answerWith } from '../vault/thread.ts'
import { readFile } from './read-file.ts'

const { bytes, sheet } = workerData as { bytes: Uint8Array; sheet: string }
await answerWith(() => readFile(bytes, sheet))
