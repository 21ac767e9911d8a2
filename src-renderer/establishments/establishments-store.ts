import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Establishment } from '../../src-main/establishments/contract.ts'
import { office } from '../office.ts'

/** The prisons, asked for once. */
export const useEstablishments = defineStore('establishments', () => {
  const all = shallowRef<Establishment[]>([])
  return {
    all,
    load: async () => {
      if (all.value.length === 0) all.value = await office.establishments.list({ text: '' })
    },
    byId: (id: string) => all.value.find((prison) => prison.id === id),
  }
})
