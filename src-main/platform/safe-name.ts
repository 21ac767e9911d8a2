import { existsSync } from 'node:fs'

const RESERVED = /^(con|conin\$|conout\$|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i

/** Whether Windows keeps a name for a device, with any ending. */
export const isReserved = (name: string): boolean => RESERVED.test(name)

/** Characters of the longest name. */
export const LONGEST_NAME = 80

/**
 * A file's or folder's name, 1 to 80 characters, made of any text so that Windows, macOS and Linux all take it:
 * what they forbid becomes a space, and neither a dot nor a space stands at the end. `instead` names what has no name.
 */
export function safeName(text: string, instead: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]/gu, ' ')
    .replace(/\s+/g, ' ')
  const ends = (name: string) => name.replace(/^[. ]+|[. ]+$/g, '')
  const short = ends([...ends(plain)].slice(0, LONGEST_NAME).join(''))
  if (!short) return instead
  return isReserved(short) ? `${instead} ${short}` : short
}

/** The first of several paths, which `pathOf` gives by their number from 1 on, that is free: where nothing stands, unless said. */
export function freePath(
  pathOf: (nth: number) => string,
  isFree = (path: string) => !existsSync(path),
): string {
  for (let nth = 1; ; nth++) {
    const path = pathOf(nth)
    if (isFree(path)) return path
  }
}
