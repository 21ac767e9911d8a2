import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import type { Taken } from './batch-alone.ts'
import { round, type Measured, type Report } from './rounds.ts'

/** Stock pdfkit writes so small a part and is counted as often. */
const SHARE = 10

/**
 * A mailing of two-page letters (`--letters 500`) written to a folder: by Remedy in its worker, and by pdfkit as its
 * guide shows it, each in a process that does nothing else and says how far it is. Memory is flat when the last tenth
 * of the letters holds as much as the second.
 */
export async function bench(options: string[]): Promise<Report> {
  const option = (name: string, otherwise: number) =>
    options.includes(name) ? Number(options[options.indexOf(name) + 1]) : otherwise
  const letters = option('--letters', 500)
  const ways = { remedy: letters, stock: Math.ceil(letters / SHARE) }
  const taken: Record<string, Taken[]> = { remedy: [], stock: [] }
  for (let one = 0; one < option('--rounds', 3); one++)
    for (const [way, count] of Object.entries(ways)) taken[way]!.push(alone(way, count))
  const remedy = measured('remedy, in its worker', taken.remedy!, 1)
  const stock = measured('stock pdfkit', taken.stock!, letters / ways.stock)
  const { memory } = taken.remedy!.at(-1)!
  return {
    name: 'batch',
    cases: [remedy, stock],
    ratios: {
      'stock pdfkit/remedy': round(stock.medianMs / remedy.medianMs),
      'memory after the last tenth/after the second': round(memory.at(-1)! / memory[1]!),
    },
    notes: [
      `${letters} letters of two pages, written to a folder; ms for all of them`,
      `remedy's memory after each tenth: ${memory.join(', ')} MB`,
      `meanwhile the thread that asks was held up at most ${round(Math.max(...taken.remedy!.map(({ heldUpMs }) => heldUpMs)))} ms at a time`,
    ],
  }
}

function alone(way: string, letters: number): Taken {
  const file = resolve(import.meta.dirname, 'batch-alone.ts')
  const said = execFileSync(process.execPath, [file, way, String(letters)], {
    ...{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  })
  return JSON.parse(said) as Taken
}

function measured(name: string, taken: Taken[], times: number): Measured {
  const sorted = taken.map(({ ms }) => ms * times).sort((one, other) => one - other)
  return {
    name,
    medianMs: round(sorted[sorted.length >> 1]!),
    minMs: round(sorted[0]!),
    maxMs: round(sorted.at(-1)!),
    cpuMs: NaN,
    peakMB: Math.max(...taken.map(({ peakMB }) => peakMB)),
  }
}
