import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { TestRunner } from 'vitest'

const isThere = (what: string) =>
  isAbsolute(what) ? existsSync(what) : spawnSync('which', [what]).status === 0

/**
 * A program or file of the system without which a test can do nothing: on Linux its absence fails the test by
 * name, and `scripts/system-packages` brings it; elsewhere the test is left out, and the run says so.
 */
export function needs(what: string, of: string, platform = process.platform, there = isThere): void {
  if (there(what)) return
  const lack = `${what} is missing (Debian's package ${of})`
  if (platform === 'linux') throw new Error(`${lack}. Run this once: scripts/system-packages`)
  TestRunner.getCurrentTest()?.context.skip(lack)
}

/** Runs a program over a PDF, which stands where `$` does among the words; fails when the program does. */
export function readBack(pdf: Uint8Array, program: string, words: readonly string[]): string {
  needs(program, program === 'qpdf' ? 'qpdf' : 'poppler-utils')
  const folder = mkdtempSync(join(tmpdir(), 'letter-'))
  try {
    const file = join(folder, 'letter.pdf')
    writeFileSync(file, pdf)
    const args = words.map((word) => (word === '$' ? file : word))
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stdout}${stderr}`)
    return stdout
  } finally {
    rmSync(folder, { recursive: true })
  }
}
