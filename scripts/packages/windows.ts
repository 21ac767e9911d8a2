import { readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { execFileSync } from 'node:child_process'
import { root } from '../run.ts'
import { filled, manifest, toolOfSystem } from './template.ts'

interface Unpacked {
  /** The folder that electron-builder made. */
  unpacked: string
  /** Where the installers are put. */
  out: string
  /** Whether they are made in a few seconds rather than small. */
  quick: boolean
}

/** Makes the installer and the MSI package out of the unpacked program; gives their paths. */
export async function windowsInstallers({ unpacked, out, quick }: Unpacked): Promise<string[]> {
  const { version, author, build } = await manifest()
  const compressor = quick ? 'zlib' : '/SOLID lzma'
  const words = { version, author, copyright: build.copyright, unpacked, compressor }
  const all = await Promise.all([setup(words, out), msi(words, out)])
  return all
}

async function setup(words: Record<string, string>, out: string): Promise<string> {
  const file = path.join(out, `Remedy-${words['version']}-win-x64-setup.exe`)
  const script = path.join(out, 'remedy.nsi')
  const lists = await installedAndRemoved(words['unpacked']!)
  await writeFile(script, await filled('remedy.nsi', { ...words, ...lists, setup: file }))
  try {
    await toolOfSystem('makensis', '-V2', '-INPUTCHARSET', 'UTF8', script)
  } finally {
    await rm(script)
  }
  return file
}

/** The lines that install every file, and those that remove the same files and the folders left empty. */
export async function installedAndRemoved(
  unpacked: string,
): Promise<{ install: string; remove: string }> {
  const entries = await readdir(unpacked, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const folderOf = (entry: (typeof entries)[number]) => path.relative(unpacked, entry.parentPath)
  const folders = [...new Set(files.map(folderOf))].toSorted()
  const there = (...parts: string[]) =>
    ['$INSTDIR', ...parts.filter(Boolean)].join('\\').replaceAll('/', '\\')
  const install = folders.flatMap((folder) => [
    `  SetOutPath "${there(folder)}"`,
    ...files
      .filter((entry) => folderOf(entry) === folder)
      .map(({ name, parentPath }) => `  File "${path.join(parentPath, name)}"`),
  ])
  const parents = new Set(
    folders.flatMap((folder) => {
      const parts = folder.split(path.sep).filter(Boolean)
      return parts.map((_, at) => parts.slice(0, at + 1).join('/'))
    }),
  )
  const remove = [
    ...files.map((entry) => `  Delete "${there(folderOf(entry), entry.name)}"`),
    ...[...parents]
      .toSorted()
      .toReversed()
      .map((folder) => `  RMDir "${there(folder)}"`),
  ]
  return { install: install.join('\n'), remove: remove.join('\n') }
}

async function msi(words: Record<string, string>, out: string): Promise<string> {
  const file = path.join(out, `Remedy-${words['version']}-win-x64.msi`)
  const unpacked = words['unpacked']!
  const [product, files] = [path.join(out, 'remedy.wxs'), path.join(out, 'files.wxs')]
  const list = await toolOfSystem('find', unpacked, '-type', 'f')
  const heat = ['--component-group', 'Files', '--directory-ref', 'INSTALLDIR']
  const from = ['--prefix', `${unpacked}/`, '--var', 'var.Unpacked', '--win64']
  await writeFile(files, execFileSync('wixl-heat', [...heat, ...from], { input: list }))
  await writeFile(product, await filled('remedy.wxs', words))
  // It takes no absolute folder.
  const defined = [
    '-D',
    `Unpacked=${path.relative(root, unpacked)}`,
    '-D',
    'Win64=yes',
    '--arch',
    'x64',
  ]
  try {
    await toolOfSystem('wixl', '-o', file, ...defined, product, files)
  } finally {
    await rm(product)
    await rm(files)
  }
  return file
}
