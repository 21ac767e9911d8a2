import { chmod, cp, mkdir, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { root, Stop } from '../run.ts'
import { filled, manifest, own, toolOfSystem } from './template.ts'

/** What a person who removes the program is told. */
export const STAYS =
  'Remedy is removed. The offices, their backups and this computer’s settings are kept: nothing that anybody wrote is deleted.'

interface Made {
  /** The folder that electron-builder made. */
  unpacked: string
  /** Where the packages are put. */
  out: string
  /** As Node names it. */
  arch: string
  /** Whether they are made in a few seconds rather than small. */
  quick: boolean
}

/** Makes the packages for Debian and for Red Hat out of one tree of files; gives their paths. */
export async function linuxPackages({ unpacked, out, arch, quick }: Made): Promise<string[]> {
  const work = path.join(out, 'linux-packages')
  await rm(work, { recursive: true, force: true })
  const tree = path.join(work, 'tree')
  await layOut(unpacked, tree)
  const words = {
    ...(await wordsFor(arch)),
    depends: [await cLibrary(tree), await libraries()].join(', '),
    level: quick ? '1' : '12',
  }
  try {
    return [await deb(tree, out, words), await rpm(work, tree, out, words)]
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** The files as they stand on a computer. */
async function layOut(unpacked: string, tree: string): Promise<void> {
  const at = (...parts: string[]) => path.join(tree, ...parts)
  const icons = at('usr/share/icons/hicolor')
  for (const folder of ['opt', 'usr/bin', 'usr/share/doc/remedy'])
    await mkdir(at(folder), { recursive: true })
  await cp(unpacked, at('opt/remedy'), { recursive: true, verbatimSymlinks: true })
  // Where Linux lets an ordinary user have no namespaces, Chromium's sandbox needs this helper to be root's.
  await chmod(at('opt/remedy/chrome-sandbox'), 0o4755)
  await symlink('../../opt/remedy/remedy', at('usr/bin/remedy'))
  await cp(own('remedy.desktop'), at('usr/share/applications/remedy.desktop'))
  await cp(own('remedy.xml'), at('usr/share/mime/packages/remedy.xml'))
  await cp(path.join(root, 'resources/icon.png'), path.join(icons, '512x512/apps/remedy.png'))
  await cp(path.join(root, 'resources/icon.svg'), path.join(icons, 'scalable/apps/remedy.svg'))
  await cp(path.join(root, 'LICENSE'), at('usr/share/doc/remedy/copyright'))
}

async function deb(tree: string, out: string, words: Record<string, string>): Promise<string> {
  const file = path.join(out, `remedy_${words['version']}_${words['architecture']}.deb`)
  const control = path.join(tree, 'DEBIAN')
  await mkdir(control)
  const said = await toolOfSystem('du', '-sk', '--exclude=DEBIAN', tree)
  const size = String(Number.parseInt(said, 10))
  await writeFile(path.join(control, 'control'), await filled('control', { ...words, size }))
  for (const [name, body] of [
    ['postinst', words['after']],
    ['postrm', `${words['after']}\nif [ "$1" = remove ]; then\n  echo '${STAYS}'\nfi`],
  ] as const)
    await writeFile(path.join(control, name), `#!/bin/sh\nset -e\n${body}\n`, { mode: 0o755 })
  await toolOfSystem(
    'dpkg-deb',
    '--root-owner-group',
    '-Zzstd',
    `-z${words['level']}`,
    '--build',
    tree,
    file,
  )
  await rm(control, { recursive: true })
  return file
}

async function rpm(
  work: string,
  tree: string,
  out: string,
  words: Record<string, string>,
): Promise<string> {
  const spec = path.join(work, 'remedy.spec')
  await writeFile(spec, await filled('remedy.spec', { ...words, tree }))
  const target = words['rpmArchitecture']!
  const top = ['--define', `_topdir ${work}/rpm`, '--define', `_rpmdir ${out}`]
  const name = ['--define', '_rpmfilename %{NAME}-%{VERSION}.%{ARCH}.rpm']
  await toolOfSystem('rpmbuild', '-bb', '--target', target, ...top, ...name, spec)
  return path.join(out, `remedy-${words['version']}.${target}.rpm`)
}

async function wordsFor(arch: string): Promise<Record<string, string>> {
  const { version, description, author } = await manifest()
  const architecture = { x64: 'amd64', arm64: 'arm64' }[arch]
  const rpmArchitecture = { x64: 'x86_64', arm64: 'aarch64' }[arch]
  if (!architecture || !rpmArchitecture) throw new Stop(`No package is made for ${arch}.`)
  const { REMEDY_MAINTAINER: maintainer, REMEDY_HOMEPAGE: homepage } = process.env
  return {
    ...{ version, author, description, architecture, rpmArchitecture, stays: STAYS },
    // Whoever publishes the packages says these; neither format asks for them.
    maintainer: maintainer || author,
    homepageLine: homepage ? `Homepage: ${homepage}\n` : '',
    urlLine: homepage ? `URL: ${homepage}\n` : '',
    summary: 'Letters about prisoners’ healthcare, and the proof of every disclosure',
    after: (await readFile(own('after-install.sh'), 'utf8')).trim(),
  }
}

/** The oldest C library that every program file in the tree runs on; rpmbuild finds that out by itself. */
async function cLibrary(tree: string): Promise<string> {
  const entries = await readdir(tree, { recursive: true, withFileTypes: true })
  const asked: number[] = []
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name)
    if (!entry.isFile() || !(await isElf(file))) continue
    const said = await toolOfSystem('objdump', '-T', file)
    for (const [, minor] of said.matchAll(/GLIBC_2\.(\d+)/g)) asked.push(Number(minor))
  }
  return `libc6 (>= 2.${Math.max(...asked)})`
}

async function isElf(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.toString('latin1') === '\x7fELF'
  } finally {
    await handle.close()
  }
}

/** What Electron is linked with or loads, as `system-packages` lists it; newer releases add "t64" to some names. */
async function libraries(): Promise<string> {
  const text = await readFile(path.join(root, 'scripts/system-packages'), 'utf8')
  const names = /^libraries='([^']*)'/m.exec(text)?.[1]?.split(/\s+/).filter(Boolean)
  if (!names) throw new Stop('scripts/system-packages lists no libraries.')
  return names.map((name) => (name.startsWith('lib') ? `${name} | ${name}t64` : name)).join(', ')
}
