import { parentPort } from 'node:worker_threads'
import { answerWith } from '../vault/thread.ts'
import { bundle, type BundleOrder } from './bundle.ts'

const order = await new Promise<BundleOrder>((asked) => parentPort?.once('message', asked))
await answerWith(() => bundle(order))
