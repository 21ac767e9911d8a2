import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { contract } from '../contract.ts'
import { noDesks, type DeskHost } from '../desks/host.ts'
import { hostDesks } from '../far/host.ts'
import { DEFAULT_PORT } from '../far/place.ts'
import { openShared } from '../office.ts'
import { expectNotMoved } from '../vault/moved-mark.ts'
import { Refusal } from '../wire/refusal.ts'
import { askThrough } from '../wire/ask.ts'
import { WrongUse, type Given, type Usage } from './arguments.ts'
import { signedIn, signInFlags, signInWords } from './enter.ts'
import { commandPlatform, pathIn, type Reply, type Terminal } from './terminal.ts'

export const usage: Usage = {
  name: 'serve',
  takes: ['<office folder>'],
  words: {
    'add-desk': { shown: 'NAME', says: 'sign in first, and show the code by which a desk joins' },
    port: { shown: String(DEFAULT_PORT), says: 'the port on which desks ask' },
    host: { shown: 'ADDRESS', says: 'the one address of this computer at which they ask' },
    ...signInWords,
  },
  flags: signInFlags,
  says: 'has the desks of the office work in it from other computers, until it is stopped',
}

/** Answers the desks of the office, and nobody else, until the command is told to end. */
export async function serve(given: Given, terminal: Terminal): Promise<Reply> {
  const folder = pathIn(terminal, given.operands[0]!)
  const port = Number(given.word('port') ?? DEFAULT_PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new WrongUse('--port needs a number up to 65535.')
  if (!existsSync(join(folder, 'remedy.keys')))
    throw new Refusal('not-found', `There is no office in ${folder}. Name the folder of one.`)
  expectNotMoved(folder)
  const { resources, clock, random } = terminal
  // What went wrong is named by its kind alone: the words of an error may be of a client.
  const report = (name: string, error: unknown) =>
    terminal.note(`${name}: ${error instanceof Error ? error.name : 'failed'}\n`)
  let host: DeskHost = noDesks
  const office = openShared({
    ...{ folder, resources, clock, random, report },
    ...{ makesDueBackups: true, desks: behind(() => host) },
  })
  try {
    const hosting = await hostDesks({
      ...{ office, contract, folder, clock, random, report, port, through: 'serve' as const },
      ...{ name: hostname(), ...(given.word('host') ? { host: given.word('host')! } : {}) },
    }).catch((error: unknown) => {
      throw notThere(error, port)
    })
    host = { ...noDesks, ...hosting }
    terminal.note(`Desks ask at port ${hosting.port}. The office’s key: ${hosting.officeKey}\n`)
    const here = office.at({ desk: '', platform: commandPlatform(folder) })
    try {
      const name = given.word('add-desk')
      if (name !== undefined) {
        const ask = askThrough(contract, here.dispatch)
        await signedIn(given, terminal, ask)
        const { code, found } = await ask.desks.invite({ name })
        terminal.note(
          `At the new desk choose “Join an office”, and type within ten minutes:\n  ${code}\n  ${found.join(' or ')}\n`,
        )
      }
      await terminal.stopped()
    } finally {
      await hosting.close()
      await here.close()
    }
  } finally {
    await office.close()
  }
  return { exit: 0, text: 'The office was closed.', json: { closed: true } }
}

/** What lets desks in once it is there; the office is opened before. */
const behind = (host: () => DeskHost): DeskHost => ({
  switchable: false,
  found: (folder) => host().found(folder),
  lettingIn: (folder) => host().lettingIn(folder),
  fault: (folder) => host().fault(folder),
  knownSince: (folder) => host().knownSince(folder),
  turn: (folder, on) => host().turn(folder, on),
  invite: (folder, join) => host().invite(folder, join),
  withdraw: () => host().withdraw(),
  here: (folder) => host().here(folder),
  settle: (folder) => host().settle(folder),
  apart: (folder, act) => host().apart(folder, act),
  moved: (former, now) => host().moved(former, now),
})

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
