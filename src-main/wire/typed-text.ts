/** Marks that nobody sees and no paper shows: soft hyphens, zero-width spaces, byte order marks, marks of direction. */
const UNSEEN =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g
/** Letters that exist only for the sake of other systems: ligatures, wide, mathematical and presentation forms. */
const COMPATIBLE =
  /[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdfb\ufe70-\ufefc\uff01-\uff5e\u{1d400}-\u{1d7ff}]+/gu
const SPACES = /[\t\u2000-\u200a\u205f\u3000]/g
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g
/** The private signs that word processors paste for those of their symbol fonts. */
const SYMBOLS: Readonly<Record<string, string>> = {
  '\uf0b7': '•',
  '\uf0a7': '•',
  '\uf0a8': '•',
  '\uf0d8': '•',
  '\uf076': '•',
  '\uf06f': '•',
  '\uf02d': '–',
  '\uf0e0': '→',
  '\uf0fc': '✓',
}
const SYMBOL = /[\uf000-\uf0ff]/g
/** Bullets of other shapes, where a line begins with one. */
const BULLET = /^([ \u00a0]*)[●▪■◦‣⁃∙◾](?=[ \u00a0\p{L}\p{N}])/gmu

/**
 * A text as it is taken in, whoever pasted it from wherever: without marks that nobody sees, in the letters that are
 * meant, its spaces, line ends and bullets the ordinary ones. What is left reads the same.
 */
export const typedText = (pasted: string): string =>
  pasted
    .replace(UNSEEN, '')
    .replace(LINE_ENDS, '\n')
    .replace(SPACES, ' ')
    .replace(/\u202f/g, '\u00a0')
    .replace(COMPATIBLE, (letters) => letters.normalize('NFKC'))
    .replace(SYMBOL, (sign) => SYMBOLS[sign] ?? sign)
    .replace(BULLET, '$1•')
    .replace(/\u2212/g, '–')
