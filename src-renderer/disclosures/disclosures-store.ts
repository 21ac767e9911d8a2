import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { z } from 'zod'
import type {
  Disclosure,
  DisclosureLine,
  FollowedPaper,
  disclosures as asked,
} from '../../src-main/disclosures/contract.ts'
import { newestOnly } from '../newest.ts'
import { office } from '../office.ts'
import { showNewest } from '../shown.ts'

type Filter = Pick<
  z.input<typeof asked.list.input>,
  'clientId' | 'reader' | 'year' | 'class' | 'basis'
>
type Sorted = Pick<z.input<typeof asked.list.input>, 'sort'>
type Saved = Pick<z.input<typeof asked.export.input>, 'kind' | 'restricted' | 'reason'>
type Next = z.output<typeof asked.list.output>['next']

/** The register as far as it was read, and the one disclosure on the screen. What is revealed is never kept here. */
export const useDisclosures = defineStore('disclosures', () => {
  const lines = shallowRef<DisclosureLine[] | null>(null)
  const count = shallowRef({ all: 0, bare: 0 })
  const erased = shallowRef<z.output<typeof asked.list.output>['erased']>(null)
  const next = shallowRef<Next>(null)
  const shown = shallowRef<Disclosure | null>(null)
  const ask = newestOnly()
  let filter: Filter = {}
  let sorted: Sorted = {}

  // A sorted register goes on after so many lines, its own order after the last of them.
  const give = (after: Next) =>
    office.disclosures.list({
      ...{ ...filter, ...sorted },
      ...(sorted.sort ? { offset: after ? (lines.value?.length ?? 0) : 0 } : { after }),
    })
  return {
    lines,
    count,
    erased,
    next,
    shown,
    find: async ({ sort, ...wanted }: Filter & Sorted) => {
      filter = wanted
      sorted = { sort }
      const page = await give(null)
      if (filter !== wanted) return
      lines.value = page.lines
      next.value = page.next
      erased.value = page.erased
      count.value = page.count ?? { all: page.lines.length, bare: 0 }
    },
    more: async () => {
      const wanted = filter
      const page = await give(next.value)
      if (filter !== wanted) return
      lines.value = [...(lines.value ?? []), ...page.lines]
      next.value = page.next
    },
    open: async (id: number) => {
      if (shown.value?.id !== id) shown.value = null
      return showNewest(shown, ask(), office.disclosures.get({ id }))
    },
    follow: (id: number) => office.disclosures.follow({ id }),
    openPaper: (id: number, paper: FollowedPaper, of = '') =>
      office.disclosures.openPaper({ id, paper, of }),
    /** Saves what the screen is filtered to. */
    save: (how: Saved) => office.disclosures.export({ ...filter, ...how }),
    reveal: (id: number, reason: string) => office.disclosures.reveal({ id, reason }),
    undoCall: (seq: number, reason: string) => office.disclosures.undoCall({ seq, reason }),
    recordCall: (call: z.input<typeof asked.recordCall.input>) =>
      office.disclosures.recordCall(call),
  }
})
