import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { HiddenColumns, ListWithColumns } from '../../src-main/people/contract.ts'
import { office } from '../office.ts'

/** By what a list is sorted, as its question takes it. */
export interface Sort<By extends string = string> {
  by: By
  down: boolean
}

/** How whoever is signed in has lists: columns left out on this computer, and the order as long as the office stays unlocked. */
export const useColumns = defineStore('columns', () => {
  const hidden = shallowRef<ReadonlyMap<ListWithColumns, HiddenColumns['hidden']>>(new Map())
  const sorts = shallowRef<ReadonlyMap<ListWithColumns, Sort>>(new Map())
  async function load(): Promise<void> {
    const all = await office.platform.columns({})
    hidden.value = new Map(all.map((one) => [one.list, one.hidden]))
  }
  return {
    hidden,
    sorts,
    load,
    hide: async (columns: HiddenColumns) => {
      await office.platform.hideColumns(columns).finally(load)
    },
    sort: (list: ListWithColumns, sort: Sort | null) => {
      const all = new Map(sorts.value)
      if (sort) all.set(list, sort)
      else all.delete(list)
      sorts.value = all
    },
  }
})
