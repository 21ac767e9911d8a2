/*
 * Bytes and texts without anything of Node, so that the page of a pack reads what the program writes.
 */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The UTF-8 of a text. */
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The text of UTF-8; null where it is none. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}

/** Base 64 with its padding. */
export const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''))

/** Reads base 64; null for anything but the one way in which its bytes are written. */
export function fromBase64(text: string): Uint8Array | null {
  try {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.codePointAt(0)!)
    return toBase64(bytes) === text ? bytes : null
  } catch {
    return null
  }
}

/** Base 64 for addresses, without padding, as RFC 9901 writes it. */
export const toBase64Url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** Reads base 64 for addresses; null for anything but the one way in which its bytes are written. */
export function fromBase64Url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null
  const plain = text.replaceAll('-', '+').replaceAll('_', '/')
  return fromBase64(plain.padEnd(Math.ceil(plain.length / 4) * 4, '='))
}

/** Two hex digits a byte. */
export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
