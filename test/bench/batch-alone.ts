import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openPdfWorker } from '../../src-main/typesetting/pdf-worker.ts'
import { benchLetter } from './bench-letter.ts'
import { resources, stockWriter, type Writer } from './letter-writers.ts'

/** Letters on their way to the worker at once; more would only wait in memory. */
const AHEAD = 8

/** What one way of writing a mailing took. */
export interface Taken {
  ms: number
  /** Resident memory in MB, after each tenth of the letters. */
  memory: number[]
  peakMB: number
  /** The longest that this thread was held up, in milliseconds. */
  heldUpMs: number
}

// A mailing of two-page letters to a folder, in a process that does nothing else; says what it took.
const [way = '', count = ''] = process.argv.slice(2)
const letters = Number(count)
const worker = way === 'remedy' ? openPdfWorker({ resources }) : null
const write: Writer = worker
  ? async (n, pages) => (await worker.renderLetter(benchLetter(n, pages))).pdf
  : stockWriter()
const folder = mkdtempSync(join(tmpdir(), 'mailing-'))
const memory: number[] = []
const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20)
let next = 0
let done = 0
const lane = async () => {
  while (next < letters) {
    const n = next++
    writeFileSync(join(folder, `${n}.pdf`), await write(n, 2))
    done++
    if (done % Math.max(1, Math.floor(letters / 10)) !== 0) continue
    memory.push(megabytes())
    process.stderr.write(`\r${way}: ${done} of ${letters} letters`)
  }
}
// The letters' texts are made beforehand: what grows from here on is the writer's.
for (let n = 0; n < letters; n++) benchLetter(n, 2)
await write(0, 2)
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
const began = performance.now()
await Promise.all(Array.from({ length: worker ? AHEAD : 1 }, lane))
const ms = performance.now() - began
delay.disable()
process.stderr.write('\n')
rmSync(folder, { recursive: true })
await worker?.close()
const taken: Taken = {
  ...{ ms, memory, heldUpMs: delay.max / 1e6 },
  peakMB: Math.round(process.resourceUsage().maxRSS / 1024),
}
console.log(JSON.stringify(taken))
