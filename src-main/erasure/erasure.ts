import { actsAbout } from '../audit/erase.ts'
import type { Log } from '../audit/log.ts'
import { keptRecord, tagsOf } from '../clients/known-client.ts'
import { recordsOf } from '../clients/records.ts'
import { formatDay } from '../dates/words.ts'
import { londonDay } from '../dates/days.ts'
import { staffNow } from '../people/people.ts'
import { allows } from '../people/permissions.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import { WAIT_DAYS, type erasure as contract, type InTheWay, type Standing } from './contract.ts'
import { isSecond } from './erasure-rule.ts'
import { countsOf } from './counts.ts'
import { eraseRecord, type ErasingParts } from './erase-record.ts'
import { LoggedKeeping } from './logged.ts'
import { owedErasures } from './owed.ts'
import { erasedClients, holdInTheWay, holdsOn, proposalsOf } from './read-erasure.ts'

/** What later rooms know of a client whose record is to go. */
export interface Surroundings extends Pick<ErasingParts, 'registerOf' | 'numberOf'> {
  /** Brings what the next one reads up to date. */
  fresh(): Promise<void>
  /** What is still open of these records: matters, limitation dates, letters and replies. */
  openOf(tx: Readable, clientIds: readonly string[]): Promise<z.input<typeof InTheWay>[]>
  /** Until when a person’s file was to be kept, or in words why it is to be kept still. */
  keptUntil(tx: Readable, clientIds: readonly string[]): Promise<LoggedKeeping | string>
  /** Refuses whoever may not see everything of these records. */
  expectSeesAll(tx: Readable, clientIds: readonly string[], by: Actor): Promise<void>
  /** The office’s own folder. */
  folder: string
  /** Drops what is typed and not recorded about what had these ids. */
  forget(ids: readonly string[]): void
  /** Removes the files of documents whose keys are gone, and brings the list of erasures beside the office up to date. */
  tidy(): Promise<unknown>
}

interface Parts extends Surroundings {
  vault: Pick<Vault, 'read' | 'write' | 'scour' | 'expectRoom'>
  log: Pick<Log, 'record' | 'erase' | 'progress'>
  papers: Pick<ReturnType<typeof officePapers>, 'destroy'>
  clock: () => Date
}

/** Legal holds, and the erasing of a client: one person proposes it, a second confirms it, and a hold stops both. */
export function erasure(parts: Parts): Handlers<typeof contract> {
  const { vault, log, clock } = parts

  async function read(tx: Readable, asked: string, by: Actor) {
    const kept = await keptRecord(tx, asked)
    const records = await recordsOf(tx, [kept.id])
    const ids = [...records.keys()]
    const tags = await tagsOf(tx, ids)
    const holds = await holdsOn(tx, ids)
    const proposals = await proposalsOf(tx, ids)
    const acts = await actsAbout(tx, [...tags.values()])
    const told = (await Promise.all(ids.map((id) => parts.registerOf(tx, id)))).flat()
    const goes = countsOf(acts, told.length)
    const inTheWay: z.input<typeof InTheWay>[] = [
      ...holds.map(holdInTheWay),
      ...(await parts.openOf(tx, ids)),
    ]
    // Of records that go together, that of the one which is kept speaks for all.
    const proposal = proposals.find(({ client_id }) => client_id === kept.id) ?? null
    const turn = proposal && (await turnOf(tx, proposal, by))
    return { kept, ids, tags, holds, proposals, proposal, goes, inTheWay, turn }
  }

  async function turnOf(
    tx: Readable,
    proposal: { by: string; at: string },
    by: Actor,
  ): Promise<NonNullable<Standing['turn']>> {
    const staff = await staffNow(tx)
    const at = clock().toISOString()
    const second = isSecond({ actor: by.id, at }, { actor: proposal.by, at: proposal.at }, staff)
    if (second === 'no' || !allows(by.role, 'confirm-erasures')) return 'somebody-else'
    if (second === 'too-early') return 'wait'
    return staff.samePerson(by.id, proposal.by) ? 'confirm-alone' : 'confirm'
  }

  async function shown(tx: Readable, asked: string, by: Actor): Promise<z.input<typeof Standing>> {
    const { holds, proposal, goes, inTheWay, ids, turn } = await read(tx, asked, by)
    const [hold] = holds
    // What somebody typed, and what there is, may depend on what not everybody may open.
    const opens = allows(by.role, 'reveal-consents')
    const words = (reason: string) => (opens ? reason : null)
    return {
      hold: hold
        ? {
            ...{ at: hold.at, who: hold.name ?? hold.by, askedBy: hold.asked_by },
            ...{ reason: words(hold.reason), reviewOn: hold.review_on },
          }
        : null,
      proposal: proposal && {
        ...{ seq: proposal.seq, at: proposal.at, who: proposal.name ?? proposal.by },
        ground: proposal.ground as NonNullable<Standing['proposal']>['ground'],
        reason: words(proposal.reason),
        due:
          proposal.basis === null ? null : dueBy(LoggedKeeping.parse(JSON.parse(proposal.basis))),
      },
      inTheWay: opens ? inTheWay : inTheWay.filter(({ what }) => OF_NO_LETTER.has(what)),
      ...{ goes: opens ? goes : null, records: ids.length, turn },
      from: proposal && turn === 'wait' ? waitsUntil(proposal.at) : null,
    }
  }

  return {
    async view({ clientId }, by) {
      await parts.fresh()
      return vault.read((tx) => shown(tx, clientId, by))
    },

    async hold({ clientId: asked, askedBy, reason, reviewOn }, by) {
      await parts.fresh()
      if (reviewOn !== null && reviewOn <= londonDay(clock())) {
        const later = 'Choose a day to come, or none.'
        throw new Refusal('invalid-input', later, { reviewOn: later })
      }
      return vault.write(async (tx) => {
        const { kept, holds } = await read(tx, asked, by)
        if (holds.length > 0)
          throw new Refusal(
            'conflict',
            'This client is on legal hold already. Lift that hold first.',
          )
        await log.record(tx, by, {
          act: 'hold-placed',
          subject: kept.tag,
          detail: { clientId: kept.id, askedBy, reason, reviewOn },
        })
        return shown(tx, asked, by)
      })
    },

    async lift({ clientId: asked, reason }, by) {
      await parts.fresh()
      return vault.write(async (tx) => {
        const { holds, tags } = await read(tx, asked, by)
        if (holds.length === 0)
          throw new Refusal('conflict', 'This client is on no legal hold. Open the client again.')
        for (const { client_id: clientId } of holds)
          await log.record(tx, by, {
            act: 'hold-lifted',
            subject: tags.get(clientId)!,
            detail: { clientId, reason },
          })
        return shown(tx, asked, by)
      })
    },

    async propose({ clientId: asked, ground, reason }, by) {
      await parts.fresh()
      return vault.write(async (tx) => {
        const { ids, tags, proposals, inTheWay, goes } = await read(tx, asked, by)
        await parts.expectSeesAll(tx, ids, by)
        if (ids.every((id) => proposals.some(({ client_id }) => client_id === id)))
          throw new Refusal('conflict', 'It is proposed already that this client is erased.')
        refuseWhile(inTheWay)
        const basis = ground === 'retention-ended' ? await timeRun(tx, ids) : null
        for (const clientId of ids)
          await log.record(tx, by, {
            act: 'erasure-proposed',
            subject: tags.get(clientId)!,
            detail: { clientId, ground, reason, goes, basis },
          })
        return shown(tx, asked, by)
      })
    },

    async withdraw({ clientId: asked, reason }, by) {
      await parts.fresh()
      return vault.write(async (tx) => {
        const { proposals, tags } = await read(tx, asked, by)
        if (proposals.length === 0) throw notProposed()
        for (const { client_id: clientId, seq: proposed } of proposals)
          await log.record(tx, by, {
            act: 'erasure-withdrawn',
            subject: tags.get(clientId)!,
            detail: { clientId, proposed, reason },
          })
        return shown(tx, asked, by)
      })
    },

    async confirm({ clientId: asked, proposed, reason }, by) {
      if (log.progress().running)
        throw new Refusal('busy', 'The log is being verified. Wait for the result, then confirm.')
      vault.expectRoom()
      await parts.fresh()
      const { seq, gone } = await vault.write(async (tx) => {
        const { ids, tags, proposals, proposal, inTheWay, goes, turn } = await read(tx, asked, by)
        if (!proposal) throw notProposed()
        await parts.expectSeesAll(tx, ids, by)
        if (proposal.seq !== proposed || proposals.length < ids.length)
          throw new Refusal(
            'conflict',
            'Another proposal was made, or another record was joined, since this was opened. Withdraw the proposal and propose it again.',
          )
        refuseWhile(inTheWay)
        // Those of before there were periods go by what was typed then.
        if (proposal.basis !== null) await timeRun(tx, ids)
        refuseUnless(turn, proposal)
        if (turn === 'confirm-alone' && plain(reason) !== plain(proposal.reason)) {
          const again = 'Type the reason of the proposal again, word for word.'
          throw new Refusal('invalid-input', again, { reason: again })
        }
        const erased: { seq: number; gone: string[] } = { seq: 0, gone: [] }
        for (const clientId of ids) {
          const own = proposals.find(({ client_id }) => client_id === clientId)!
          const done = await eraseRecord(
            tx,
            by,
            {
              ...{ clientId, tag: tags.get(clientId)!, goingWith: ids },
              said: {
                ...{ proposed: own.seq, proposedBy: own.by, went: goes },
                ground: own.ground as NonNullable<Standing['proposal']>['ground'],
              },
            },
            parts,
          )
          erased.seq = done.seq
          erased.gone.push(...done.gone)
        }
        return erased
      })
      parts.forget(gone)
      return { seq, cleared: await clear() }
    },

    list: (_, by) => vault.read((tx) => erasedClients(tx, allows(by.role, 'read-disclosures'))),
    ...owedErasures({ ...parts, clear }),
  }

  /** How it follows that the time for keeping this person’s file has run; refuses where it has not. */
  async function timeRun(tx: Readable, ids: readonly string[]): Promise<LoggedKeeping> {
    const found = await parts.keptUntil(tx, ids)
    if (typeof found !== 'string') return found
    throw new Refusal('conflict', found)
  }

  /** The erasure stands, whatever happens here; what is not cleared now is cleared at a later opening. */
  async function clear(): Promise<boolean> {
    try {
      await vault.scour()
      await parts.tidy()
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }
}

const OF_NO_LETTER: ReadonlySet<InTheWay['what']> = new Set<InTheWay['what']>([
  ...(['hold', 'matter', 'limitation'] as const),
])

/** The day by the table, or that by a decision to keep the file longer. */
const dueBy = ({ due, longer }: LoggedKeeping) => longer?.until ?? due

const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim().toLowerCase()

const waitsUntil = (at: string): Standing['from'] =>
  new Date(Date.parse(at) + WAIT_DAYS * 86_400_000).toISOString() as Standing['from']

const notProposed = () =>
  new Refusal('conflict', 'Nobody proposes now that this client is erased. Open the client again.')

function refuseWhile(inTheWay: readonly z.input<typeof InTheWay>[]): void {
  const [first] = inTheWay
  if (!first) return
  const more = inTheWay.length > 1 ? ` And ${inTheWay.length - 1} more.` : ''
  throw new Refusal(
    'conflict',
    `This client cannot be erased yet. ${first.name}: ${first.cure}${more}`,
  )
}

function refuseUnless(turn: string | null, { at }: { at: string }): void {
  if (turn === 'somebody-else')
    throw new Refusal(
      'not-allowed',
      'You proposed this. Another partner or a caseworker must confirm it.',
    )
  if (turn === 'wait')
    throw new Refusal(
      'not-allowed',
      `You work alone, so you may confirm this from ${formatDay(londonDay(new Date(waitsUntil(at)!)))}, ${WAIT_DAYS} days after you proposed it.`,
    )
}
