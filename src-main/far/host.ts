import { networkInterfaces } from 'node:os'
import { deskKeysIn } from '../desks/desk-keys.ts'
import { noDesks, type DeskHost } from '../desks/host.ts'
import { heldForDesks, holdForDesks, type LettingIn } from '../vault/desks-lock.ts'
import { isSameFolder } from '../vault/same-folder.ts'
import type { Contract } from '../wire/operation.ts'
import { ownKeyMark } from './certificate.ts'
import { joiningAt } from './joining.ts'
import { identityIn } from './kept-identity.ts'
import { DEFAULT_PORT } from './place.ts'
import type { Servable } from './places.ts'
import { serve } from './serve.ts'

type Place = Parameters<Servable['at']>[0]

interface Parts {
  office: { at(place: Place & { folder: string }): ReturnType<Servable['at']> }
  contract: Contract
  /** The folder of the office that is served. */
  folder: string
  through: 'window' | 'serve'
  clock: () => Date
  random: (bytes: number) => Uint8Array
  /** The computer's own name. */
  name: string
  /** The usual one without it; 0 for any that is free. */
  port?: number | undefined
  /** The one address at which desks ask; all that there are without it. */
  host?: string
  report: (name: string, error: unknown) => void
}

/** An office that takes desks. */
export interface Hosting extends Omit<DeskHost, 'switchable' | 'turn'> {
  readonly port: number
  readonly officeKey: string
  close(): Promise<void>
}

/** Has the desks that belong to the office ask it, and lets in whoever has a code; refuses where another program does. */
export async function hostDesks(parts: Parts): Promise<Hosting> {
  const letting: LettingIn = { since: parts.clock().toISOString(), through: parts.through }
  const mark = markIn(parts.folder, letting, parts.report)
  try {
    return await hosting(parts, letting, mark)
  } catch (error) {
    mark.release()
    throw error
  }
}

async function hosting(parts: Parts, letting: LettingIn, mark: Mark): Promise<Hosting> {
  const { office, contract, clock, random, name, report } = parts
  let { folder } = parts
  const identity = identityIn(folder, { random, clock })
  const officeKey = ownKeyMark(identity)
  const joining = joiningAt({ officeKey, clock, random })
  const serving = await serve({
    ...{
      office: { at: (place) => office.at({ ...place, folder }) },
      contract,
      identity,
      clock,
      random,
      report,
    },
    ...{ port: parts.port ?? DEFAULT_PORT, host: parts.host },
    deskOf: (key) => deskKeysIn(folder).find((one) => one.key === key)?.id,
    joins: joining.hear,
  })
  const { port } = serving
  const isHere = (asked: string) => isSameFolder(asked, folder)
  return {
    ...{ port, officeKey },
    found: (asked) =>
      isHere(asked) ? [name, ...addresses()].map((one) => withPort(one, port)) : null,
    lettingIn: async (asked) => (isHere(asked) ? letting : heldForDesks(asked)),
    fault: () => null,
    knownSince: (asked) => (isHere(asked) ? identity.madeAt : null),
    invite: (_, join) => joining.invite(join),
    withdraw: joining.withdraw,
    here: (asked) => new Set(isHere(asked) ? serving.present() : []),
    settle: (asked) => void (isHere(asked) && serving.settle()),
    apart(asked, act) {
      if (!isHere(asked)) return noDesks.apart(asked, act)
      mark.release()
      try {
        return act()
      } finally {
        mark.holdIn(folder)
      }
    },
    moved(former, now) {
      if (!isHere(former)) return
      folder = now
      mark.holdIn(now)
    },
    close: () => serving.close().finally(mark.release),
  }
}

/** By what other programs know that this one lets desks in. */
interface Mark {
  /** Holds it in this folder, and no longer in another. */
  holdIn(folder: string): void
  release(): void
}

function markIn(folder: string, letting: LettingIn, report: Parts['report']): Mark {
  let lock = holdForDesks(folder, letting)
  return {
    holdIn(now) {
      try {
        const next = holdForDesks(now, letting)
        lock.release()
        lock = next
      } catch (error) {
        report('let desks in', error)
      }
    },
    release: () => lock.release(),
  }
}

const withPort = (place: string, port: number): string =>
  port === DEFAULT_PORT ? place : `${place}:${port}`

/** Where this computer is found in its own network. */
const addresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
