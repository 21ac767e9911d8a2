import type { Log } from '../audit/log.ts'
import { basesNamed } from '../bases/read-basis.ts'
import { basisStanding } from '../bases/standing.ts'
import { tagOf } from '../clients/known-client.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { asksOfRestricted } from '../consents/open-part.ts'
import { keptForm } from '../consents/read-consent.ts'
import { londonDay } from '../dates/days.ts'
import { allows } from '../people/permissions.ts'
import type { FileKind } from '../platform/file-kind.ts'
import type { Platform } from '../platform/platform.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Readable, Vault, Writable } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { disclosures as contract, FollowedPaper } from './contract.ts'
import { toldOf } from './listing.ts'
import {
  expectRow,
  holds,
  readDisclosure,
  reliedOpenly,
  type Row,
  type Trail,
  type TrailOf,
  trailOfRow,
} from './read-disclosure.ts'

export interface FollowParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  papers: Pick<ReturnType<typeof officePapers>, 'get'>
  platform: Pick<Platform, 'open'>
  trailOf: TrailOf
  clock: () => Date
}
interface Paper {
  id: string
  kind: FileKind
  title: string
  /** Whether it names something restricted, whatever it says of it. */
  restricted: boolean
}
interface Line {
  row: Row
  trail: Trail | null
}

/** From a line of the register to what it rests on, for whoever may audit it: each look is an entry. */
export function following(
  parts: FollowParts,
): Pick<Handlers<typeof contract>, 'follow' | 'openPaper'> {
  const { vault, log, papers, platform, trailOf, clock } = parts
  const opens = (by: Actor) => allows(by.role, 'reveal-consents')

  /** The line, unless it is masked for whoever asks: then it is followed nowhere. */
  async function openLine(tx: Readable, id: number, by: Actor): Promise<Line> {
    const row = await expectRow(tx, id)
    const trail = await trailOfRow(tx, row, trailOf)
    if (!opens(by) && holds(row, trail)) throw masked('line')
    return { row, trail }
  }
  const looked = async (tx: Writable, row: Row, what: 'trace' | FollowedPaper, by: Actor) =>
    log.record(tx, by, {
      act: 'line-followed',
      subject: await tagOf(tx, row.client_id),
      detail: { disclosureId: row.id, what },
    })

  return {
    follow: ({ id }, by) =>
      vault.write(async (tx) => {
        const { row } = await openLine(tx, id, by)
        await looked(tx, row, 'trace', by)
        const sight = { sees: true, words: opens(by), opens: opens(by) }
        return readDisclosure(tx, row, { ...sight, today: londonDay(clock()) }, trailOf)
      }),

    async openPaper({ id, paper: what, of }, by) {
      const paper = await vault.write(async (tx) => {
        const line = await openLine(tx, id, by)
        const found = await FINDS[what](tx, line, of)
        if (!found)
          throw new Refusal('not-found', 'No such paper is kept with this line of the register.')
        if (found.restricted && !opens(by)) throw masked('paper')
        await looked(tx, line.row, what, by)
        return found
      })
      await platform.open(await papers.get(paper.id), paper.title, paper.kind)
      return {}
    },
  }
}

/** The paper that a line rests on, where it is kept: the letter as it was approved before it left, or one that the line names. */
const FINDS: Record<
  FollowedPaper,
  (tx: Readable, line: Line, of: string) => Promise<Paper | null>
> = {
  async letter(_, { row, trail }) {
    const approval = trail?.steps.findLast(
      ({ act, seq }) => act === 'letter-approved' && seq < row.seq,
    )
    const id = (approval?.said as { paperId?: unknown } | undefined)?.paperId
    if (!trail || typeof id !== 'string') return null
    if (trail.namesClosed)
      throw new Refusal('not-allowed', 'This letter encloses something that is not for everybody.')
    return { id, kind: 'pdf', title: trail.ourRef, restricted: trail.restricted }
  },
  async scan(tx, { row }, of) {
    if (!reliedOpenly(row).has(of)) return null
    const { scan, form } = await keptForm(tx, of)
    if (!scan) return null
    const about = { title: 'signed form', restricted: asksOfRestricted(form) }
    return { id: scan.paper_id, kind: scan.kind as FileKind, ...about }
  },
  async basis(tx, { row }, of) {
    if (!toldOf(row).some((one) => one.basisId === of && one.class !== RESTRICTED_CLASS))
      return null
    const [record] = await basesNamed(tx, [of])
    const standing = record && basisStanding(record)
    if (!standing?.paper) return null
    const restricted = standing.basis.classes.includes(RESTRICTED_CLASS)
    const { paperId, kind } = standing.paper
    return { id: paperId, kind, title: 'other basis', restricted }
  },
}

const masked = (what: 'line' | 'paper') =>
  new Refusal(
    'not-allowed',
    `This ${what} is masked: it names restricted information. Ask a partner to open it with you.`,
  )
