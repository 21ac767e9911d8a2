import { basename } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'

/**
 * Starts a thread: `module` is its file without its ending, relative to the asking module (`from`, its `import.meta.url`).
 * In the built program all files lie in one folder.
 */
export function startThread(from: string, module: string, workerData: object): Worker {
  if (!from.endsWith('.ts'))
    return new Worker(new URL(`./${basename(module)}.js`, from), { workerData })
  // Each thread strips types by a WebAssembly module of its own, and V8 (Node 24) may crash when two threads
  // replace its call wrappers at once; with this they are never replaced.
  setFlagsFromString('--wasm-wrapper-tiering-budget=2147483647')
  return new Worker(new URL(`${module}.ts`, from), { workerData })
}
