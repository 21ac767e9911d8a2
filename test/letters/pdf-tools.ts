import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { needs } from '../needs.ts'

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
