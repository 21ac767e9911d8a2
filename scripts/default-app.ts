// The program inside the stand-in Electron that opens the one named on the command line, as a
// release's own does: electron [switches] [-r module] folder
import { app, type App } from 'electron'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const program = app as App & { setVersion(version: string): void; setAppPath(folder: string): void }
const before: string[] = []
let folder = ''
for (let at = 1; at < process.argv.length && !folder; at++) {
  const word = process.argv[at] ?? ''
  if (word === '-r' || word === '--require') before.push(process.argv[++at] ?? '')
  else if (!word.startsWith('-')) folder = path.resolve(word)
}
if (!folder) {
  console.error('usage: electron [switches] [-r module] folder')
  process.exit(1)
}

Object.assign(process, { defaultApp: true })
const load = createRequire(path.join(folder, 'package.json'))
for (const module of before) load(module)
try {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  program.setName(manifest.productName ?? manifest.name)
  program.setVersion(manifest.version)
  program.setAppPath(folder)
  await import(pathToFileURL(path.join(folder, manifest.main)).href)
} catch (error) {
  console.error(error)
  process.exit(1)
}
