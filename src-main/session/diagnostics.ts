import { existsSync, readdirSync, statSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import { startDiagnosis } from '../backups/backup-thread.ts'
import type { signIn as contract } from '../people/contract.ts'
import { plainLines } from '../platform/plain-log.ts'
import type { Platform } from '../platform/platform.ts'
import type { Handlers } from '../wire/operation.ts'
import type { OfficeFiles, Offices } from './office-files.ts'

interface Parts {
  offices: Pick<Offices, 'current'>
  platform: Pick<Platform, 'programHere' | 'ownLog' | 'saveReport'>
  clock: () => Date
  questions: readonly string[]
}

const WHAT_IT_IS = `What whoever mends Remedy needs to know of a program and an office that do not work as they should.
It has no name of anybody, no path and nothing that was recorded: figures, names of tables, and lines of the program's log.
Read it before you send it.`

const FILES = ['remedy.db', 'remedy.db-wal', 'remedy.keys', 'remedy.head', 'remedy.tries']

/** Writes a text of figures, signed in or not: who cannot open an office needs it most. */
export const diagnostics = ({
  offices,
  platform,
  clock,
  questions,
}: Parts): Pick<Handlers<typeof contract>, 'saveDiagnostics'> => ({
  async saveDiagnostics() {
    const day = clock().toISOString().slice(0, 10)
    const { version, builtOn, platform: system } = platform.programHere()
    const { lines, left } = plainLines(platform.ownLog(), questions)
    // Outside of Electron the first two are not there.
    const versions: Partial<Record<string, string>> = process.versions
    const { electron = 'none', chrome = 'none', node = '' } = versions
    const text = [
      `Remedy diagnostics, ${day}`,
      WHAT_IT_IS,
      part('Program', [
        `version ${version}, built on ${builtOn ?? 'no day: it runs from its sources'}`,
        `for ${system}, Electron ${electron}, Chromium ${chrome}, Node ${node}`,
      ]),
      part('Computer', [
        `${os.type()} ${os.release()}, ${os.arch()}`,
        `${os.cpus().length} processors, ${megabytes(os.totalmem())} of memory, ${megabytes(os.freemem())} free`,
      ]),
      part('Office', await officeLines(offices.current())),
      part('Log of the program', [
        ...lines,
        `${left} lines left out, since they have no known shape`,
      ]),
    ].join('\n\n')
    const saved = await platform.saveReport(
      `Remedy diagnostics ${day}`,
      'txt',
      Buffer.from(`${text}\n`),
      async () => {},
    )
    return { saved }
  },
})

const part = (title: string, lines: readonly string[]) => [title, ...lines].join('\n')
const megabytes = (bytes: number) => `${Math.round(bytes / 1_000_000)} MB`

async function officeLines(officeFiles: OfficeFiles | undefined): Promise<string[]> {
  if (!officeFiles || officeFiles.vault.phase() === 'none') return ['none']
  const { vault, folder, damage } = officeFiles
  const sizes = FILES.map((name) => {
    const size = statSync(join(folder, name), { throwIfNoEntry: false })?.size
    return `${name}: ${size === undefined ? 'not there' : `${size} bytes`}`
  })
  const papers = join(folder, 'papers')
  const lines = [
    `phase ${vault.phase()}, log ${damage === null ? 'not known to be damaged' : 'damaged'}`,
    ...sizes,
    `papers: ${existsSync(papers) ? readdirSync(papers).length : 0} files`,
    `log: ${vault.head()?.size ?? 'no'} entries by its head`,
  ]
  if (vault.phase() !== 'open')
    return [...lines, 'Nobody is signed in: the file was not looked into.']
  const { file, key } = vault.lend()
  try {
    const found = await startDiagnosis({ file, key: Uint8Array.from(key) }).answer
    return [
      ...lines,
      `migration ${found.migration}, ${found.pages} pages of ${found.pageSize} bytes`,
      `structure: ${found.faults === 0 ? 'no fault' : `${found.faults} faults`}`,
      'rows by table:',
      ...found.tables.map(({ name, rows }) => `  ${name} ${rows}`),
    ]
  } catch {
    return [...lines, 'The file could not be read.']
  }
}
