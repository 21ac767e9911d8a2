import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PDFDocument, PDFFont } from '@cantoo/pdf-lib'
import * as fontkit from 'fontkit'

/** The letters’ own face, for what stands under the pages of others. */
export function footFont(into: PDFDocument, resources: string): Promise<PDFFont> {
  into.registerFontkit(fontkit)
  const file = readFileSync(join(resources, 'fonts', 'NotoSerif-Regular-latin.ttf'))
  return into.embedFont(file, { subset: true })
}
