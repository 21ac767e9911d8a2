import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openPress } from '../../src-main/letters/press.ts'
import { benchLetter } from './bench-letter.ts'
import { floorWriter, stockWriter, typstWriter, type Writer } from './letter-writers.ts'
import { measure, round, type Case, type Report } from './rounds.ts'

/** Letters on their way to the press at once; more would only wait in memory. */
const AHEAD = 16

/**
 * A mailing of two-page letters (`--letters 500`) written to a folder: Remedy in its worker, its rivals and the floor in
 * this thread. Stock pdfkit writes a tenth of them and is counted ten times over.
 */
export async function bench(options: string[]): Promise<Report> {
  const option = (name: string, otherwise: number) =>
    options.includes(name) ? Number(options[options.indexOf(name) + 1]) : otherwise
  const letters = option('--letters', 500)
  const press = openPress({ resources: resolve(import.meta.dirname, '../../resources') })
  await press.warm()
  const folder = mkdtempSync(join(tmpdir(), 'mailing-'))
  const keep = (n: number, pdf: Uint8Array) => writeFileSync(join(folder, `${n}.pdf`), pdf)
  let heldUp = 0
  const remedy: Case = {
    name: 'remedy, in its worker',
    async run() {
      const blocked = monitorEventLoopDelay({ resolution: 5 })
      blocked.enable()
      let next = 0
      const lane = async () => {
        while (next < letters) {
          const n = next++
          keep(n, (await press.renderLetter(benchLetter(n, 2))).pdf)
        }
      }
      await Promise.all(Array.from({ length: AHEAD }, lane))
      blocked.disable()
      heldUp = Math.max(heldUp, blocked.max)
    },
  }
  const here = (name: string, write: Writer, share = 1): Case => ({
    name,
    async run() {
      for (let n = 0; n < letters / share; n++) keep(n, await write(n, 2))
    },
  })
  const typst = await typstWriter()
  const cases = [
    remedy,
    here('floor', floorWriter()),
    ...(typst ? [here('typst', typst.write)] : []),
    here('stock pdfkit', stockWriter(), 10),
  ]
  try {
    const measured = (await measure(cases, option('--rounds', 7))).map((one) =>
      one.name === 'stock pdfkit'
        ? {
            ...one,
            medianMs: one.medianMs * 10,
            minMs: one.minMs * 10,
            maxMs: one.maxMs * 10,
            cpuMs: one.cpuMs * 10,
          }
        : one,
    )
    const of = (name: string) => measured.find((one) => one.name === name)?.medianMs ?? NaN
    const ratios: Record<string, number> = { 'remedy/floor': round(of(remedy.name) / of('floor')) }
    for (const { name } of measured)
      if (name !== remedy.name && name !== 'floor')
        ratios[`${name}/remedy`] = round(of(name) / of(remedy.name))
    return {
      name: 'batch',
      cases: measured,
      ratios,
      notes: [
        `${letters} letters of two pages, written to a folder; ms for all of them`,
        `while the worker wrote, this thread was held up at most ${round(heldUp / 1e6)} ms at a time`,
        ...(typst ? [] : ['typst could not be had on this machine']),
        'peakMB is of the whole process and only grows: the first case’s is its own',
      ],
    }
  } finally {
    await press.close()
    rmSync(folder, { recursive: true })
  }
}
