import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { z } from 'zod'
import type {
  matters as contract,
  Matter,
  MatterCorrection,
  MatterDraft,
  MatterRow,
} from '../../src-main/matters/contract.ts'
import { newestOnly } from '../newest.ts'
import { office } from '../office.ts'
import { showNewest } from '../shown.ts'

const PAGE = 200

/** The matter on the screen, and the matters of the client on the screen. */
export const useMatters = defineStore('matters', () => {
  const shown = shallowRef<Matter | null>(null)
  const ofClient = shallowRef<{ clientId: string; rows: MatterRow[]; open: Matter[] } | null>(null)
  const ask = newestOnly()
  const askOf = newestOnly()
  function take(matter: Matter): Matter {
    ask()
    return (shown.value = matter)
  }

  return {
    shown,
    list: (wanted: Parameters<typeof office.matters.list>[0]) => office.matters.list(wanted),
    /** One matter, which does not come on the screen. */
    read: (matterId: string) => office.matters.get({ matterId }),
    ofClient,
    shownRef: computed(() => shown.value?.ourRef ?? 'Matter'),
    get: async (matterId: string) => {
      if (shown.value?.id !== matterId) shown.value = null
      return showNewest(shown, ask(), office.matters.get({ matterId }))
    },
    /** The client's matters, and the open ones whole, for their limitation dates. */
    loadOf: async (clientId: string) => {
      if (ofClient.value?.clientId !== clientId) ofClient.value = null
      const isNewest = askOf()
      const rows: MatterRow[] = []
      for (let total = 1; rows.length < total;) {
        const found = await office.matters.list({ clientId, offset: rows.length, limit: PAGE })
        rows.push(...found.rows)
        total = found.rows.length === 0 ? 0 : found.total
      }
      const open = await Promise.all(
        rows.filter(({ closed }) => !closed).map(({ id }) => office.matters.get({ matterId: id })),
      )
      if (isNewest()) ofClient.value = { clientId, rows, open }
    },
    open: async (draft: z.input<typeof MatterDraft>) => take(await office.matters.open(draft)),
    correct: async (correction: z.input<typeof MatterCorrection>) =>
      take(await office.matters.correct(correction)),
    note: async (matterId: string, text: string) =>
      take(await office.matters.note({ matterId, text })),
    looseEnds: (matterId: string) => office.matters.looseEnds({ matterId }),
    close: async (closing: z.input<typeof contract.close.input>) =>
      take(await office.matters.close(closing)),
    settleLimitation: async (typed: z.input<typeof contract.settleLimitation.input>) =>
      take(await office.matters.settleLimitation(typed)),
    restrictAccess: async (typed: z.input<typeof contract.restrictAccess.input>) => {
      const matter = await office.matters.restrictAccess(typed)
      ask()
      return (shown.value = matter)
    },
    liftAccess: async (typed: z.input<typeof contract.liftAccess.input>) =>
      take(await office.matters.liftAccess(typed)),
    withoutPartner: () => office.matters.withoutPartner({}),
    takeOverAccess: async (typed: z.input<typeof contract.takeOverAccess.input>) =>
      take(await office.matters.takeOverAccess(typed)),
    reopen: async (typed: z.input<typeof contract.reopen.input>) =>
      take(await office.matters.reopen(typed)),
  }
})
