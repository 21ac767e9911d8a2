import { workerData } from 'node:worker_threads'
import { notRekeyed, rekeyedCopy, type ToRekey } from './rekeyed-copy.ts'
import { storageRefusal } from './storage-refusal.ts'
import { answerWith, counting, type Counted } from './thread.ts'
import { Refusal } from '../wire/refusal.ts'

const toRekey = workerData as ToRekey & Counted

await answerWith(
  () => rekeyedCopy(toRekey, counting(toRekey)),
  (error) => {
    const refusal = storageRefusal(error)
    return refusal instanceof Refusal ? refusal : notRekeyed()
  },
)
toRekey.key.fill(0)
toRekey.newKey.fill(0)
