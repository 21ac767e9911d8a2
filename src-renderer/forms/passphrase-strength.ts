const SHORTEST = 12

/** What a typed passphrase is worth, in words; never a promise, and never its text. */
export function strengthInWords(passphrase: string): string {
  if (passphrase === '') return 'Twelve characters or more. Four unrelated words do well.'
  const missing = SHORTEST - passphrase.length
  if (missing > 0) return `${missing} more ${missing === 1 ? 'character' : 'characters'} needed.`
  const different = new Set(passphrase.toLowerCase()).size
  if (different < 6) return 'Weak: too few different characters.'
  const words = passphrase
    .trim()
    .split(/\s+/)
    .filter((word) => word.length > 2)
  if (words.length >= 4 || passphrase.length >= 24) return 'Strong: hard to guess.'
  if (passphrase.length >= 16) return 'Good. One more word makes it strong.'
  return 'Fair: acceptable. One or two more words make it strong.'
}
