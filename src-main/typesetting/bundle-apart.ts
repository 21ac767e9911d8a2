import { answerOf, startThread } from '../vault/thread.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Bundle, BundleOrder } from './bundle.ts'

/** Bytes that the enclosures of one letter may have together, to be put into one file: it is made in memory. */
export const LARGEST_BUNDLE = 100_000_000
/** Files of others refer from part to part, and each step is followed; memory beyond this is no file’s due. */
const LIMITS = { maxOldGenerationSizeMb: 1024, stackSizeMb: 32 }

/** Makes one PDF of a letter and its enclosures in a thread of its own, which ends with it. */
export async function bundleApart(order: BundleOrder): Promise<Bundle> {
  const failed = new Refusal(
    'conflict',
    'The letter and its enclosures could not be put into one file: one of them is too large or made too unusually. Print or save the letter by itself, and each enclosure from Documents.',
  )
  const worker = startThread(import.meta.url, './bundle-thread', {}, LIMITS)
  const answer = answerOf<Bundle>(worker, failed)
  const bytes = order.enclosures.flatMap(({ file }) => (file ? file.bytes.buffer : []))
  worker.postMessage(order, [...new Set(bytes)] as ArrayBuffer[])
  try {
    return await answer
  } catch (error) {
    throw error instanceof Refusal ? error : failed
  } finally {
    await worker.terminate()
  }
}
