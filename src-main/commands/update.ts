import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { londonDay } from '../dates/days.ts'
import { updateHead, UpdateTold } from '../updates/update-file.ts'
import { Refusal } from '../wire/refusal.ts'
import { WrongUse, type Given, type Usage } from './arguments.ts'
import { signingKeyIn } from './signing-key-file.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'update',
  takes: ['<installer>', '<file>'],
  words: {
    'key-file': { shown: 'FILE', says: 'the publisher’s private key, as edition-key created it' },
    platform: { shown: 'NAME', says: 'win32-x64, darwin-arm64, linux-x64 and so on' },
    release: {
      shown: 'VERSION',
      says: 'of the installer; without it, the version of this program',
    },
  },
  flags: {},
  says: 'signs an installer as an update that Help, Install an update takes',
}

/** Signs an installer and writes it behind its signature. */
export async function update(given: Given, terminal: Terminal): Promise<Reply> {
  const [installer, file] = given.operands.map((path) => pathIn(terminal, path))
  const [keyFile, platform] = [given.word('key-file'), given.word('platform')]
  if (keyFile === undefined || platform === undefined)
    throw new WrongUse('update needs --key-file and --platform.')
  const { name, key } = signingKeyIn(pathIn(terminal, keyFile))
  const told = UpdateTold.safeParse({
    ...{ platform, name: basename(installer!), built: londonDay(terminal.clock()) },
    ...{ version: given.word('release') ?? (await versionBeside(terminal.resources)) },
    ...(await measured(installer!)),
  })
  if (!told.success) {
    const { path, message } = told.error.issues[0]!
    throw new Refusal(
      'invalid-input',
      `No update can be made of this: ${String(path[0])}: ${message}. Give another installer or other words.`,
    )
  }
  try {
    const target = createWriteStream(file!, { flags: 'wx' })
    target.write(updateHead(told.data, name, key))
    await pipeline(createReadStream(installer!), target)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
      rmSync(file!, { force: true })
    throw new Refusal(
      'invalid-input',
      `The update cannot be written to ${file}. Name a new file in a folder that you may write to.`,
    )
  }
  const { version, size } = told.data
  return {
    exit: 0,
    text: `Version ${version} for ${platform}, ${size} bytes, signed by ${name}: ${file}`,
    json: { ...told.data, signedBy: name, file },
  }
}

async function measured(file: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const piece of createReadStream(file)) {
      hash.update(piece as Buffer)
      size += (piece as Buffer).length
    }
  } catch {
    throw new Refusal('not-found', `The installer ${file} cannot be read. Name another file.`)
  }
  return { size, sha256: hash.digest('hex') }
}

async function versionBeside(resources: string): Promise<string> {
  const text = await readFile(join(resources, '..', 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
