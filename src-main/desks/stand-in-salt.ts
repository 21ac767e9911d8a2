import { createHmac, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where there is no office's key towards desks, there is no desk that asks. */
const ELSE = randomBytes(32)

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
    return ELSE
  }
}
