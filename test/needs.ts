import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { TestRunner } from 'vitest'

const here = {
  platform: process.platform,
  isThere: (what: string) =>
    isAbsolute(what) ? existsSync(what) : spawnSync('which', [what]).status === 0,
  leaveOut: (why: string): void => TestRunner.getCurrentTest()?.context.skip(why),
}

/**
 * A program or file of the system without which a test can do nothing: on Linux its absence fails the test by
 * name, and `scripts/system-packages` brings it; elsewhere the test is left out, and the run says so.
 */
export function needs(what: string, of: string, { platform, isThere, leaveOut } = here): void {
  if (isThere(what)) return
  const lack = `${what} is missing (Debian's package ${of})`
  if (platform === 'linux') throw new Error(`${lack}. Run this once: scripts/system-packages`)
  leaveOut(lack)
}
