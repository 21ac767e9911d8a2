import { knownClient } from '../clients/known-client.ts'
import type { Log } from '../audit/log.ts'
import { keptRecord } from '../clients/known-client.ts'
import { londonDay } from '../dates/days.ts'
import { newId } from '../wire/new-id.ts'
import type { LawSource } from '../law/law-book.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import { matterAccess } from './access.ts'
import type { LooseEnd, matters as contract } from './contract.ts'
import { limitationDates } from './limitation.ts'
import { listMatters } from './listing.ts'
import { LoggedMatter, sameMatter } from './logged.ts'
import {
  checkDays,
  checkLooseEnds,
  checkOpen,
  checkResponsible,
  expectResponsible,
} from './matter-rules.ts'
import { numbering, referenceKept } from './numbering.ts'
import { passMatter } from './passing.ts'
import { expectSees } from './read-access.ts'
import { closingOf, matterRow, readMatter } from './read-matter.ts'

interface MatterParts {
  /** What is open in a matter besides its limitation dates; the rooms that know stand above this one. */
  openWork(
    tx: Readable,
    matterId: string,
    by: Pick<Actor, 'role'>,
  ): Promise<z.input<typeof LooseEnd>[]>
  /** The first word of a text that tells of restricted information; null where none does. */
  restrictedIn(tx: Readable, text: string): Promise<string | null>
  /** The ids of a matter's letters. */
  lettersWithin(tx: Readable, matterId: string): Promise<string[]>
  /** Drops what is typed and not recorded about these ids by anybody but some people. */
  forget(ids: readonly string[], except: readonly string[]): void
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  law: LawSource
  clock: () => Date
  random: (bytes: number) => Uint8Array
}

/** A client's cases: each act is one entry of the log, and the limitation dates follow from the days recorded. */
export function matters({
  vault,
  log,
  law,
  clock,
  random,
  openWork,
  restrictedIn,
  forget,
  lettersWithin,
}: MatterParts): Handlers<typeof contract> {
  const asAt = () => ({ today: londonDay(clock()), law })
  /** A title stands in lists, in the title of the window and on paper: everybody reads it. */
  const expectOpenTitle = async (tx: Readable, title: string) => {
    const word = await restrictedIn(tx, title)
    if (word === null) return
    const fault = `“${word}” tells everybody who sees this title of something restricted. Name the matter without it.`
    throw new Refusal('invalid-input', fault, { title: fault })
  }
  const looseEnds = async (tx: Readable, matterId: string, by: Pick<Actor, 'role'>) => {
    const { limitation } = await readMatter(tx, matterId, asAt())
    const dates = limitation
      .filter(({ passed }) => !passed)
      .map(({ rule, claim, due }) => ({
        ...{ what: 'limitation' as const, id: rule, name: `Limitation, ${claim}`, on: due },
      }))
    return [...dates, ...(await openWork(tx, matterId, by))]
  }

  return {
    open: ({ clientId: asked, ...draft }, by) =>
      vault.write(async (tx) => {
        const { today } = asAt()
        const particulars = LoggedMatter.parse(draft)
        await expectOpenTitle(tx, particulars.title)
        checkDays(particulars, today)
        limitationDates(particulars, today, await law.book(tx))
        await checkResponsible(tx, draft.responsible)
        const client = await keptRecord(tx, asked)
        const { id: clientId, tag } = client
        const numbers = await numbering(tx, client, draft.responsible)
        const matterId = newId(clock, random)
        await log.record(tx, by, {
          act: 'matter-opened',
          subject: tag,
          detail: { ...particulars, clientId, matterId, ...numbers, openedOn: today },
        })
        return readMatter(tx, matterId, asAt())
      }),

    correct: ({ matterId, version, reason, ...typed }, by) =>
      vault.write(async (tx) => {
        const { today } = asAt()
        const row = await matterRow(tx, matterId)
        const current = await readMatter(tx, matterId, asAt())
        checkOpen(current.closed)
        if (version !== current.version)
          throw new Refusal(
            'conflict',
            `${current.recordedBy} corrected this matter after you opened it. Read the newer version, then make your correction.`,
          )
        const particulars = LoggedMatter.parse(typed)
        const ourRef = await referenceKept(
          tx,
          {
            ...{ clientNumber: row.client_number, matterNumber: row.matter_number },
            ourRef: row.our_ref,
          },
          await knownClient(tx, row.client_id),
          typed.responsible,
        )
        const isSame = sameMatter(particulars, LoggedMatter.parse(current))
        if (isSame && ourRef === row.our_ref)
          throw new Refusal('invalid-input', 'Nothing was changed, so there is nothing to correct.')
        // A title of before this was asked does not stand in the way of another correction.
        if (particulars.title !== current.title) await expectOpenTitle(tx, particulars.title)
        checkDays(particulars, today)
        limitationDates(particulars, today, await law.book(tx))
        await checkResponsible(tx, typed.responsible)
        if (typed.responsible !== current.responsible)
          await expectSees(tx, matterId, typed.responsible)
        await log.record(tx, by, {
          act: 'matter-corrected',
          subject: row.tag,
          detail: {
            ...particulars,
            clientId: row.client_id,
            matterId,
            clientNumber: row.client_number,
            matterNumber: row.matter_number,
            ourRef,
            openedOn: row.opened_on,
            version: version + 1,
            reason,
          },
        })
        return readMatter(tx, matterId, asAt())
      }),

    note: ({ matterId, text }, by) =>
      vault.write(async (tx) => {
        const { tag } = await matterRow(tx, matterId)
        await log.record(tx, by, { act: 'matter-noted', subject: tag, detail: { matterId, text } })
        return readMatter(tx, matterId, asAt())
      }),

    looseEnds: ({ matterId }, by) => vault.read((tx) => looseEnds(tx, matterId, by)),

    close: ({ matterId, reason, stays }, by) =>
      vault.write(async (tx) => {
        const { tag } = await matterRow(tx, matterId)
        checkOpen((await readMatter(tx, matterId, asAt())).closed)
        const kept = (await looseEnds(tx, matterId, by)).map((end) => {
          const given = stays.find(({ what, id }) => what === end.what && id === end.id)
          return { ...end, reason: given?.reason ?? '', ended: given?.ended ?? false }
        })
        checkLooseEnds(kept)
        await log.record(tx, by, {
          act: 'matter-closed',
          subject: tag,
          detail: {
            ...{ matterId, closedOn: asAt().today, reason },
            stays: kept.map(({ on: _, ...one }) => one),
          },
        })
        return readMatter(tx, matterId, asAt())
      }),

    reopen: ({ matterId, reason, responsible }, by) =>
      vault.write(async (tx) => {
        const { tag, event_on, known_on, responsible: former } = await matterRow(tx, matterId)
        const closing = await closingOf(tx, matterId)
        if (!closing) throw new Refusal('conflict', 'This matter is open. Read it again.')
        if (responsible === null) await expectResponsible(tx, former)
        else await checkResponsible(tx, responsible)
        await log.record(tx, by, {
          act: 'matter-reopened',
          subject: tag,
          detail: { matterId, reason, eventOn: event_on, knownOn: known_on, closing },
        })
        if (responsible !== null && responsible !== former)
          await passMatter(tx, log, by, { matterId, to: responsible, reason })
        return readMatter(tx, matterId, asAt())
      }),

    settleLimitation: ({ matterId, rule, ended, reason }, by) =>
      vault.write(async (tx) => {
        const { tag, event_on: eventOn, known_on: knownOn } = await matterRow(tx, matterId)
        const { closed, limitation } = await readMatter(tx, matterId, asAt())
        const closing = await closingOf(tx, matterId)
        if (!closed || !closing)
          throw new Refusal(
            'conflict',
            'This matter is open, so its limitation dates are in the diary. Close it to end one.',
          )
        const date = limitation.find((one) => one.rule === rule)
        if (!date || (date.passed && !ended))
          throw new Refusal(
            'conflict',
            'This matter has no such limitation date ahead. Open it again.',
          )
        const others = closed.limits.filter((one) => one !== rule)
        if (ended !== others.length < closed.limits.length)
          throw new Refusal(
            'conflict',
            ended
              ? 'This limitation date was ended already. Open the matter again.'
              : 'This limitation date is in the diary already. Open the matter again.',
          )
        await log.record(tx, by, {
          act: 'limitation-settled',
          subject: tag,
          detail: {
            ...{ matterId, rule, ended, reason, eventOn, knownOn },
            limits: ended ? others : [...others, rule],
            closing: { seq: closing.seq, on: closing.on, reason: closing.reason },
          },
        })
        return readMatter(tx, matterId, asAt())
      }),

    ...matterAccess({ vault, log, law, clock, forget, lettersWithin }),
    get: ({ matterId }) => vault.read((tx) => readMatter(tx, matterId, asAt())),
    list: (asked) => vault.read((tx) => listMatters(tx, asked, asAt())),
  }
}
