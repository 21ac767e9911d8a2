import { startCounted, type Running } from '../vault/thread.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Rendered } from './model.ts'
import type { TogetherOrder } from './pdf.ts'

/** Makes many letters one PDF in a thread of its own, which counts them and ends with it: it can be stopped, and gives its memory back. */
export const togetherApart = (
  order: TogetherOrder,
  { resources }: { resources: string },
): Running<Rendered> =>
  startCounted(
    import.meta.url,
    './together-thread',
    { order, resources },
    new Refusal('internal', 'The letters could not be made one file. Print fewer at once.'),
  )
