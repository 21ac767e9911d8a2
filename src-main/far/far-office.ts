import type { Change, OnChange } from '../wire/bridge.ts'
import type { Answer, Dispatch } from '../wire/dispatch.ts'
import type { Contract } from '../wire/operation.ts'
import type { RefusalCode } from '../wire/refusal.ts'
import type { Handy } from './hands.ts'
import { openLine, type Line } from './line.ts'
import { CLOSED, contractMark, FromOffice, MOST_BYTES } from './messages.ts'
import { ownHands } from './own-hands.ts'
import { askForPlace, connectTo, NotReached, type Reaching } from './reach.ts'
import { AFTER_KEEPING, KEEP, typedForms } from './typed-forms.ts'

/** How a desk stands to its office. */
export type Reach =
  | { is: 'reachable' }
  /** Whether another office answers there: a computer that is another one now, or this office under another key. */
  | { is: 'not-reachable'; since: Date; another: boolean }
  /** The office's program and this one are of two versions. */
  | { is: 'another-version' }
  /** The office does not know this desk: it was removed. */
  | { is: 'not-known' }

export interface FarOfficeParts extends Reaching {
  contract: Contract
  /** What this desk's own computer does for the office: prints, saves, shows and chooses. */
  hands: Handy
  report: (error: unknown) => void
  clock: () => Date
  random: (bytes: number) => Uint8Array
  /** Called where the way to the office is another; never for the same twice. */
  onReach?: (reach: Reach) => void
  /** What this desk's program can ask; another than the office's is another version. */
  version?: string
  heartbeatMs?: number
  /** How long one try to connect may take. */
  tryMs?: number
  /** How long it waits between two tries: at first, and at most. */
  waitMs?: { first: number; most: number }
  /** How often at most the office is told what is typed and not recorded. */
  typedMs?: number
}

/** An office asked over the network, as the main process of a desk has it. */
export interface FarOffice {
  dispatch: Dispatch
  onChange: OnChange
  reach(): Reach
  /** Gives the place up: whoever is signed in there is signed out. */
  close(): Promise<void>
}

/** The largest answer that a desk takes: what one print job may be. */
const LARGEST_ANSWER = 512_000_000
/** How many questions wait for the office; a window never asks so many. */
const MOST_WAITING = 150
/** So many heartbeats without a byte, by the time of day, and this computer slept. */
const MOST_SILENT = 3
/** How often in a row the office has to drop this desk, having proved itself, before the desk counts as unknown there. */
const DROPS = 2
const NO_WORD: Change[] = ['session', 'settings', 'records']

interface Waiting {
  ask: string
  name: string
  input: unknown
  /** Who was signed in here when it was asked; null for nobody. */
  by: string | null
  sent: boolean
  /** The connection over which it was asked last. */
  over: Line | null
  done(answer: Answer): void
}

const refused = (code: RefusalCode, message: string): Answer => ({
  ok: false,
  refusal: { code, message },
})
const NOT_REACHED = refused(
  'busy',
  'The office cannot be reached. Look whether the computer that is the office is on, and whether this one has its network; then try again.',
)
const ANOTHER_VERSION = refused(
  'not-allowed',
  'This computer has another version of Remedy than the office. Install the newer of the two on the other computer.',
)
const NOT_KNOWN = refused(
  'not-allowed',
  'This computer is not a desk of the office any more. A partner can add it again.',
)
const SOMEBODY_ELSE = refused(
  'conflict',
  'The connection was lost before the answer came, and somebody else has signed in. Whoever asked looks whether it was recorded.',
)
const TOO_LARGE = refused(
  'invalid-input',
  'This is larger than the office takes. Make a smaller file, or divide it.',
)
const FAILED = refused(
  'internal',
  'The program has failed. Look whether your last entry was recorded before you make it again. If it happens again, tell whoever looks after your computers.',
)
/** The office ends a connection so where what was asked is no question to it. */
const NOT_UNDERSTOOD = [1003, 1007, 1008, 1009]
const BROKEN_OFF = refused(
  'busy',
  'The connection to the office was lost before this was finished. Look whether it was recorded, and do it again.',
)
const CLOSED_HERE = refused('busy', 'The program is being closed.')

/**
 * Asks the office from a desk. A question whose answer does not come is asked again over the next connection, under the
 * same id, so that the office answers it without doing it twice; one that was asked by somebody waits for them to be signed
 * in here again. The tries to connect never end.
 */
export function farOffice(parts: FarOfficeParts): FarOffice {
  const { contract, clock, random, onReach = () => {}, version = contractMark(contract) } = parts
  const { heartbeatMs = 5_000, tryMs = 10_000, waitMs = { first: 250, most: 5_000 } } = parts
  const { typedMs = 1_000 } = parts
  const listeners = new Set<(change: Change) => void>()
  const waiting = new Map<string, Waiting>()
  let reach: Reach = { is: 'not-reachable', since: clock(), another: false }
  let line: Line | null = null
  let hands: ReturnType<typeof ownHands> | undefined
  let person: string | null = null
  let token: string | undefined
  const here = { closed: false }
  let drops = 0
  /** Whether the connection ended since this computer slept: the office is there as before. */
  let slept = false
  let failures = 0
  /** Another program came with this desk's key: the two would cut each other off for ever. */
  let outdone = false
  /** Ends the wait before the next try. */
  let hurry = () => {}

  function reaches(now: Reach): void {
    if (now.is === reach.is && isAnother(now) === isAnother(reach)) return
    reach = now
    onReach(now)
    if (now.is === 'another-version') settle(() => true, ANOTHER_VERSION)
    if (now.is === 'not-known') settle(() => true, NOT_KNOWN)
  }
  function settle(which: (one: Waiting) => boolean, answer: Answer): void {
    for (const one of [...waiting.values()].filter(which)) {
      waiting.delete(one.ask)
      one.done(answer)
    }
  }
  function changed(change: Change): void {
    for (const listener of [...listeners]) listener(change)
  }

  function send(one: Waiting): void {
    const { ask, name, input } = one
    line?.send({ ask, name, input, ...(one.sent ? { again: true } : {}) })
    one.sent = true
    one.over = line
  }
  /** Asks again what waits for whoever sits here now. */
  function askAgain(): void {
    for (const one of waiting.values()) if (one.by === person) send(one)
  }
  function sits(now: string | null): void {
    const before = person
    person = now
    if (now === before) return
    if (now === null) return typed.ended()
    typed.begins(now)
    // What was asked over this connection is answered over it, also what brought somebody else in.
    settle((one) => one.over !== line && one.by !== null && one.by !== now, SOMEBODY_ELSE)
    askAgain()
  }

  function heard(said: FromOffice): void {
    if ('answer' in said) {
      const one = waiting.get(said.answer)
      waiting.delete(said.answer)
      one?.done(said.value as Answer)
    } else if ('changed' in said) changed(said.changed)
    else if ('place' in said) {
      token = said.place
      drops = failures = 0
      // What was to end a sitting, or to begin one, is of the place that was left.
      if (!said.kept)
        settle((one) => one.by !== null && one.name.startsWith('signIn.'), NOT_REACHED)
      person = said.person
      reaches({ is: 'reachable' })
      askAgain()
      // Nobody knows what changed meanwhile.
      for (const change of NO_WORD) changed(change)
    } else if ('person' in said) sits(said.person)
    else hands?.heard(said)
  }

  async function connection(): Promise<void> {
    const socket = await connectTo(parts, tryMs)
    if (here.closed) return void socket.destroy()
    const wire = await askForPlace(socket, { version, token, withinMs: tryMs })
    const mine = openLine({
      ...{ socket, wire, heartbeatMs, clock, counted: false },
      most: () => ({ text: LARGEST_ANSWER, files: LARGEST_ANSWER }),
      heard: (message) => heard(FromOffice.parse(message)),
    })
    line = mine
    hands = ownHands(parts.hands, mine, parts.report)
    if (here.closed) mine.end(1000, 'The desk was closed.')
    const code = await mine.ended
    line = null
    // The office waits for them no more: asked again, a dialog would come up beside the one that stands.
    const broken = hands.askedFor()
    settle((one) => broken.includes(one.ask), BROKEN_OFF)
    outdone = code === CLOSED.cameAgain
    if (code === CLOSED.anotherVersion) reaches({ is: 'another-version' })
    else if (code === CLOSED.removed) reaches({ is: 'not-known' })
    else lost(code)
  }
  /** A computer that slept takes a connection for open that ended long ago: it is given up, and made anew at once. */
  function wake(): void {
    if (!line || clock().getTime() - line.heardAt() <= MOST_SILENT * heartbeatMs) return
    slept = true
    line.cut()
  }
  function lost(code?: number): void {
    // Asked again, it would end the next connection as well.
    if (code && NOT_UNDERSTOOD.includes(code)) settle((one) => one.sent, FAILED)
    reaches({ is: 'not-reachable', since: clock(), another: false })
    // Nobody signed in asks the same again: the sign-in screen stands, and says what is wrong.
    if (!slept) settle((one) => one.by === null, NOT_REACHED)
  }

  async function keepConnected(): Promise<void> {
    while (!here.closed) {
      try {
        await connection()
      } catch (error) {
        if (!(error instanceof NotReached)) throw error
        drops = error.by === 'office' ? drops + 1 : 0
        if (drops >= DROPS) reaches({ is: 'not-known' })
        else if (drops === 0 && reach.is !== 'not-reachable') lost()
        else settle((one) => one.by === null, NOT_REACHED)
        if (reach.is === 'not-reachable') reaches({ ...reach, another: error.by === 'another' })
      }
      if (here.closed) return
      const pause = Math.min(waitMs.most, waitMs.first * 2 ** failures)
      failures += 1
      // Desks that lost the office together do not come back all at once.
      await new Promise<void>((next) => {
        hurry = next
        if (slept) next()
        else if (!outdone) setTimeout(next, pause * (0.5 + random(1)[0]! / 512)).unref()
        slept = false
      })
    }
  }
  const running = keepConnected()

  function ask(name: string, input: unknown): Promise<Answer> {
    if (here.closed) return Promise.resolve(CLOSED_HERE)
    if (reach.is === 'another-version') return Promise.resolve(ANOTHER_VERSION)
    if (reach.is === 'not-known') return Promise.resolve(NOT_KNOWN)
    if (filesIn(input) > MOST_BYTES) return Promise.resolve(TOO_LARGE)
    if (waiting.size >= MOST_WAITING) return Promise.resolve(NOT_REACHED)
    return new Promise((done) => {
      const id = Buffer.from(random(16)).toString('hex')
      const one = { ask: id, name, input, by: person, sent: false, over: null, done }
      waiting.set(id, one)
      wake()
      if (reach.is === 'reachable') send(one)
      else hurry()
    })
  }
  const typed = typedForms({ everyMs: typedMs, send: (input) => ask(KEEP, input) })

  return {
    reach: () => reach,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async dispatch(name, input) {
      if (name === KEEP && person !== null) {
        typed.keep(person, input)
        return { ok: true, value: {} }
      }
      if (AFTER_KEEPING.includes(name)) await typed.flush()
      return ask(name, input)
    },
    async close() {
      here.closed = true
      hurry()
      line?.end(1000, 'The desk was closed.')
      settle(() => true, CLOSED_HERE)
      await running
    },
  }
}

const isAnother = (reach: Reach) => reach.is === 'not-reachable' && reach.another

const filesIn = (input: unknown): number =>
  input instanceof Uint8Array
    ? input.length
    : typeof input === 'object' && input !== null
      ? Object.values(input).reduce<number>((all, one) => all + filesIn(one), 0)
      : 0
