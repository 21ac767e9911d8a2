/*
 * What a new desk is typed: 26 letters and figures of Crockford's alphabet (no I, L, O, U), 130 bits. The first 80 say
 * which office it is, by its key; the other 50 are the secret that lets one desk in.
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 26
const OF_OFFICE = 16
const SHOWN = [5, 5, 6, 5, 5]

/** How many figures of a key in hexadecimal a code holds. */
const OFFICE_FIGURES = 20

/** The code of the office with this key, with a secret of 50 bits out of seven bytes drawn by lot. */
export function joiningCode(officeKey: string, drawn: Uint8Array): string {
  const office = BigInt(`0x${officeKey.slice(0, OFFICE_FIGURES)}`)
  const secret = BigInt(`0x${Buffer.from(drawn).toString('hex')}`) & ((1n << 50n) - 1n)
  const figures = Array.from(
    { length: LENGTH },
    (_, nth) =>
      ALPHABET[Number((((office << 50n) | secret) >> BigInt(5 * (LENGTH - 1 - nth))) & 31n)],
  ).join('')
  let at = 0
  return SHOWN.map((length) => figures.slice(at, (at += length))).join('-')
}

/** A code as typed, in whatever case and groups, O for 0 and I or L for 1; null when it is none. */
export function readJoiningCode(
  typed: string,
): { isOffice(officeKey: string): boolean; secret: string } | null {
  const figures = typed
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  if (figures.length !== LENGTH || [...figures].some((one) => !ALPHABET.includes(one))) return null
  const value = [...figures]
    .slice(0, OF_OFFICE)
    .reduce((sum, one) => (sum << 5n) | BigInt(ALPHABET.indexOf(one)), 0n)
  const office = value.toString(16).padStart(OFFICE_FIGURES, '0')
  return {
    isOffice: (officeKey) => officeKey.startsWith(office),
    secret: figures.slice(OF_OFFICE),
  }
}
