/*
 * Frozen format, printed on paper: `<size>-<16 characters>`, the number of entries and the first 80 bits of
 * the tree's root in Crockford's base 32 (no I, L, O, U). The window and the printer may group it.
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const BITS = 80
const TYPED = /^(\d{1,15})-([0-9A-HJKMNP-TV-Z]{16})$/

/** The code of a tree: `4182-9QTC3M7XK2D4V0WJ`. */
export function headCode(size: number, root: Uint8Array): string {
  let digits = ''
  let [held, bits] = [0, 0]
  for (const byte of root.subarray(0, BITS / 8)) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      digits += ALPHABET[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return `${size}-${digits}`
}

/** Reads a code as typed from paper (any case, spaces, dashes; O for 0, I and L for 1), or null when it is none. */
export function readHeadCode(typed: string): { size: number; code: string } | null {
  const [first = '', ...rest] = typed.trim().split(/\s*[-\u2010-\u2015]\s*/)
  const tidy = (part: string) =>
    part.replace(/[\s,]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
  const parts = TYPED.exec(`${tidy(first)}-${tidy(rest.join(''))}`)
  if (!parts) return null
  const size = Number(parts[1])
  return { size, code: `${size}-${parts[2]}` }
}
