import {
  heldForDesks,
  lettingInElsewhere,
  type Apart,
  type LettingIn,
} from '../vault/desks-lock.ts'

/** Whom a new desk joined, and as what. */
export interface Joined {
  deskId: string
  name: string
  office: string
}

/** What lets desks in: it knows the network, and this room does not. */
export interface DeskHost {
  /** Whether it is switched on and off in the office's own window. */
  readonly switchable: boolean
  /** What finds the computer of the office in this folder; null while no desk is let in there. */
  found(folder: string): string[] | null
  /** What lets desks in there, in this program or another, once what has begun of it is over; null for nothing, undefined where that is not known. */
  lettingIn(folder: string): Promise<LettingIn | null | undefined>
  /** Why no desk can reach this office now, though they were let in; null where nothing is wrong. */
  fault(folder: string): string | null
  /** Since when desks know the office by its present key; null where that is not known. */
  knownSince(folder: string): string | null
  /** Lets desks in or no more; gives whether it was otherwise before. */
  turn(folder: string, on: boolean): Promise<boolean>
  /** Makes a code; `join` is called with the key of whoever proves to have it, once. */
  invite(folder: string, join: (key: string) => Promise<Joined>): { code: string; until: Date }
  withdraw(): void
  /** The desks that are connected now. */
  here(folder: string): ReadonlySet<string>
  /** Ends the connections of desks that do not belong to the office any more. */
  settle(folder: string): void
  readonly apart: Apart
  /** The office of one folder stands in another from now on. */
  moved(former: string, now: string): void
}

/** Whether another program lets desks into the office of this folder. */
export const byAnother = (host: DeskHost, folder: string): boolean =>
  host.found(folder) === null && heldForDesks(folder) !== null

/** An office at which nobody works but at its own window. */
export const noDesks: DeskHost = {
  switchable: false,
  found: () => null,
  lettingIn: async (folder) => heldForDesks(folder) ?? undefined,
  fault: () => null,
  knownSince: () => null,
  turn: async () => false,
  invite: () => {
    throw new TypeError('Nobody is let in.')
  },
  withdraw: () => {},
  here: () => new Set(),
  apart(folder, act) {
    if (heldForDesks(folder)) throw lettingInElsewhere()
    return act()
  },
  ...{ settle: () => {}, moved: () => {} },
}
