import Pdf from 'pdfkit'
import type { PdfFile } from './pdf-file.ts'

/** An image ready to be written into any number of files. */
export interface ReadyLogo {
  /** Draws it under the name `Logo`, on a page that is measured from its head. */
  operators: string
  /** Writes it; gives the number of the image. */
  embed(file: PdfFile): number
}

/** Where an image goes: its upper left corner and the room it has. */
export interface LogoPlace {
  x: number
  y: number
  fit: [width: number, height: number]
}

/** An object of pdfkit's, kept until it is written. */
interface Kept {
  data: Record<string, unknown>
  bytes: Uint8Array | null
  end(bytes?: Uint8Array): void
}
interface Image {
  label: string
  obj: Kept
  embed(document: { ref(data?: Record<string, unknown>): Kept }): void
}

/** At most so many logos are kept: an office has one, at two sizes. */
const LOGOS_KEPT = 4
let kept: { bytes: Buffer; place: string; ready: Promise<ReadyLogo> }[] = []

/** Has pdfkit decode a PNG or JPEG and pack it, once for each logo: a large transparent one takes a second. */
export function readyLogo(bytes: Uint8Array, place: LogoPlace): Promise<ReadyLogo> {
  const key = JSON.stringify(place)
  const known = kept.find((one) => one.place === key && one.bytes.equals(bytes))
  if (known) return known.ready
  const ready = prepared(Buffer.from(bytes), place)
  kept = [...kept, { bytes: Buffer.from(bytes), place: key, ready }].slice(-LOGOS_KEPT)
  return ready
}

async function prepared(bytes: Buffer, { x, y, fit }: LogoPlace): Promise<ReadyLogo> {
  const document = new Pdf({ font: '', margin: 0 })
  const image = (document as unknown as { openImage(bytes: Buffer): Image }).openImage(bytes)
  const objects: Kept[] = []
  // pdfkit ends the image itself last, once its transparency is told apart.
  await new Promise<void>((done) => {
    const ref = (data: Record<string, unknown> = {}) => {
      const one: Kept = {
        data,
        bytes: null,
        end(content) {
          one.bytes = content ?? null
          if (image.obj === one) done()
        },
      }
      objects.push(one)
      return one
    }
    image.embed({ ref })
  })
  let operators = ''
  const drawing = document as unknown as { addContent(operators: string): unknown }
  drawing.addContent = (more) => {
    operators += `${more}\n`
    return document
  }
  document.image(image as never, x, y, { fit })
  operators = operators.replace(`/${image.label} `, '/Logo ')
  return { operators, embed: (file) => embed(file, objects, image.obj) }
}

function embed(file: PdfFile, objects: readonly Kept[], image: Kept): number {
  const numbers = new Map(objects.map((one) => [one, file.reserve()]))
  for (const [one, number] of numbers) {
    const dictionary = written(one.data, numbers)
    if (one.bytes) file.addStream(dictionary.slice(2, -2), one.bytes, number)
    else file.add(dictionary, number)
  }
  return numbers.get(image)!
}

/** A value of pdfkit's as it stands in a file: there a bare string is a name. */
function written(value: unknown, numbers: ReadonlyMap<Kept, number>): string {
  const number = numbers.get(value as Kept)
  if (number !== undefined) return `${number} 0 R`
  if (typeof value === 'string') return `/${value}`
  if (Array.isArray(value)) return `[${value.map((one) => written(one, numbers)).join(' ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  return `<<${entries.map(([name, one]) => `/${name} ${written(one, numbers)}`).join('')}>>`
}
