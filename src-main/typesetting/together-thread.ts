import { workerData } from 'node:worker_threads'
import { answerWith, counting, type Counted } from '../vault/thread.ts'
import { loadFonts } from './fonts.ts'
import { lettersPdf, type TogetherOrder } from './pdf.ts'

const { order, resources, ...counted } = workerData as {
  order: TogetherOrder
  resources: string
} & Counted
const steps = counting(counted)
steps.begin(order.letters.length)
await answerWith(() => lettersPdf(order, loadFonts(resources), () => steps.tick(1)))
