import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Pdf from 'pdfkit'
import { isLatin } from './coverage.ts'
import { FrozenFont, type ParsedFont } from '../letters/frozen-font.ts'

/** The faces a letter is set in. */
export type Face = 'regular' | 'bold' | 'italic'
export type Faces = Readonly<Record<Face, FrozenFont>>

/** The letter faces, parsed once; the wide ones when a letter first needs them. */
export interface Fonts {
  /** The smallest faces that have every character of these texts. */
  facesFor(texts: Iterable<string>): Faces
}

const FILES: Readonly<Record<Face, string>> = {
  regular: 'NotoSerif-Regular',
  bold: 'NotoSerif-Bold',
  italic: 'NotoSerif-Italic',
}

/** Loads the letter faces from `resources/fonts`. */
export function loadFonts(resources: string): Fonts {
  const load = (suffix: 'latin' | 'wide'): Faces => {
    const face = (name: Face) => {
      const file = readFileSync(join(resources, 'fonts', `${FILES[name]}-${suffix}.ttf`))
      return new FrozenFont(parse(file), file)
    }
    return { regular: face('regular'), bold: face('bold'), italic: face('italic') }
  }
  const latin = load('latin')
  let wide: Faces | undefined
  return {
    facesFor(texts) {
      for (const text of texts) if (!isLatin(text)) return (wide ??= load('wide'))
      return latin
    },
  }
}

/** pdfkit parses a font when a document opens it; the parsed font outlives that document. */
function parse(file: Buffer): ParsedFont {
  const document = new Pdf({ autoFirstPage: false, font: '' })
  document.font(file)
  return (document as unknown as { _font: { font: ParsedFont } })._font.font
}
