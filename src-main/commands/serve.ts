import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { contract } from '../contract.ts'
import { ownKeyMark } from '../far/certificate.ts'
import { identityIn } from '../far/kept-identity.ts'
import { serve as serveOffice } from '../far/serve.ts'
import { openShared } from '../office.ts'
import { expectNotMoved } from '../vault/moved-mark.ts'
import { Refusal } from '../wire/refusal.ts'
import { WrongUse, type Given, type Usage } from './arguments.ts'
import { pathIn, type Reply, type Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'serve',
  takes: ['<office folder>'],
  words: {
    desk: {
      shown: 'NAME=KEY',
      many: true,
      says: 'a desk that may ask, and the key it is known by',
    },
    port: { shown: '7443', says: 'the port on which desks ask' },
    host: { shown: 'ADDRESS', says: 'the one address of this computer at which they ask' },
  },
  flags: {},
  says: 'is not finished, and for development alone: has desks with these keys ask the office over the network, until it is stopped',
}

/** Answers the desks that are named, and nobody else, until the command is told to end. */
export async function serve(given: Given, terminal: Terminal): Promise<Reply> {
  const folder = pathIn(terminal, given.operands[0]!)
  const desks = desksIn(given.words('desk'))
  const port = Number(given.word('port') ?? 7443)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new WrongUse('--port needs a number up to 65535.')
  if (!existsSync(join(folder, 'remedy.keys')))
    throw new Refusal('not-found', `There is no office in ${folder}. Name the folder of one.`)
  expectNotMoved(folder)
  const { resources, clock, random } = terminal
  // What went wrong is named by its kind alone: the words of an error may be of a client.
  const report = (name: string, error: unknown) =>
    terminal.note(`${name}: ${error instanceof Error ? error.name : 'failed'}\n`)
  const identity = identityIn(folder, random)
  const office = openShared({ folder, resources, clock, random, makesDueBackups: true, report })
  try {
    const serving = await serveOffice({
      ...{
        office,
        contract,
        identity,
        port,
        random,
        report,
        host: given.word('host') ?? '0.0.0.0',
      },
      deskOf: (key) => desks.get(key),
    }).catch((error: unknown) => {
      throw notThere(error, port)
    })
    terminal.note(`Desks ask at port ${serving.port}. The office’s key: ${ownKeyMark(identity)}\n`)
    await terminal.stopped()
    await serving.close()
  } finally {
    await office.close()
  }
  return { exit: 0, text: 'The office was closed.', json: { closed: true } }
}

/** The names of the desks by their keys. */
function desksIn(typed: readonly string[]): Map<string, string> {
  if (typed.length === 0)
    throw new WrongUse(
      'No desk may ask: --desk NAME=KEY names one. So far no program for desks is shipped that has such a key.',
    )
  const desks = new Map<string, string>()
  for (const [key, name] of typed.map(deskIn)) {
    if ([...desks.values()].includes(name))
      throw new WrongUse(`The desk ${name} is named twice. Give each desk a name of its own.`)
    if (desks.has(key))
      throw new WrongUse(`${desks.get(key)} and ${name} have the same key. Name each desk once.`)
    desks.set(key, name)
  }
  return desks
}

/** A name that the log can tell of, and what `far/certificate.ts` calls a key by. */
function deskIn(typed: string): [key: string, name: string] {
  const [, name, key] = /^([^=]{1,60})=([0-9a-f]{64})$/.exec(typed) ?? []
  if (name && key) return [key, name]
  throw new WrongUse('--desk needs a name and a key of 64 figures: NAME=KEY.')
}

function notThere(error: unknown, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    return new Refusal('conflict', `Another program has port ${port}. Name another by --port.`)
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
    return new Refusal(
      'not-allowed',
      'This computer does not let the program answer there. Name another port, of 1024 or more, or another address.',
    )
  return error
}
