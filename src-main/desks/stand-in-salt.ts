import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The salt that somebody would have who has no key here: the same each time, so that whoever asks cannot tell them from
 * people who have one. It is drawn from the office's own key towards its desks, which nobody else has.
 */
export function standInSalt(folder: string, personId: string): string {
  const salt = createHmac('sha256', secretIn(folder)).update(`salt ${personId}`).digest()
  return salt.subarray(0, 16).toString('base64')
}

function secretIn(folder: string): Uint8Array {
  try {
    return readFileSync(join(folder, 'remedy.desks'))
  } catch {
    // Where there is no such key, there is no desk that asks.
    return Buffer.from(folder)
  }
}
