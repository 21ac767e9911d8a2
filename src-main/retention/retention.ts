import type { Log } from '../audit/log.ts'
import { keptRecord } from '../clients/known-client.ts'
import { londonDay, yearsLater } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import type { InTheWay } from '../erasure/contract.ts'
import type { LawSource } from '../law/law-book.ts'
import { allows } from '../people/permissions.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day, z } from '../wire/schema.ts'
import type { Keeping, Periods, retention as contract } from './contract.ts'
import { lawOfKeeping } from './law-of-keeping.ts'
import { dueOf } from './periods.ts'
import { keptOf, periodsNow, periodsOf, reviewPage } from './read-retention.ts'

interface Parts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  law: LawSource
  clock: () => Date
  /** Brings what the next one reads up to date. */
  fresh(): Promise<void>
  /** What is still open of these records, each with the record that it stands in. */
  openOf(
    tx: Readable,
    clientIds: readonly string[],
  ): Promise<(z.input<typeof InTheWay> & { clientId: string })[]>
}

/** How long files are kept, which of them are to be looked at, and that one is kept longer. */
export function retention(parts: Parts): Handlers<typeof contract> {
  const { vault, log, law, clock } = parts
  const today = () => londonDay(clock())

  const periods = async (tx: Readable): Promise<z.input<typeof Periods>> => ({
    rows: await periodsOf(tx),
    law: lawOfKeeping(await law.book(tx), today() as Day),
  })

  async function shown(
    tx: Readable,
    clientId: string,
    by: Actor,
  ): Promise<z.input<typeof Keeping>> {
    const { id } = await keptRecord(tx, clientId)
    const kept = (await keptOf(tx, [id], await periodsNow(tx))).get(id)!
    const { closings, keeping, longer, bornKnown } = kept
    const shownTo = ({ reason }: { reason: string }) => ({
      reason: allows(by.role, 'reveal-consents') ? reason : null,
    })
    const refs = new Map(closings.map((one) => [one.id, one.ourRef]))
    const decided = <One extends { set: number | null }>({ set, ...one }: One) => ({
      ...{ ...one, decided: set !== null },
    })
    return {
      matters: (keeping?.matters ?? []).map((one) => ({
        ...decided(one),
        kind: one.kind as z.input<typeof Keeping>['matters'][number]['kind'],
        ourRef: refs.get(one.matterId)!,
      })),
      open: closings.flatMap(({ closedOn, ourRef }) => (closedOn === null ? [ourRef] : [])),
      onRecord: keeping?.onRecord ? decided(keeping.onRecord) : null,
      ofAge: keeping?.ofAge ?? null,
      bornKnown,
      longer: longer && {
        ...{ ...longer, ...shownTo(longer) },
        before: longer.before.map((one) => ({ ...one, ...shownTo(one) })),
      },
      byTable: keeping?.due ?? null,
      due: keeping && dueOf(keeping),
    }
  }

  return {
    periods: () => vault.read(periods),

    setPeriod: ({ kind, years, reason }, by) =>
      vault.write(async (tx) => {
        const now = (await periodsOf(tx)).find((row) => row.kind === kind)!
        if (now.decided && now.decided.years === years && now.decided.reason === reason)
          throw new Refusal('invalid-input', 'Nothing was changed, so there is nothing to record.')
        await log.record(tx, by, {
          ...{ act: 'retention-set', subject: null, detail: { kind, years, reason } },
        })
        return periods(tx)
      }),

    ofClient: ({ clientId }, by) => vault.read((tx) => shown(tx, clientId, by)),

    async review(asked) {
      await parts.fresh()
      const on = today()
      return vault.read((tx) =>
        reviewPage(tx, { ...asked, today: on, ahead: yearsLater(on, 1) }, parts.openOf),
      )
    },

    keepLonger: ({ clientId, until, reason }, by) =>
      vault.write(async (tx) => {
        const { id, tag } = await keptRecord(tx, clientId)
        const { keeping } = (await keptOf(tx, [id], await periodsNow(tx))).get(id)!
        if (!keeping)
          throw new Refusal(
            'conflict',
            'A matter of this client is open, so that the file is kept whatever the day.',
          )
        const least = keeping.due > today() ? keeping.due : today()
        if (until <= least) {
          const later = `Choose a day after ${formatDay(least)}.`
          throw new Refusal('invalid-input', later, { until: later })
        }
        await log.record(tx, by, {
          ...{ act: 'keeping-extended', subject: tag, detail: { clientId: id, until, reason } },
        })
        return shown(tx, clientId, by)
      }),
  }
}
