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
  /** Since when desks are let in there, once what has begun of it is over; null for not now, undefined where another program knows. */
  since(folder: string): Promise<string | null | undefined>
  /** Why no desk can reach this office now, though they were let in; null where nothing is wrong. */
  fault(folder: string): string | null
  /** Since when desks know the office by its present key; null where that is not known. */
  knownSince(folder: string): string | null
  turn(folder: string, on: boolean): Promise<void>
  /** Makes a code; `join` is called with the key of whoever proves to have it, once. */
  invite(folder: string, join: (key: string) => Promise<Joined>): { code: string; until: Date }
  withdraw(): void
  /** The desks that are connected now. */
  here(folder: string): ReadonlySet<string>
  /** Ends the connections of desks that do not belong to the office any more. */
  settle(folder: string): void
  /** The office of one folder stands in another from now on. */
  moved(former: string, now: string): void
}

/** An office at which nobody works but at its own window. */
export const noDesks: DeskHost = {
  switchable: false,
  found: () => null,
  since: async () => undefined,
  fault: () => null,
  knownSince: () => null,
  turn: async () => {},
  invite: () => {
    throw new TypeError('Nobody is let in.')
  },
  withdraw: () => {},
  here: () => new Set(),
  ...{ settle: () => {}, moved: () => {} },
}
