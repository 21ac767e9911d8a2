/** Crockford's alphabet: no I, L, O or U, so that nothing on paper can be misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A new recovery code of 130 random bits, in groups of four for writing down: `7K2D-4QV0-WJ9Q-...`. */
export function newRecoveryCode(random: (bytes: number) => Uint8Array): string {
  // 256 is a multiple of 32, so each byte gives five fair bits.
  const letters = Array.from(random(26), (byte) => alphabet[byte & 31]).join('')
  return letters.match(/.{1,4}/g)!.join('-')
}

/** The 26 letters and figures of a typed code, whatever its case, spaces and dashes; O, I and L count as 0, 1 and 1. */
export function plainRecoveryCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
}
