import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import subsetFont from 'subset-font'
import { covered } from '../../src-main/typesetting/glyphs.ts'

/**
 * Makes `resources/fonts` from the Debian package fonts-noto-core: `node test/typesetting/subset-fonts.mjs`.
 * Only needed when `covered` changes; the results are kept in the repository.
 */
const from = '/usr/share/fonts/truetype/noto'
const to = resolve(import.meta.dirname, '../../resources/fonts')

for (const [suffix, ranges] of Object.entries(covered)) {
  let text = ''
  for (const [first, last] of ranges)
    for (let code = first; code <= last; code++) text += String.fromCodePoint(code)
  for (const face of ['Regular', 'Bold', 'Italic']) {
    const font = await subsetFont(readFileSync(`${from}/NotoSerif-${face}.ttf`), text, {
      targetFormat: 'truetype',
      noHinting: true,
      keepFeatures: ['ccmp', 'mark', 'mkmk', 'kern'],
    })
    writeFileSync(`${to}/NotoSerif-${face}-${suffix}.ttf`, font)
    console.log(face, suffix, font.length)
  }
}
