import { hash } from 'node:crypto'

/**
 * The same reading of a text, which follows from nothing but the text, and each text read once. They are known by their
 * hash, so that no text is held; the one that was asked for longest ago goes first.
 */
export function readOnce<Of>(
  read: (text: string) => readonly Of[],
  most = 20_000,
): (text: string) => readonly Of[] {
  const known = new Map<string, readonly Of[]>()
  return (text) => {
    const key = hash('sha256', Buffer.from(text, 'utf16le'), 'base64')
    const found = known.get(key) ?? read(text)
    known.delete(key)
    known.set(key, found)
    if (known.size > most) known.delete(known.keys().next().value!)
    return found
  }
}
