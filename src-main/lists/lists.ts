import { createHash } from 'node:crypto'
import type { Log } from '../audit/log.ts'
import { tagOf } from '../clients/known-client.ts'
import { londonDay } from '../dates/days.ts'
import { sightOf } from '../matters/read-access.ts'
import { allows, notAllowed } from '../people/permissions.ts'
import type { Platform } from '../platform/platform.ts'
import { tableApart, type TableApart } from '../platform/table-apart.ts'
import type { Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { ListName, lists as contract } from './contract.ts'
import type { List, ListParts } from './list.ts'
import type { ListExported } from './logged.ts'
import { LISTS_OF_CLIENTS } from './of-clients.ts'
import { LISTS_OF_WORK } from './of-work.ts'

/** Each list that can be saved: a new one is a row here and its filter in the contract. */
export const LISTS: Record<ListName, List> = { ...LISTS_OF_CLIENTS, ...LISTS_OF_WORK }

/** So many are read in one look, so that others get their turn. */
const AT_ONCE = 40

type Parts = ListParts & {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  platform: Pick<Platform, 'saveReport'>
}
interface Saving {
  done: number
  of: number
  cancelled: boolean
  table: TableApart
}

/** The lists of one office, and what ends with its session. */
export interface Lists {
  handlers: Handlers<typeof contract>
  stop(): Promise<void>
}

/** Lists as they are filtered on the screen, saved whole: what whoever asks may see of them, each time an entry. */
export function lists(parts: Parts): Lists {
  const { vault, log, platform, clock, freshDays } = parts
  let saving: Saving | null = null

  const handlers: Handlers<typeof contract> = {
    async save({ list: which, kind, filter }, by) {
      const { may, name, heads, choose } = LISTS[which]
      if (!allows(by.role, may)) throw notAllowed(by.role, may)
      if (saving)
        throw new Refusal('busy', 'Another list is being saved. Wait for it, or cancel it.')
      const mine: Saving = { done: 0, of: 0, cancelled: false, table: tableApart(kind, heads) }
      saving = mine
      try {
        await freshDays()
        const today = londonDay(clock())
        const { of, lines, stillSees } = await vault.read(async (tx) => ({
          ...(await choose(tx, filter, { ...parts, today, by })),
          stillSees: await sightOf(tx),
        }))
        mine.of = of
        let rows = 0
        const about = new Set<string | null>()
        for (let from = 0; from < of; from += AT_ONCE) {
          if (mine.cancelled) throw new Refusal('conflict', CANCELLED)
          const to = Math.min(of, from + AT_ONCE)
          const read = await vault.read((tx) => lines(tx, from, to))
          mine.table.add(read.map(({ cells }) => cells))
          for (const { clientId } of read) about.add(clientId)
          rows += read.length
          mine.done = to
          // Whoever else asks something gets their turn.
          await new Promise((go) => setImmediate(go))
        }
        if (rows === 0)
          throw new Refusal(
            'conflict',
            'There is nothing in this list to save. Choose another filter, or another list.',
          )
        const bytes = await mine.table.end()
        const detail: z.input<typeof ListExported> = {
          ...{ list: which, kind, ...filter, rows },
          sha256: createHash('sha256').update(bytes).digest('hex'),
        }
        const [only] = about
        const record = () =>
          vault.write(async (tx) => {
            await stillSees(tx)
            // A search that finds one client names them: the entry goes with that client.
            const named = filter.text.trim() !== '' || filter.clientId !== null
            const subject = named && about.size === 1 && only ? await tagOf(tx, only) : null
            await log.record(tx, by, { act: 'list-exported', subject, detail })
          })
        return { saved: await platform.saveReport(`${name} ${today}`, kind, bytes, record), rows }
      } finally {
        saving = null
        await mine.table.stop()
      }
    },
    progress: () => ({
      running: saving !== null,
      ...{ done: saving?.done ?? 0, of: saving?.of ?? 0 },
    }),
    async cancel() {
      await stop()
      return {}
    },
  }
  async function stop(): Promise<void> {
    if (!saving) return
    saving.cancelled = true
    await saving.table.stop()
  }
  return { handlers, stop }
}

const CANCELLED = 'Saving the list was cancelled. Nothing of it was kept.'
