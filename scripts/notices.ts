import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'

/** A package that is in the program, whole or in part, and the words that its licence asks to go with it. */
export interface Notice {
  name: string
  version: string
  /** As SPDX names it. */
  identifier: string
  text: string
}

/** What a package says of itself. */
type Told = Pick<Notice, 'name' | 'version'> & Partial<Notice>

interface Manifest {
  name: string
  version: string
  license?: string
  dependencies?: Record<string, string>
}

/** What the window is drawn with, but no module of which is code. */
const DRAWN = [
  '@fontsource-variable/newsreader',
  '@fontsource-variable/source-sans-3',
  '@iconify-json/lucide',
  'tailwindcss',
]
/** A package that names no licence in the place for it. */
const IDENTIFIERS: Record<string, string> = { 'png-js': 'MIT' }
/** Packages that name a licence and carry no text of it, and who holds the rights in them. */
const HOLDERS: Record<string, string> = {
  '@iconify-json/lucide': 'Copyright (c) Lucide Contributors',
  brotli: 'Copyright (c) Devon Govett; the decoder: Copyright 2013 Google Inc. (Apache-2.0)',
  dfa: 'Copyright (c) Devon Govett',
  fontkit: 'Copyright (c) Devon Govett',
}
const ISC = `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is
hereby granted, provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE
INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE
FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS
OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING
OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`
/** The place in the window's files where the notices are put. */
const PLACE = '@@notices@@'
/** Where each part tells the packages that it was bundled of. */
const PARTS = ['main', 'preload', 'renderer']
const BUNDLED = '.vite/license.json'

/** Puts the notices of everything that is packed into the window, whose build comes last, and into one file. */
export const notices = (project: string): Plugin => ({
  name: 'remedy:notices',
  apply: 'build',
  // What each part tells of its packages is on the disk by then.
  writeBundle({ dir = '' }, files) {
    const text = written(allNotices(project))
    const chunk = Object.values(files).find(
      (file) => file.type === 'chunk' && file.code.includes(PLACE),
    )
    if (chunk?.type !== 'chunk') throw new Error('The window has no place for the notices.')
    const code = chunk.code.replaceAll(/(["'`])@@notices@@\1/g, () => JSON.stringify(text))
    writeFileSync(path.join(dir, chunk.fileName), code)
    writeFileSync(path.join(dir, 'THIRD-PARTY-NOTICES.txt'), text)
  },
})

/** Everything bundled, everything packed as it is, and everything drawn, each once and by its name. */
export function allNotices(project: string): Notice[] {
  const bundled = PARTS.flatMap((part): Told[] => JSON.parse(read(project, 'out', part, BUNDLED)))
  const packed = Object.keys(manifestIn(project).dependencies ?? {})
  const folders = [
    ...DRAWN.map((name) => found(name, project)),
    ...packed.flatMap((name) => withThoseItNeeds(found(name, project))),
  ]
  const all = new Map<string, Notice>()
  for (const told of [...bundled, ...folders.map(toldIn)]) {
    const notice = whole(told, project)
    all.set(`${notice.name} ${notice.version}`, notice)
  }
  return [...all.keys()].toSorted().map((key) => all.get(key)!)
}

const read = (...place: string[]) => readFileSync(path.join(...place), 'utf8')

const manifestIn = (folder: string): Manifest => JSON.parse(read(folder, 'package.json'))

/** Where a package lies that is asked for from `folder`, as Node looks for it. */
function found(name: string, folder: string): string {
  for (let at = folder; ; at = path.dirname(at)) {
    const there = path.join(at, 'node_modules', name)
    if (existsSync(there)) return there
    if (at === path.dirname(at)) throw new Error(`${name} is not installed.`)
  }
}

function withThoseItNeeds(folder: string, known = new Set<string>()): string[] {
  if (known.has(folder)) return []
  known.add(folder)
  const { dependencies = {} } = manifestIn(folder)
  return [
    folder,
    ...Object.keys(dependencies).flatMap((name) => withThoseItNeeds(found(name, folder), known)),
  ]
}

function toldIn(folder: string): Told {
  const { name, version, license } = manifestIn(folder)
  const file = readdirSync(folder).find((one) => /^(licen[cs]e|copying|ofl)/i.test(one))
  return {
    ...{ name, version },
    ...(license && { identifier: license }),
    ...(file && { text: read(folder, file).trim() }),
  }
}

function whole({ name, version, ...told }: Told, project: string): Notice {
  const identifier = told.identifier ?? IDENTIFIERS[name]
  const text = told.text ?? textOf(identifier, HOLDERS[name], project)
  if (!identifier || !text)
    throw new Error(`${name} ${version} is packed, but its licence is not known.`)
  return { name, version, identifier, text }
}

/** The words of a licence that a package names alone; those of MIT are the ones Remedy is under as well. */
function textOf(
  identifier: string | undefined,
  holder: string | undefined,
  project: string,
): string | undefined {
  const mit = () => /Permission is hereby granted[^]*/.exec(read(project, 'LICENSE'))?.[0].trim()
  const words = identifier === 'MIT' ? mit() : identifier === 'ISC' ? ISC : undefined
  return holder && words && `${holder}\n\n${words}`
}

/** A line that begins with a number sign would be a heading. */
const asWords = (text: string) => text.replaceAll(/\r\n?/g, '\n').replaceAll(/^#/gm, ' #')

/** The notices as one text of chapters, which the window and a person can both read. */
const written = (all: Notice[]): string =>
  [
    '# Notices',
    '',
    'Remedy is under the MIT licence. In it are the packages below, each under its own licence. Those of Electron and Chromium are in files of their own beside the program.',
    ...all.map(
      ({ name, version, identifier, text }) =>
        `\n## ${name} ${version} (${identifier})\n\n\`\`\`text\n${asWords(text)}\n\`\`\``,
    ),
    '',
  ].join('\n')
