import { basename, join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { parentPort, Worker, type ResourceLimits } from 'node:worker_threads'
import { Refusal, type RefusalData } from '../wire/refusal.ts'

/**
 * Starts a thread: `module` is its file without its ending, relative to the asking module (`from`, its `import.meta.url`).
 * In the built program all files lie in one folder. `resourceLimits` are its own; past them it ends alone.
 */
export function startThread(
  from: string,
  module: string,
  workerData: object,
  resourceLimits: ResourceLimits = {},
): Worker {
  const options = { workerData, resourceLimits }
  const name = `${basename(module)}.js`
  if (!from.endsWith('.ts')) return new Worker(new URL(`./${name}`, from), options)
  // Tests build each thread once, since reading its sources takes longer than what it does for them.
  const built = process.env['REMEDY_BUILT_THREADS']
  if (built) return new Worker(join(built, name), options)
  // Each thread strips types by a WebAssembly module of its own, and V8 (Node 24) may crash when two threads
  // replace its call wrappers at once; with this they are never replaced.
  setFlagsFromString('--wasm-wrapper-tiering-budget=2147483647')
  return new Worker(new URL(`${module}.ts`, from), options)
}

type Reply<Answer> = { answer: Answer } | { refusal: RefusalData }

/** The one answer of a thread; refused by `ended` where it ends without one. */
export function answerOf<Answer>(worker: Worker, ended: Refusal): Promise<Answer> {
  return new Promise((done, refuse) => {
    worker.once('message', (reply: Reply<Answer>) => {
      if ('answer' in reply) return done(reply.answer)
      const { code, message, fields } = reply.refusal
      refuse(new Refusal(code, message, fields))
    })
    worker.once('error', refuse)
    worker.once('exit', () => refuse(ended))
  })
}

/** Gives the answer of this thread, or its refusal; `foreseen` says which another error is, where it is one. */
export async function answerWith(
  work: () => unknown,
  foreseen: (error: unknown) => unknown = (error) => error,
): Promise<void> {
  let reply: Reply<unknown>
  try {
    reply = { answer: await work() }
  } catch (error) {
    const refusal = error instanceof Refusal ? error : foreseen(error)
    if (!(refusal instanceof Refusal)) throw error
    reply = { refusal: refusal.toData() }
  }
  parentPort?.postMessage(reply)
}

/** Told how many steps there are, and then of steps done. */
export interface Steps {
  begin(steps: number): void
  tick(steps: number): void
}

/** Something under way in a thread of its own, while the office goes on answering. */
export interface Running<Answer> {
  answer: Promise<Answer>
  progress(): { done: number; of: number }
  /** Breaks it off; what it left is cleared away by the next one. */
  stop(): Promise<void>
}

/** What a thread whose steps are counted is given besides its errand: steps done and steps in all, which all threads see. */
export interface Counted {
  steps: SharedArrayBuffer
}

/** Starts a thread whose steps are counted; refused by `ended` where it ends without an answer. */
export function startCounted<Answer>(
  from: string,
  module: string,
  errand: object,
  ended: Refusal,
): Running<Answer> {
  const steps = new SharedArrayBuffer(8)
  const counted = new Int32Array(steps)
  const worker = startThread(from, module, { ...errand, steps })
  return {
    answer: answerOf(worker, ended),
    progress: () => ({ done: Atomics.load(counted, 0), of: Atomics.load(counted, 1) }),
    stop: async () => void (await worker.terminate()),
  }
}

/** Counts the steps of this thread. */
export function counting({ steps }: Counted): Steps {
  const counted = new Int32Array(steps)
  return {
    begin: (all) => void Atomics.store(counted, 1, all),
    tick: (done) => void Atomics.add(counted, 0, done),
  }
}
