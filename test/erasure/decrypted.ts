import { createDecipheriv } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const PAGE = 4096
/** Of SQLCipher 4: an initial vector and a hash at the end of each page; the first begins with the salt. */
const RESERVED = 80
const SALT = 16

/** A page as it is under the cipher, whatever SQLite thinks of it: free, moved away from, or in use. */
function pageOf(page: Buffer, key: Uint8Array, isFirst: boolean): Buffer {
  const end = PAGE - RESERVED
  const decipher = createDecipheriv('aes-256-cbc', key, page.subarray(end, end + 16))
  decipher.setAutoPadding(false)
  const body = page.subarray(isFirst ? SALT : 0, end)
  return Buffer.concat([decipher.update(body), decipher.final()])
}

/** Every page of the office's file and of its write-ahead log, decrypted one by one without SQLite. */
export function pagesOf(folder: string, key: Uint8Array): Buffer[] {
  const database = readFileSync(join(folder, 'remedy.db'))
  const pages: Buffer[] = []
  for (let at = 0; at + PAGE <= database.length; at += PAGE)
    pages.push(pageOf(database.subarray(at, at + PAGE), key, at === 0))
  const wal = join(folder, 'remedy.db-wal')
  if (!existsSync(wal)) return pages
  const frames = readFileSync(wal)
  for (let at = 32; at + 24 + PAGE <= frames.length; at += 24 + PAGE) {
    const number = frames.readUInt32BE(at)
    pages.push(pageOf(frames.subarray(at + 24, at + 24 + PAGE), key, number === 1))
  }
  return pages
}

/** Which of these texts stand in any page, as they are, as the log writes them, or as the search folds them. */
export function foundIn(pages: readonly Buffer[], texts: readonly string[]): string[] {
  return texts.filter((text) =>
    formsOf(text).some((form) => pages.some((page) => page.includes(form))),
  )
}

/** A disclosure is base64url of its JSON, in which a text may begin at any of three places. */
function formsOf(text: string): Buffer[] {
  const encoded = [0, 1, 2].map((shift) => {
    const whole = Buffer.from('x'.repeat(shift) + text).toString('base64url')
    // What the neighbours of the text decide is left out at either end.
    return whole.slice(shift === 0 ? 0 : shift + 1, Math.floor(((text.length + shift) * 8) / 6) - 1)
  })
  return [text, text.toLowerCase(), text.toUpperCase(), ...encoded].map((one) => Buffer.from(one))
}

/** Every file of the folder, by its path. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  )
