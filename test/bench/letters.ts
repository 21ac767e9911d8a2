import { benchLetter } from './bench-letter.ts'
import { electronWriter } from './electron-writer.ts'
import { remedyWriter, stockWriter, type Writer } from './letter-writers.ts'
import { measure, round, type Case, type Report } from './rounds.ts'

/** Letters to a round: enough that one is well above what the clock can tell. */
const EACH = 12

/** One letter of one page and one of two, by Remedy, by pdfkit as its guide shows it and by Electron’s printing; per letter. */
export async function bench(options: string[]): Promise<Report> {
  const wanted = !options.includes('--no-electron')
  const electron = wanted ? await electronWriter() : null
  const writers: [name: string, write: Writer, each: number][] = [
    ['remedy', remedyWriter(), EACH],
    ['stock pdfkit', stockWriter(), 3],
    ...(electron ? [['electron printToPDF', electron.write, 3] as [string, Writer, number]] : []),
  ]
  try {
    const sizes = ([1, 2] as const).flatMap((pages) =>
      writers.map(([name, write, each]) => ({ name: `${name}, ${pages} p`, write, each, pages })),
    )
    for (let one = 0; one < 256; one++) for (const pages of [1, 2] as const) benchLetter(one, pages)
    // As in an office at work, the program has written letters before.
    for (const [, write, each] of writers)
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
    const of = (name: string) => measured.find((one) => one.name === name)!.medianMs
    const ratios: Record<string, number> = {}
    for (const pages of [1, 2])
      for (const [name] of writers.slice(1))
        ratios[`${name}/remedy, ${pages} p`] = round(
          of(`${name}, ${pages} p`) / of(`remedy, ${pages} p`),
        )
    return {
      name: 'letters',
      cases: measured,
      ratios,
      notes: [
        ...(wanted && !electron ? ['electron printToPDF could not be had on this machine'] : []),
        'ms per letter; aims: stock pdfkit/remedy at least 5, electron printToPDF/remedy at least 4',
      ],
    }
  } finally {
    await electron?.close()
  }
}
