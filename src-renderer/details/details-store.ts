import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { z } from 'zod'
import type { DetailName, details as questions, Recorded } from '../../src-main/details/contract.ts'
import { newestOnly } from '../newest.ts'
import { office } from '../office.ts'

/** The case details of the matter on the screen; each recording puts the office's answer in its place. */
export const useDetails = defineStore('details', () => {
  const shown = shallowRef<{ matterId: string; groups: Recorded[] } | null>(null)
  const ask = newestOnly()
  return {
    /** What is recorded of a matter; null until it is known. */
    of: (matterId: string) => (shown.value?.matterId === matterId ? shown.value.groups : null),
    load: async (matterId: string): Promise<Recorded[]> => {
      const isNewest = ask()
      const groups = await office.details.get({ matterId })
      if (isNewest()) shown.value = { matterId, groups }
      return groups
    },
    bodiesFor: (group: DetailName) => office.details.bodies({ group }),
    record: async (typed: z.input<typeof questions.record.input>) => {
      const groups = await office.details.record(typed)
      ask()
      shown.value = { matterId: typed.matterId, groups }
    },
  }
})
