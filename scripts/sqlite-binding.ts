import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { cacheFolder, installed, Stop } from './run.ts'

const source = path.join(import.meta.dirname, 'node-api-9.cpp')
const addon = installed('better-sqlite3')
const sqlite = path.join(addon.folder, 'deps/sqlite3')

/**
 * The better-sqlite3 binary for an Electron with Node-API 9, built in the cache if it is not there yet.
 * The prebuilt one is for Node-API 10 and would end such an Electron without a word.
 */
export async function sqliteBinding(): Promise<string> {
  const made = createHash('sha256')
  for (const file of [source, import.meta.filename]) made.update(readFileSync(file))
  const name = `better-sqlite3-${addon.version}-napi9-${made.digest('hex').slice(0, 12)}.node`
  const binding = path.join(cacheFolder(), name)
  if (existsSync(binding)) return binding
  expectCompiler()
  console.log(`Building better-sqlite3 ${addon.version} for Node-API 9 (about half a minute)`)
  const work = await mkdtemp(path.join(cacheFolder(), 'sqlite-'))
  try {
    await rename(await build(work), binding)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return binding
}

function expectCompiler(): void {
  for (const name of ['gcc', 'g++'])
    if (spawnSync(name, ['--version']).status !== 0)
      throw new Stop(
        `SQLite is compiled for this Electron, which needs ${name}.\n` +
          'Run this once: scripts/system-packages start',
      )
}

/** SQLite's own options, as the package sets them for its prebuilt binary. */
function sqliteOptions(): string[] {
  const text = readFileSync(path.join(addon.folder, 'deps/defines.gypi'), 'utf8')
  return [...text.matchAll(/^ {4}'([A-Z]\S*)',$/gm)].map((match) => `-D${match[1]}`)
}

async function build(work: string): Promise<string> {
  const [c, cpp, linked] = ['sqlite3.o', 'binding.o', 'binding.node'].map((name) =>
    path.join(work, name),
  ) as [string, string, string]
  // -O1 builds in a third of the time of -O3 and is hardly slower where it counts.
  const common = ['-O1', '-fPIC', '-fvisibility=hidden', '-DNDEBUG', '-w', '-c']
  const headers = [
    sqlite,
    path.join(addon.folder, 'src'),
    installed('node-addon-api').folder,
    path.join(installed('node-api-headers').folder, 'include'),
  ].map((folder) => `-I${folder}`)
  const nodeApi = [
    '-DNAPI_VERSION=9',
    '-DNAPI_DISABLE_CPP_EXCEPTIONS',
    '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
  ]
  const amalgamation = path.join(sqlite, 'sqlite3.c')
  await Promise.all([
    compile('gcc', ['-std=c99', ...sqliteOptions(), ...common, amalgamation, '-o', c]),
    compile('g++', ['-std=c++20', ...nodeApi, ...headers, ...common, source, '-o', cpp]),
  ])
  await compile('g++', ['-shared', '-Wl,-Bsymbolic', cpp, c, '-o', linked, '-lpthread', '-lm'])
  return linked
}

function compile(compiler: string, args: string[]): Promise<void> {
  const child = spawn(compiler, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Stop(`${compiler} could not build SQLite.\n${said}`)),
    )
  })
}
