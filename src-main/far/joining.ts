import { createHmac, timingSafeEqual } from 'node:crypto'
import tls from 'node:tls'
import type { Joined } from '../desks/host.ts'
import { Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'
import { keyMark, newIdentity, ownKeyMark, type Identity } from './certificate.ts'
import { joiningCode, readJoiningCode } from './joining-code.ts'

/** How long a code is good for. */
const GOOD_FOR_MS = 10 * 60_000
/** How long a new desk waits for the office, which may be writing something long. */
const ANSWER_WITHIN_MS = 120_000
/** So many wrong ones end it: its secret is of 50 bits. */
const MOST_WRONG = 5
/** Nothing longer is read of either side. */
const MOST_BYTES = 4_096
const LABEL = 'EXPORTER-remedy-joining'

const Asked = z.strictObject({ joining: z.literal(1), proof: z.base64().max(64) })
const Answered = z.union([
  z.strictObject({ deskId: z.string(), name: z.string(), office: z.string() }),
  z.strictObject({ refused: z.string() }),
])

/**
 * That its sender has the secret, for this one connection between these two keys: the bytes are drawn from the connection
 * itself, so that whoever stands between two connections has nothing to hand on.
 */
const proofOf = (secret: string, socket: tls.TLSSocket, officeKey: string, deskKey: string) =>
  createHmac('sha256', secret)
    .update(socket.exportKeyingMaterial(32, LABEL, Buffer.from(`${officeKey} ${deskKey}`)))
    .digest()

interface Open {
  secret: string
  until: number
  wrong: number
  join(key: string): Promise<Joined>
}

interface Parts {
  officeKey: string
  clock: () => Date
  random: (bytes: number) => Uint8Array
}

/** The one code that a new desk may join by, while there is one. */
export function joiningAt({ officeKey, clock, random }: Parts) {
  let open: Open | undefined
  const current = () => (open && clock().getTime() < open.until ? open : undefined)

  async function judge(socket: tls.TLSSocket, line: string, proven: () => void): Promise<void> {
    const certificate = socket.getPeerX509Certificate()
    const invitation = current()
    if (!certificate || !invitation) return void socket.destroy()
    const deskKey = keyMark(certificate)
    if (!isProof(line, proofOf(invitation.secret, socket, officeKey, deskKey))) {
      invitation.wrong += 1
      if (invitation.wrong >= MOST_WRONG) open = undefined
      return void socket.destroy()
    }
    // Whatever comes of it: it is good for one. It may have to wait for what the office is writing.
    open = undefined
    proven()
    const answer: z.input<typeof Answered> = await invitation
      .join(deskKey)
      .catch((error: unknown) => ({ refused: refusedBy(error) }))
    socket.end(`${JSON.stringify(answer)}\n`)
  }

  return {
    /** Makes a code in place of any that was made before. */
    invite(join: Open['join']): { code: string; until: Date } {
      const code = joiningCode(officeKey, random(7))
      const until = clock().getTime() + GOOD_FOR_MS
      open = { secret: readJoiningCode(code)!.secret, until, wrong: 0, join }
      return { code, until: new Date(until) }
    },
    withdraw: () => void (open = undefined),
    /** Hears whoever has no key that is known; false where nobody may join now. They are told nothing unless they have the code. */
    hear(socket: tls.TLSSocket, proven: () => void): boolean {
      if (!current()) return false
      firstLine(socket).then(
        (line) => judge(socket, line, proven).catch(() => void socket.destroy()),
        () => socket.destroy(),
      )
      return true
    },
  }
}

function isProof(line: string, expected: Uint8Array): boolean {
  try {
    const proof = Buffer.from(Asked.parse(JSON.parse(line)).proof, 'base64')
    return proof.length === expected.length && timingSafeEqual(proof, expected)
  } catch {
    return false
  }
}

const refusedBy = (error: unknown): string =>
  error instanceof Refusal && error.code !== 'locked'
    ? error.message
    : 'Whoever made this code is not signed in any more. Ask for another, and have them stay signed in until this desk has joined.'

/** The first line that the other side sends. */
function firstLine(socket: tls.TLSSocket): Promise<string> {
  return new Promise((heard, failed) => {
    let text = ''
    socket.on('data', (piece: Buffer) => {
      text += piece.toString('utf8')
      if (text.length > MOST_BYTES) failed(new RangeError('This line is too long.'))
      const end = text.indexOf('\n')
      if (end >= 0) heard(text.slice(0, end))
    })
    socket.once('close', () => failed(new Error('The connection ended.')))
  })
}

/** What a desk keeps of the office that it joined. */
export interface JoinedDesk extends Joined {
  identity: Identity
  /** The key that the office is known by. */
  officeKey: string
}

interface Joining {
  code: string
  host: string
  port: number
  random: (bytes: number) => Uint8Array
  timeoutMs?: number
}

const wrongCode = (message: string) => new Refusal('invalid-input', message, { code: message })
const wrongPlace = (message: string) => new Refusal('invalid-input', message, { place: message })

/** Joins the office at that address by its code, with a key made for it. */
export async function joinBy(parts: Joining): Promise<JoinedDesk> {
  const read = readJoiningCode(parts.code)
  if (!read)
    throw wrongCode(
      'A code has 26 letters and figures. Compare it with the one that the office shows.',
    )
  const identity = newIdentity(parts.random)
  const socket = await reached(parts, identity)
  try {
    const certificate = socket.getPeerX509Certificate()
    const officeKey = certificate ? keyMark(certificate) : ''
    if (!read.isOffice(officeKey))
      throw wrongCode(
        'The computer at this address is not the one that made this code. Compare both with what the office shows.',
      )
    const proof = proofOf(read.secret, socket, officeKey, ownKeyMark(identity)).toString('base64')
    const asked: z.input<typeof Asked> = { joining: 1, proof }
    socket.write(`${JSON.stringify(asked)}\n`)
    const answer = await firstLine(socket)
      .then((line) => Answered.parse(JSON.parse(line)))
      .catch(() => {
        throw wrongCode(
          'The office did not take this code: it is mistyped, was used already, or is older than ten minutes. Ask for another.',
        )
      })
    if ('refused' in answer) throw wrongCode(answer.refused)
    return { ...answer, identity, officeKey }
  } finally {
    socket.destroy()
  }
}

/** A connection to whatever office is there. */
function reached(
  { host, port, timeoutMs = 10_000 }: Joining,
  { key, certificate: cert }: Identity,
): Promise<tls.TLSSocket> {
  const nobody = () =>
    wrongPlace(
      'No office answered there. Check the name or address, that the office’s computer is on, and that both are in the same network.',
    )
  return new Promise((done, failed) => {
    const socket = tls.connect({
      ...{ host, port, key, cert, minVersion: 'TLSv1.3', rejectUnauthorized: false },
    })
    socket.setTimeout(timeoutMs, () => {
      socket.destroy()
      failed(nobody())
    })
    socket.once('secureConnect', () => {
      socket.setTimeout(ANSWER_WITHIN_MS)
      done(socket)
    })
    socket.on('error', () => failed(nobody()))
    socket.once('close', () => failed(nobody()))
  })
}
