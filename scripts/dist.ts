// npm run dist                    the packages of this system, in dist
// npm run dist -- --win           those of Windows (or --linux, --mac, where they can be made)
// npm run dist -- --dir           the unpacked program alone
//                 --release       for others: nothing is packed with what stands in for Electron
//                 --built         of what is built already; --out FOLDER puts them elsewhere
// npm run dist -- --from FOLDER   the packages of a program that is unpacked already, as another machine signed it
import { mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { prepareElectron, type Electron } from './electron.ts'
import { linuxPackages } from './packages/linux.ts'
import { windowsInstallers } from './packages/windows.ts'
import { windowsStandIn } from './packages/windows-stand-in.ts'
import { signing } from './packages/signing.ts'
import { build, command, root, run, Stop, tool } from './run.ts'

const words = process.argv.slice(2)
const has = (word: string) => words.includes(word)
/** What follows a word, where that word is given. */
const after = (word: string) => (has(word) ? words[words.indexOf(word) + 1] : undefined)
const out = path.resolve(root, after('--out') ?? 'dist')
const HERE = { win32: '--win', darwin: '--mac' }[process.platform as string] ?? '--linux'
const system = ['--win', '--mac', '--linux'].find(has) ?? HERE

await run(async () => {
  await mkdir(out, { recursive: true })
  const from = after('--from')
  if (from !== undefined) return tell(await packagesOf(path.resolve(from), false))
  if (!has('--built') && (await command(build())) !== 0)
    throw new Stop('The program could not be built.')
  const electron = await prepareElectron()
  if (has('--release') && electron.standIn)
    throw new Stop(
      'Electron’s own binary could not be fetched, and nothing is released without it.',
    )
  const code = await unpack(electron)
  if (code !== 0) return code
  if (!has('--dir') && process.platform === 'linux')
    tell(await packagesOf(await unpacked(), electron.standIn))
  if (electron.standIn) console.log(forTryingOut(electron))
  return 0
})

/** Has electron-builder make the unpacked program, and what it packs on that system by itself. */
async function unpack(electron: Electron): Promise<number> {
  const builder = tool('electron-builder', 'electron-builder', '--publish', 'never', system)
  // Nothing is compressed for a computer to try out, and its tools for that come by a download.
  const wanted = has('--dir') || electron.standIn ? ['dir'] : []
  const place = `-c.directories.output=${out}`
  const standIn = electron.standIn ? await instead(electron) : []
  const code = await command([
    ...builder,
    ...wanted,
    place,
    ...signing(system, process.env),
    ...standIn,
  ])
  // electron-builder takes this away from an Electron that it fetched itself.
  if (electron.standIn)
    await rm(path.join(await unpacked(), 'resources/default_app.asar'), { force: true })
  return code
}

/** The words by which electron-builder takes what stands in for Electron. */
async function instead({ dist, version }: Electron): Promise<string[]> {
  if (system === '--mac') throw new Stop('There is no stand-in for Electron on macOS.')
  const windows = system === '--win'
  const folder = windows ? await windowsStandIn(dist, path.join(out, 'stand-in')) : dist
  const edit = windows ? ['-c.win.signAndEditExecutable=false'] : []
  return [`-c.electronDist=${folder}`, `-c.electronVersion=${version}`, ...edit]
}

async function unpacked(): Promise<string> {
  const begins = system === '--win' ? 'win' : 'linux'
  const name = (await readdir(out)).find(
    (one) => one.startsWith(begins) && one.endsWith('unpacked'),
  )
  if (name === undefined) throw new Stop('electron-builder left no unpacked program.')
  return path.join(out, name)
}

/** The packages that this project makes itself, on a Linux machine. */
async function packagesOf(folder: string, quick: boolean): Promise<string[]> {
  const made = { unpacked: folder, out, quick }
  return path.basename(folder).startsWith('win')
    ? windowsInstallers(made)
    : linuxPackages({ ...made, arch: /arm64/.test(folder) ? 'arm64' : 'x64' })
}

function tell(files: string[]): number {
  for (const file of files) console.log(path.relative(root, file))
  return 0
}

function forTryingOut({ env }: Electron): string {
  return system === '--win'
    ? 'These packages are for trying out how they install: the program in them is Node, and opens no window.'
    : 'These packages are for trying out, since they hold the stand-in Electron. It starts with\n' +
        `SQLITE_NATIVE_BINDING=${env['SQLITE_NATIVE_BINDING']}`
}
