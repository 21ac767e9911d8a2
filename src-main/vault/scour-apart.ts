import { Refusal, type RefusalData } from '../wire/refusal.ts'
import { startThread } from './thread.ts'

/** The file to clear of what was erased, and its key. */
export interface ToClear {
  file: string
  key: Uint8Array
}
export interface Cleared {
  refusal: RefusalData | null
}

/** Clears a file of what was erased in a thread of its own: a large one takes a minute, and the window must not stand still. */
export function scourApart({ file, key }: ToClear): Promise<void> {
  const worker = startThread(import.meta.url, './scour-thread', { file, key })
  return new Promise((done, refuse) => {
    worker.once('message', ({ refusal }: Cleared) =>
      refusal ? refuse(new Refusal(refusal.code, refusal.message, refusal.fields)) : done(),
    )
    worker.once('error', refuse)
    worker.once('exit', () =>
      refuse(
        new Refusal(
          'busy',
          'What was erased cannot be cleared from the office’s file yet. It is tried again at the next sign-in.',
        ),
      ),
    )
  })
}
