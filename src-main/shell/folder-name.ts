const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i

/**
 * A folder's name, 1 to 80 characters, made of an office's name so that Windows, macOS and Linux all take it:
 * what they forbid becomes a space, and neither a dot nor a space stands at the end.
 */
export function folderNameFor(officeName: string): string {
  const plain = officeName
    .normalize('NFC')
    .replace(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]/gu, ' ')
    .replace(/\s+/g, ' ')
  const ends = (text: string) => text.replace(/^[. ]+|[. ]+$/g, '')
  const short = ends([...ends(plain)].slice(0, 80).join(''))
  if (!short) return 'Office'
  return RESERVED.test(short) ? `Office ${short}` : short
}
