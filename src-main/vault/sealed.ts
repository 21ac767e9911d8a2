import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'

/** What nobody can read without the office's file key. */
export interface Sealed {
  nonce: Uint8Array
  body: Uint8Array
}

/** From the file key, and never that key itself: what seals the pages must seal nothing else. */
const keyFrom = (fileKey: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', fileKey, '', 'remedy sealed in memory', 32))

/** Seals `text` (AES-256-GCM) under a key drawn from the file key; `whose` is bound in, so that it opens for nobody else. */
export function seal(fileKey: Uint8Array, whose: string, text: string, nonce: Uint8Array): Sealed {
  const cipher = createCipheriv('aes-256-gcm', keyFrom(fileKey), nonce).setAAD(Buffer.from(whose))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return { nonce, body }
}

/** The text again, or null where the key or the person is another. */
export function unseal(fileKey: Uint8Array, whose: string, { nonce, body }: Sealed): string | null {
  const end = body.length - 16
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(fileKey), nonce)
    .setAAD(Buffer.from(whose))
    .setAuthTag(body.subarray(end))
  try {
    return Buffer.concat([decipher.update(body.subarray(0, end)), decipher.final()]).toString(
      'utf8',
    )
  } catch {
    return null
  }
}
