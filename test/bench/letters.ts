import { benchLetter } from './bench-letter.ts'
import { electronWriter } from './electron-writer.ts'
import {
  floorWriter,
  remedyWriter,
  stockWriter,
  typstWriter,
  type Writer,
} from './letter-writers.ts'
import { measure, round, type Case, type Report } from './rounds.ts'

/** Letters to a round: enough that one is well above what the clock can tell. */
const EACH = 40

/** One letter of one page and one of two, by Remedy, its rivals and the hand-written floor; per letter. */
export async function bench(options: string[]): Promise<Report> {
  const typst = await typstWriter()
  const wanted = !options.includes('--no-electron')
  const electron = wanted ? await electronWriter() : null
  const writers: [name: string, write: Writer | null, each: number][] = [
    ['remedy', remedyWriter(), EACH],
    ['stock pdfkit', stockWriter(), 3],
    ['typst', typst?.write ?? null, EACH],
    ['electron printToPDF', electron?.write ?? null, 3],
    ['floor', floorWriter(), EACH],
  ]
  try {
    const had = writers.filter((one): one is [string, Writer, number] => one[1] !== null)
    const sizes = ([1, 2] as const).flatMap((pages) =>
      had.map(([name, write, each]) => ({ name: `${name}, ${pages} p`, write, each, pages })),
    )
    for (let one = 0; one < 256; one++) for (const pages of [1, 2] as const) benchLetter(one, pages)
    // As in an office at work, the program has written letters before.
    for (const [, write, each] of had)
      for (let one = 0; one < each * 5; one++) await write(one, one % 2 === 0 ? 1 : 2)
    let n = 0
    const cases: Case[] = sizes.map(({ name, write, each, pages }) => ({
      name,
      async run() {
        for (let letter = 0; letter < each; letter++) await write(n++ % 4096, pages)
      },
    }))
    const measured = (await measure(cases, 15)).map((one, at) => {
      const per = (value: number) => round(value / sizes[at]!.each)
      return {
        ...one,
        medianMs: per(one.medianMs),
        minMs: per(one.minMs),
        maxMs: per(one.maxMs),
        cpuMs: per(one.cpuMs),
      }
    })
    const of = (name: string) => measured.find((one) => one.name === name)?.medianMs ?? NaN
    const cpuOf = (name: string) => measured.find((one) => one.name === name)?.cpuMs ?? NaN
    const ratios: Record<string, number> = {}
    for (const pages of [1, 2]) {
      const suffix = pages === 1 ? '' : ', 2 p'
      ratios[`remedy/floor${suffix}`] = round(of(`remedy, ${pages} p`) / of(`floor, ${pages} p`))
      for (const [name] of had)
        if (name !== 'remedy' && name !== 'floor')
          ratios[`${name}/remedy${suffix}`] = round(
            of(`${name}, ${pages} p`) / of(`remedy, ${pages} p`),
          )
      // Steadier where the machine has other work; Electron prints in a process of its own.
      const [busy, floor] = [cpuOf(`remedy, ${pages} p`), cpuOf(`floor, ${pages} p`)]
      ratios[`remedy/floor by processor time${suffix}`] = round(busy / floor)
      if (typst)
        ratios[`typst/remedy by processor time${suffix}`] = round(cpuOf(`typst, ${pages} p`) / busy)
    }
    const missing = writers
      .filter(([name, write]) => !write && (name !== 'electron printToPDF' || wanted))
      .map(([name]) => `${name} could not be had on this machine`)
    const rival = typst ? [`typst writes PDF/${typst.standard.toUpperCase()}`] : []
    return {
      name: 'letters',
      cases: measured,
      ratios,
      notes: [
        ...missing,
        ...rival,
        'ms per letter; remedy writes it laid out as a letter, tagged, PDF/A-2a; the floor has neither tags nor kerning',
      ],
    }
  } finally {
    await electron?.close()
  }
}
