import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openPress } from '../../src-main/typesetting/press.ts'
import { benchLetter } from './bench-letter.ts'
import { floorWriter, stockWriter, typstWriter, type Writer } from './letter-writers.ts'

/** Letters on their way to the press at once; more would only wait in memory. */
const AHEAD = 16

/** A way to write a mailing of two-page letters to a folder. */
export interface Mailing {
  name: string
  /** What part of the letters is written; the rest is reckoned. */
  share: number
  run(letters: number): Promise<void>
  /** The longest that this thread was held up meanwhile, in milliseconds. */
  heldUpMs(): number
  close(): Promise<void>
}

type Keep = (n: number, pdf: Uint8Array) => void

/** The ways by their names; one that cannot be had on this machine gives null. */
export const MAILINGS: Readonly<Record<string, () => Promise<Mailing | null>>> = {
  'remedy, in its worker': async () => {
    const press = openPress({ resources: resolve(import.meta.dirname, '../../resources') })
    await press.warm()
    return mailing('remedy, in its worker', {
      async write(letters, keep) {
        let next = 0
        const lane = async () => {
          while (next < letters) {
            const n = next++
            keep(n, (await press.renderLetter(benchLetter(n, 2))).pdf)
          }
        }
        await Promise.all(Array.from({ length: AHEAD }, lane))
      },
      close: () => press.close(),
    })
  },
  floor: async () => mailing('floor', here(floorWriter())),
  typst: async () => {
    const typst = await typstWriter()
    return typst && mailing('typst', here(typst.write))
  },
  'stock pdfkit': async () => mailing('stock pdfkit', here(stockWriter()), 10),
}

const here = (write: Writer) => ({
  async write(letters: number, keep: Keep) {
    for (let n = 0; n < letters; n++) keep(n, await write(n, 2))
  },
  close: async () => {},
})

interface Way {
  write(letters: number, keep: Keep): Promise<void>
  close(): Promise<void>
}

function mailing(name: string, way: Way, share = 1): Mailing {
  const folder = mkdtempSync(join(tmpdir(), 'mailing-'))
  let held = 0
  return {
    name,
    share,
    async run(letters) {
      const blocked = monitorEventLoopDelay({ resolution: 5 })
      blocked.enable()
      await way.write(letters / share, (n, pdf) => writeFileSync(join(folder, `${n}.pdf`), pdf))
      blocked.disable()
      held = Math.max(held, blocked.max / 1e6)
    },
    heldUpMs: () => held,
    async close() {
      await way.close()
      rmSync(folder, { recursive: true })
    },
  }
}
