import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { benchLetter } from './bench-letter.ts'
import { MAILINGS, type Mailing } from './mailing.ts'
import { measure, round, type Measured, type Report } from './rounds.ts'

/** The most memory that a mailing may take, by the project's aims. */
const AIM_MB = 420

/**
 * A mailing of two-page letters (`--letters 500`) written to a folder: Remedy in its worker, its rivals and the floor in
 * this thread. Stock pdfkit writes a tenth of them and is counted ten times over. Memory is taken from a process that
 * does nothing else.
 */
export async function bench(options: string[]): Promise<Report> {
  const option = (name: string, otherwise: number) =>
    options.includes(name) ? Number(options[options.indexOf(name) + 1]) : otherwise
  const letters = option('--letters', 500)
  for (let n = 0; n < letters; n++) benchLetter(n, 2)
  const made = await Promise.all(Object.values(MAILINGS).map((make) => make()))
  const ways = made.filter((way) => way !== null)
  try {
    const cases = ways.map((way) => ({ name: way.name, run: () => way.run(letters) }))
    const taken = await measure(cases, option('--rounds', 7))
    const measured = taken.map((one, at) => whole(one, ways[at]!, letters))
    const of = (name: string) => measured.find((one) => one.name === name)!
    const remedy = of(ways[0]!.name)
    const ratios: Record<string, number> = {
      'remedy/floor': round(remedy.medianMs / of('floor').medianMs),
    }
    for (const { name, medianMs } of measured.slice(1))
      if (name !== 'floor') ratios[`${name}/remedy`] = round(medianMs / remedy.medianMs)
    ratios[`remedy's peak memory/${AIM_MB} MB`] = round(remedy.peakMB / AIM_MB)
    const missing = Object.keys(MAILINGS).filter((name) => !ways.some((way) => way.name === name))
    return {
      name: 'batch',
      cases: measured,
      ratios,
      notes: [
        `${letters} letters of two pages, written to a folder; ms for all of them`,
        `while the worker wrote, this thread was held up at most ${round(ways[0]!.heldUpMs())} ms at a time`,
        ...missing.map((name) => `${name} could not be had on this machine`),
        'peakMB: each in a process of its own, everything it loads included',
      ],
    }
  } finally {
    for (const way of ways) await way.close()
  }
}

/** All letters' share, and the memory of a process that writes them once and does nothing else. */
function whole(one: Measured, { name, share }: Mailing, letters: number): Measured {
  const alone = resolve(import.meta.dirname, 'batch-alone.ts')
  const said = execFileSync(process.execPath, [alone, name, String(letters)], { encoding: 'utf8' })
  return {
    name,
    medianMs: one.medianMs * share,
    minMs: one.minMs * share,
    maxMs: one.maxMs * share,
    cpuMs: one.cpuMs * share,
    peakMB: Number(said),
  }
}
