import { randomBytes } from 'node:crypto'
import type { TestOffice } from '../open-office.ts'

/** A desk of this name that joined the office. */
export async function deskAt(
  { ask, platform }: Pick<TestOffice, 'ask' | 'platform'>,
  name: string,
) {
  await ask.desks.invite({ name })
  return platform.desks.comes(randomBytes(32).toString('hex'))
}
