import type { TLSSocket } from 'node:tls'
import { WebSocket } from 'ws'
import { Refusal } from '../wire/refusal.ts'
import { Flow, hasTooManyParts, Long, readBack, written } from './messages.ts'

/** How long a piece of a file is. */
const PIECE = 65_536
/** A message up to this length is sent as it is. */
const WHOLE = 16_384
/** How many pieces travel before the receiver has taken the first. */
const AHEAD = 8
/** Beyond this nothing is added to what waits for the network, whatever is to be sent. */
const MOST_WAITING = 1_000_000
/** How many things one side may be receiving at once. */
const MOST_FLOWS = 400
/** Before each piece a number says to what it belongs. */
const NUMBER = 4

interface Parts {
  socket: TLSSocket
  wire: WebSocket
  /** How long the other side may say nothing before it counts as gone: between one and two of these. */
  heartbeatMs: number
  /** The time of day, which goes on while a computer sleeps. */
  clock: () => Date
  /** The longest message, and all files within one together, that are taken; asked when it begins to come. */
  most: () => { text: number; files: number }
  /** Whether the parts of a message are counted before it is read. */
  counted: boolean
  /** How many bytes of what is heard and not settled are held, for this connection and for all that share it. */
  holding?: Holding
  /** Throws where this is no message of the other side; settles once nothing of it is held any more. */
  heard: (message: unknown) => void | Promise<void>
}

/** Counts what several connections hold together. */
export interface Holding {
  bytes: number
  most: number
  mostOfOne: number
}

/** One connection between an office and a desk: messages, files beside them in pieces, and word of its end. */
export interface Line {
  /** Sends plain data with bytes and pieces in it; drops it where the connection has ended. */
  send(message: unknown): void
  /** How many bytes of what was sent the other side has still to take. */
  waiting(): number
  end(code: number, reason: string): void
  /** Ends it without a word: the other side is gone. */
  cut(): void
  /** When anything came from the other side last. */
  heardAt(): number
  /** Settles with the code by which it ended. */
  ended: Promise<number>
}

/** What comes in pieces; whoever takes none of it says so. */
export interface Pieces extends AsyncIterable<Uint8Array> {
  drop(): void
}
/** The other side may ask again, over another connection: there is no room for it now. */
export const NO_ROOM = 1013
class NoRoom extends Error {}

/** Whoever asks goes on as though the connection had never been. */
const gone = () => new Refusal('busy', 'The connection was lost.')

/**
 * What is long goes in pieces that the receiver asks for one after another: whoever reads slowly slows down what comes to
 * them, and neither side holds more of a file than some pieces.
 */
export function openLine(parts: Parts): Line {
  const { socket, wire, heartbeatMs, clock, most, counted, heard } = parts
  const { holding = { bytes: 0, most: Infinity, mostOfOne: Infinity } } = parts
  const outgoing = new Map<number, Outgoing>()
  const incoming = new Map<number, Incoming>()
  const ended = new Promise<number>((done) => wire.once('close', (code) => done(code)))
  let nextFlow = 0
  let newestFlow = 0
  let held = 0
  let mine = 0
  let draining: Promise<void> | undefined

  const isOpen = () => wire.readyState === WebSocket.OPEN
  const end = (code: number, reason: string) => wire.close(code, reason)
  const control = (flow: Flow) => isOpen() && wire.send(JSON.stringify(flow))
  /** Waits while the network does not take what there is already. */
  async function room(): Promise<void> {
    while (isOpen() && wire.bufferedAmount > MOST_WAITING) {
      draining ??= new Promise<void>((done) => {
        const on = () => {
          socket.off('drain', on)
          socket.off('close', on)
          draining = undefined
          done()
        }
        socket.once('drain', on)
        socket.once('close', on)
      })
      await draining
    }
  }
  function hold(bytes: number): void {
    if (mine + bytes > holding.mostOfOne || holding.bytes + bytes > holding.most) throw new NoRoom()
    mine += bytes
    holding.bytes += bytes
  }
  function letGo(bytes: number): void {
    mine -= bytes
    holding.bytes -= bytes
  }

  function carry(carried: Uint8Array | AsyncIterable<Uint8Array>): number {
    const flow = (nextFlow += 1)
    const bytes = carried instanceof Uint8Array ? carried.length : 0
    held += bytes
    const pieces = bytes > 0 ? [carried as Uint8Array] : (carried as AsyncIterable<Uint8Array>)
    const one = outgoingFlow(pieces, {
      async piece(part) {
        await room()
        if (!isOpen()) throw gone()
        const frame = Buffer.allocUnsafe(NUMBER + part.length)
        frame.writeUInt32BE(flow)
        frame.set(part, NUMBER)
        wire.send(frame)
      },
      ended: () => control({ flow, end: true }),
      broke: (error) => control({ flow, broke: error instanceof Refusal ? error.toData() : null }),
      over() {
        held -= bytes
        outgoing.delete(flow)
      },
    })
    outgoing.set(flow, one)
    // Whoever gets one value needs all of it, and nobody has to ask for its beginning.
    if (bytes > 0) queueMicrotask(() => one.more(AHEAD))
    return flow
  }

  function take(flow: number, begun: boolean): Incoming {
    if (incoming.has(flow)) throw new SyntaxError('This is coming already.')
    if (incoming.size >= MOST_FLOWS) throw new RangeError('Too many files.')
    newestFlow = Math.max(newestFlow, flow)
    const one = incomingFlow(begun, {
      more: (count) => control({ flow, more: count }),
      stop() {
        // What was asked for is still on its way, and belongs to nothing then.
        control({ flow, stop: true })
      },
      over: () => void incoming.delete(flow),
    })
    incoming.set(flow, one)
    return one
  }

  /** A message as it is, once everything in it that is a value of bytes has come. */
  async function received(text: string, files: number): Promise<void> {
    const waitsFor: Promise<void>[] = []
    let bytes = 0
    try {
      const message = readBack(text, ({ $flow, bytes: length }) => {
        if (length === undefined) return take($flow, false).pieces
        if (bytes + length > files) throw new RangeError('Too long.')
        hold(length)
        bytes += length
        const value = new Uint8Array(length)
        const filled = fill(value, take($flow, true).pieces)
        // Where the message itself is none, nobody waits for what it carries.
        filled.catch(() => {})
        waitsFor.push(filled)
        return value
      })
      if (waitsFor.length > 0) await Promise.all(waitsFor)
      await heard(message)
    } finally {
      letGo(bytes)
    }
  }

  function wrong(error: unknown): void {
    if (error instanceof Refusal) return
    if (error instanceof NoRoom) return end(NO_ROOM, 'There is too much under way.')
    if (error instanceof RangeError) return end(1009, 'This is too long.')
    end(1007, 'This is no message.')
  }

  async function onText(data: Buffer): Promise<void> {
    const { text: longest, files } = most()
    if (data.length > longest) throw new RangeError('Too long.')
    if (counted && hasTooManyParts(data)) throw new SyntaxError('Too many parts.')
    const text = data.toString('utf8')
    if (text.startsWith('{"flow":')) return onFlow(Flow.parse(JSON.parse(text)))
    if (!text.startsWith('{"long":')) return holdingIt(data.length, () => received(text, files))
    const { $flow, bytes } = Long.parse(JSON.parse(text)).long
    if (bytes > longest) throw new RangeError('Too long.')
    return holdingIt(bytes, async () => {
      const whole = Buffer.alloc(bytes)
      await fill(whole, take($flow, true).pieces)
      if (counted && hasTooManyParts(whole)) throw new SyntaxError('Too many parts.')
      await received(whole.toString('utf8'), files)
    })
  }
  async function holdingIt(bytes: number, work: () => Promise<void>): Promise<void> {
    hold(bytes)
    try {
      await work()
    } finally {
      letGo(bytes)
    }
  }
  function onFlow(one: Flow): void {
    if ('more' in one) outgoing.get(one.flow)?.more(one.more)
    else if ('stop' in one) outgoing.get(one.flow)?.stop()
    else if ('end' in one) incoming.get(one.flow)?.end()
    else {
      const { broke } = one
      incoming
        .get(one.flow)
        ?.broke(broke ? new Refusal(broke.code, broke.message, broke.fields) : gone())
    }
  }
  function onPiece(data: Buffer): void {
    if (data.length <= NUMBER) throw new SyntaxError('This is no piece.')
    const flow = data.readUInt32BE(0)
    if (flow > newestFlow) throw new SyntaxError('This belongs to nothing.')
    incoming.get(flow)?.piece(data.subarray(NUMBER))
  }

  let heardAt = clock().getTime()
  const hear = () => void (heardAt = clock().getTime())
  for (const sign of ['message', 'ping', 'pong']) wire.on(sign, hear)
  wire.on('error', () => {})
  wire.on('message', (data: Buffer, isBinary) => {
    // What comes behind the word that ended the connection is heard no more.
    if (!isOpen()) return
    try {
      if (isBinary) onPiece(data)
      else void onText(data).catch(wrong)
    } catch (error) {
      wrong(error)
    }
  })
  let heardBytes = -1
  const heartbeat = setInterval(() => {
    // What came while this program was held up is read first.
    setImmediate(() => {
      // Bytes and not messages: something long may be on its way for longer, either way.
      if (heardBytes === socket.bytesRead) return wire.terminate()
      heardBytes = socket.bytesRead
      if (isOpen()) wire.ping()
    })
  }, heartbeatMs)
  void ended.then(() => {
    clearInterval(heartbeat)
    for (const one of [...outgoing.values()]) one.stop()
    for (const one of [...incoming.values()]) one.broke(gone())
  })

  return {
    ...{ end, ended },
    cut: () => wire.terminate(),
    heardAt: () => heardAt,
    waiting: () => held + wire.bufferedAmount,
    send(message) {
      if (!isOpen()) return
      const text = written(message, carry)
      if (text.length <= WHOLE) return wire.send(text)
      const bytes = Buffer.from(text)
      const long = { $flow: carry(bytes), bytes: bytes.length }
      wire.send(JSON.stringify({ long }))
    },
  }
}

async function fill(value: Uint8Array, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  let at = 0
  for await (const piece of pieces) {
    if (at + piece.length > value.length) throw new RangeError('Longer than it was to be.')
    value.set(piece, at)
    at += piece.length
  }
  if (at < value.length) throw new SyntaxError('Shorter than it was to be.')
}

interface Outgoing {
  more(count: number): void
  stop(): void
}

/** Sends as many pieces as are asked for, and begins to read where they come from with the first. */
function outgoingFlow(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  to: {
    piece(part: Uint8Array): Promise<void>
    ended(): void
    broke(error: unknown): void
    over(): void
  },
): Outgoing {
  const asked = { wanted: 0, begun: false, stopped: false }
  let wake = () => {}

  async function run(): Promise<void> {
    try {
      for await (const bytes of source) {
        for (let at = 0; at < bytes.length; at += PIECE) {
          while (asked.wanted === 0 && !asked.stopped)
            await new Promise<void>((more) => (wake = more))
          if (asked.stopped) return
          asked.wanted -= 1
          await to.piece(bytes.subarray(at, at + PIECE))
        }
      }
      to.ended()
    } catch (error) {
      to.broke(error)
    } finally {
      to.over()
    }
  }
  return {
    more(count) {
      if (asked.stopped) return
      asked.wanted += count
      wake()
      if (asked.begun) return
      asked.begun = true
      void run()
    },
    stop() {
      asked.stopped = true
      wake()
      if (!asked.begun) to.over()
    },
  }
}

interface Incoming {
  pieces: Pieces
  piece(bytes: Buffer): void
  end(): void
  broke(error: unknown): void
}

/** Asks for pieces as they are taken; they can be gone through once. */
function incomingFlow(
  comes: boolean,
  from: { more(count: number): void; stop(): void; over(): void },
): Incoming {
  const came: Buffer[] = []
  let [asked, ended] = [comes ? AHEAD : 0, false]
  let failed: { error: unknown } | undefined
  let wake = () => {}
  let begun = false

  async function* pieces(): AsyncGenerator<Uint8Array> {
    let whole = false
    begun = true
    try {
      if (!comes) {
        asked = AHEAD
        from.more(AHEAD)
      }
      for (;;) {
        const next = came.shift()
        if (next) {
          yield next
          if (!ended && !failed) {
            asked += 1
            from.more(1)
          }
        } else if (failed) throw failed.error
        else if (ended) {
          whole = true
          return
        } else await new Promise<void>((some) => (wake = some))
      }
    } finally {
      if (!whole && !failed) from.stop()
      from.over()
    }
  }
  return {
    pieces: Object.assign(pieces(), {
      drop() {
        if (begun) return
        from.stop()
        from.over()
      },
    }),
    piece(bytes) {
      if (asked === 0) throw new SyntaxError('Nobody asked for this piece.')
      asked -= 1
      came.push(bytes)
      wake()
    },
    end() {
      ended = true
      wake()
    },
    broke(error) {
      failed ??= { error }
      wake()
    },
  }
}
