import { timingSafeEqual } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import type { WebSocket } from 'ws'
import type { Platform } from '../platform/platform.ts'
import type { OnChange } from '../wire/bridge.ts'
import type { AnswerOnce } from '../session/once.ts'
import type { Answer } from '../wire/dispatch.ts'
import type { Contract } from '../wire/operation.ts'
import { answering, askedHands } from './asked-hands.ts'
import { deskPlatform } from './desk-platform.ts'
import { NO_ROOM, openLine, type Holding, type Line } from './line.ts'
import {
  CLOSED,
  FromDesk,
  MOST_BEFORE_SIGN_IN,
  MOST_BYTES,
  MOST_TEXT,
  type FromOffice,
  type Question,
} from './messages.ts'
import { servedTo } from './served.ts'

/** An office with as many places as there are desks. */
export interface Servable {
  at(place: { desk: string; platform: Platform }): {
    answerOnce: AnswerOnce
    onChange: OnChange
    /** Who is signed in there; null for nobody. */
    who(): string | null
    close(reason?: string): Promise<void>
  }
}

interface Parts {
  office: Servable
  contract: Contract
  heartbeatMs: number
  clock: () => Date
  /** How long the place of a desk that was lost is kept for it. */
  keptMs: number
  random: (bytes: number) => Uint8Array
  report: (name: string, error: unknown) => void
}

/** A connection that has proved of which desk it is. */
interface Arrived {
  desk: string
  /** The key by which it is known. */
  key: string
  socket: TLSSocket
  wire: WebSocket
  /** The place that it comes back to, by its name. */
  token: string | undefined
}

export interface Places {
  join(arrived: Arrived): void
  /** The desks that are connected now. */
  present(): string[]
  /** Ends the connections and places of desks that do not belong to the office any more. */
  settle(belongs: (desk: string, key: string) => boolean): void
  close(): Promise<void>
}

/** How many questions of one desk are answered at once; its window never asks so many. */
const MOST_AT_ONCE = 200
/** How much of its answers a desk may leave untaken before it is asked to wait. */
const MOST_UNTAKEN = 64_000_000
/** What is held of questions that are not answered yet: of one desk, and of all. */
const [MOST_OF_ONE, MOST_OF_ALL] = [96_000_000, 384_000_000]
/** By these a connection ends that neither side meant to end. */
const LOST: readonly number[] = [1006, NO_ROOM]

/** The places of all desks. A desk is at one place at a time; one that was lost finds its own again for a while. */
export function placesOf(parts: Parts): Places {
  const { report } = parts
  const all = new Map<string, DeskPlace & { key: string }>()
  const holding: Holding = { bytes: 0, most: MOST_OF_ALL, mostOfOne: MOST_OF_ONE }
  const underWay = new Map<string, UnderWay>()

  function stand(desk: string, key: string, after: Promise<void> | undefined): DeskPlace {
    const asked: UnderWay = underWay.get(desk) ?? new Map()
    underWay.set(desk, asked)
    const opened = openPlace({ ...parts, desk, after, holding, asked })
    const place = { ...opened, key }
    all.set(desk, place)
    void place.left
      .catch((error: unknown) => report('leave a desk', error))
      .then(async () => {
        if (all.get(desk) === place) all.delete(desk)
        await Promise.allSettled([...asked.values()].map(({ value }) => value))
        if (!all.has(desk) && asked.size === 0) underWay.delete(desk)
      })
    return place
  }
  return {
    join({ desk, key, socket, wire, token }) {
      const before = all.get(desk)
      before?.lose(CLOSED.cameAgain, 'This desk came again.')
      if (before?.key === key && token !== undefined && before.isNamed(token) && before.isKept())
        return before.sit(socket, wire)
      // Whoever comes again otherwise finds the former place left.
      before?.leave()
      stand(desk, key, before?.left).sit(socket, wire)
    },
    present: () => [...all].filter(([, place]) => place.isThere()).map(([desk]) => desk),
    settle(belongs) {
      for (const [desk, place] of all)
        if (!belongs(desk, place.key)) {
          place.lose(CLOSED.removed, 'This desk was removed.')
          place.leave()
        }
    },
    async close() {
      const places = [...all.values()]
      for (const place of places) {
        place.lose(1001, 'The office was closed.')
        place.leave()
      }
      await Promise.allSettled(places.map(({ left }) => left))
    },
  }
}

interface PlaceParts extends Parts {
  desk: string
  /** What has to end before. */
  after: Promise<void> | undefined
  holding: Holding
  /** Over whichever connection. */
  asked: UnderWay
}

/** What one desk has asked and has no answer yet, by the id of the question, and who was signed in as it asked. */
type UnderWay = Map<string, { by: string | null; value: Promise<Answer> }>

interface DeskPlace {
  isNamed(token: string): boolean
  isThere(): boolean
  /** Whether it was heard of lately: the time for which it is kept goes on while the computer sleeps. */
  isKept(): boolean
  sit(socket: TLSSocket, wire: WebSocket): void
  /** Ends the connection, and not yet the place. */
  lose(code: number, reason: string): void
  leave(): void
  /** Settles once nobody is signed in there any more. */
  left: Promise<void>
}

/** One desk's place, for as long as it is connected or may come back. */
function openPlace(parts: PlaceParts): DeskPlace {
  const {
    office,
    contract,
    desk,
    after,
    keptMs,
    heartbeatMs,
    holding,
    asked,
    clock,
    random,
    report,
  } = parts
  const token = Buffer.from(random(16)).toString('hex')
  const over = Promise.withResolvers<void>()
  let line: Line | null = null
  let heardAt = () => 0
  let late: NodeJS.Timeout | undefined
  let sat = false
  const hands = askedHands((message) => {
    line?.send(message)
    return line !== null
  })
  const here = (after ?? Promise.resolve())
    .catch(() => {})
    .then(() => {
      const place = office.at({ desk, platform: deskPlatform(hands.ask) })
      place.onChange((changed) => {
        // Before the word that something changed: whoever hears it asks as the one who is there now.
        if (changed === 'session') say({ person: place.who() })
        say({ changed })
      })
      return { ...place, answer: servedTo(contract, place.answerOnce) }
    })
  const left = over.promise.then(async () => {
    const { close } = await here
    await close('the desk went away')
  })
  const say = (message: FromOffice) => line?.send(message)
  function leave(): void {
    clearTimeout(late)
    over.resolve()
  }

  async function answerTo(question: Question, to: Line): Promise<void> {
    const { ask, name, input, again = false } = question
    const { who, answer } = await here
    const by = who()
    const say = (value: Answer) => to.send({ answer: ask, value } satisfies FromOffice)
    const before = asked.get(ask)
    if (before && before.by !== by) return say(ANOTHERS)
    if (!before && asked.size >= MOST_AT_ONCE) return to.end(1008, 'Too many questions at once.')
    const value = before?.value ?? answering(ask, () => answer({ id: ask, again }, name, input))
    if (!before) asked.set(ask, { by, value })
    try {
      const given = await value
      // Who comes and goes is what signing in answers; anything else is for whoever asked.
      say(who() === by || name.startsWith('signIn.') ? given : GONE)
    } finally {
      if (!before) asked.delete(ask)
    }
  }

  return {
    left,
    leave,
    isNamed: (named) =>
      named.length === token.length && timingSafeEqual(Buffer.from(named), Buffer.from(token)),
    isThere: () => line !== null,
    isKept: () => clock().getTime() - heardAt() <= keptMs + 2 * heartbeatMs,
    lose(code, reason) {
      const former = line
      line = null
      former?.end(code, reason)
      hands.lost()
    },
    sit(socket, wire) {
      clearTimeout(late)
      let answering = 0
      /** Who is signed in at this place now; once it is there. */
      let who: () => string | null = () => null
      const fails = (error: unknown) => {
        report('a desk', error)
        mine.end(1011, 'The program has failed.')
      }
      const mine = openLine({
        ...{ socket, wire, heartbeatMs, clock, holding, counted: true },
        most: () =>
          who() !== null
            ? { text: MOST_TEXT, files: MOST_BYTES }
            : { text: MOST_BEFORE_SIGN_IN, files: 0 },
        async heard(message) {
          const said = FromDesk.parse(message)
          if (!('ask' in said)) return hands.heard(said).catch(fails)
          if (answering >= MOST_AT_ONCE) return mine.end(1008, 'Too many questions at once.')
          if (mine.waiting() > MOST_UNTAKEN)
            return mine.send({ answer: said.ask, value: TOO_MUCH } satisfies FromOffice)
          answering += 1
          try {
            await answerTo(said, mine)
          } catch (error) {
            fails(error)
          } finally {
            answering -= 1
          }
        },
      })
      line = mine
      heardAt = mine.heardAt
      const kept = sat
      sat = true
      void here.then((place) => {
        who = place.who
        mine.send({ place: token, kept, person: who() } satisfies FromOffice)
      })
      void mine.ended.then(async (code) => {
        if (line !== mine) return
        line = null
        hands.lost()
        await here
        if (line !== null) return
        if (!LOST.includes(code) || who() === null) return leave()
        late = setTimeout(leave, keptMs)
      })
    },
  }
}

const ANOTHERS: Answer = {
  ok: false,
  refusal: {
    code: 'conflict',
    message: 'Somebody else asked this at this desk. Look whether it was recorded.',
  },
}
const GONE: Answer = {
  ok: false,
  refusal: {
    code: 'locked',
    message: 'Whoever asked this is not signed in here any more. Sign in to continue.',
  },
}
const TOO_MUCH: Answer = {
  ok: false,
  refusal: {
    code: 'busy',
    message: 'What this desk asked for is still on its way to it. Wait until it is there.',
  },
}
