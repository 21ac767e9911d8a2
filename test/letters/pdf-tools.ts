import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { install } from '../electron/debian.ts'

const PACKAGES = {
  qpdf: 'qpdf',
  pdfinfo: 'poppler-utils',
  pdftotext: 'poppler-utils',
  pdfimages: 'poppler-utils',
}

/** The programs that read the letters back come from Debian's qpdf and poppler-utils; without them the tests fail. */
export function needPdfTools(): void {
  const missing = Object.entries(PACKAGES).filter(
    ([program]) => spawnSync('which', [program]).status !== 0,
  )
  const packages = [...new Set(missing.map(([, name]) => name))]
  install(packages, 'The tests read letters back with qpdf and poppler.')
}

/** Runs a program over a PDF, which stands where `$` does among the words; fails when the program does. */
export function readBack(pdf: Uint8Array, program: string, words: readonly string[]): string {
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
