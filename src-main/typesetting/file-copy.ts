import { draw } from './draw.ts'
import type { Fonts } from './fonts.ts'
import type { Rendered } from './model.ts'
import { A4 } from './page.ts'

const WORDS = 'FILE COPY'

/**
 * A letter as it was frozen, with `FILE COPY` across every page: what is added stands behind it, as a later version of the
 * file, so that not a byte of the letter is another, whatever the firm, the books or the program have become since.
 */
export async function fileCopy(letter: Uint8Array, fonts: Fonts): Promise<Rendered> {
  const frozen = readPdf(letter)
  const marked = {
    ...{ pages: [{ pieces: [], across: WORDS }], elements: [] },
    size: [A4.width, A4.height] as [number, number],
  }
  const about = { title: WORDS, datedOn: '2000-01-01' }
  const mark = readPdf(await draw(marked, about, fonts.facesFor([WORDS])))
  const pages = [...frozen.objects].filter(([, text]) => PAGE.test(text))
  const [, markPage] = [...mark.objects].find(([, text]) => PAGE.test(text))!

  const added = new Map<number, string>()
  const shift = (number: string) => `${Number(number) + frozen.size} 0 R`
  for (const number of reached(mark.objects, [
    refOf(markPage, 'Contents'),
    refOf(markPage, 'Resources'),
  ]))
    added.set(
      number + frozen.size,
      inDictionary(mark.objects.get(number)!, (text) =>
        text.replace(REF, (_, to: string) => shift(to)),
      ),
    )
  // What the mark's page shows becomes a picture that every page of the letter shows first.
  const picture = refOf(markPage, 'Contents') + frozen.size
  const resources = refOf(markPage, 'Resources') + frozen.size
  const box = `/Type /XObject /Subtype /Form /BBox [0 0 ${A4.width} ${A4.height}] /Resources ${resources} 0 R`
  added.set(picture, added.get(picture)!.replace('<<', `<<\n${box}`))
  const shows = frozen.size + mark.size
  const content = 'q /FileCopy Do Q\n'
  added.set(shows, `<< /Length ${content.length} >>\nstream\n${content}endstream`)
  for (const [number, page] of pages) {
    const of = refOf(page, 'Resources')
    const xobjects = `/FileCopy ${picture} 0 R`
    const held = added.get(of) ?? frozen.objects.get(of)!
    if (!held.includes('/FileCopy'))
      added.set(
        of,
        /\/XObject\s*<</.test(held)
          ? held.replace(/\/XObject\s*<</, `/XObject << ${xobjects}`)
          : held.replace('<<', `<< /XObject << ${xobjects} >>`),
      )
    added.set(number, page.replace(/\/Contents (\d+ 0 R)/, `/Contents [${shows} 0 R $1]`))
  }
  return { pdf: continued(letter, frozen, added), pages: pages.length }
}

const PAGE = /\/Type\s*\/Page\b(?!s)/
const REF = /\b(\d+) 0 R\b/g
const refOf = (dictionary: string, name: string): number =>
  Number(new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)![1])

interface ReadPdf {
  objects: ReadonlyMap<number, string>
  /** One more than the highest number. */
  size: number
  trailer: string
  /** Where its table of objects begins. */
  table: number
}

/** A file that pdfkit wrote, by its own table of objects; each object as it stands there. */
function readPdf(bytes: Uint8Array): ReadPdf {
  const text = Buffer.from(bytes).toString('latin1')
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)![1])
  const [, rows, trailer] = /^xref\s+0 \d+\s+([\s\S]*?)trailer\s*([\s\S]*?)startxref/.exec(
    text.slice(table),
  )!
  const starts = rows!
    .split('\n')
    .flatMap((row, number) =>
      /^\d{10} \d{5} n/.test(row.trim()) ? [{ number, at: Number(row.trim().slice(0, 10)) }] : [],
    )
  const ends = [...starts.map(({ at }) => at), table].sort((one, other) => one - other)
  const objects = new Map(
    starts.map(({ number, at }) => {
      const whole = text.slice(
        at,
        ends.find((end) => end > at),
      )
      return [number, whole.slice(whole.indexOf('obj') + 3, whole.lastIndexOf('endobj')).trim()]
    }),
  )
  return { objects, size: starts.at(-1)!.number + 1, trailer: trailer!, table }
}

/** Everything that these objects need, by number. */
function reached(objects: ReadPdf['objects'], from: readonly number[]): Set<number> {
  const found = new Set<number>()
  const waiting = [...from]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue
    found.add(next)
    inDictionary(objects.get(next)!, (text) => {
      waiting.push(...[...text.matchAll(REF)].map(([, number]) => Number(number)))
      return text
    })
  }
  return found
}

/** An object with its dictionary changed; the bytes of a stream stay as they are. */
function inDictionary(object: string, change: (text: string) => string): string {
  const at = object.indexOf('stream\n')
  return at < 0 ? change(object) : change(object.slice(0, at)) + object.slice(at)
}

/** The file with a later version of these objects behind it (ISO 32000-1, section 7.5.6). */
function continued(
  letter: Uint8Array,
  { trailer, table }: ReadPdf,
  added: ReadonlyMap<number, string>,
): Uint8Array {
  let at = letter.length + 1
  let objects = '\n'
  let rows = 'xref\n'
  for (const [number, object] of [...added].sort(([one], [other]) => one - other)) {
    const written = `${number} 0 obj\n${object}\nendobj\n`
    rows += `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`
    objects += written
    at += written.length
  }
  const size = Math.max(...added.keys()) + 1
  const last = trailer.replace(/\/Size \d+/, `/Size ${size}\n/Prev ${table}`)
  const foot = `${rows}trailer\n${last.trim()}\nstartxref\n${at}\n%%EOF\n`
  return new Uint8Array(Buffer.concat([letter, Buffer.from(objects + foot, 'latin1')]))
}
