import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { z } from 'zod'
import {
  type Establishment,
  EstablishmentId,
  type establishments as questions,
} from '../../src-main/establishments/contract.ts'
import { office } from '../office.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>

/** The prisons, asked for once, and what is recorded of who commissions and provides in each. */
export const useEstablishments = defineStore('establishments', () => {
  const all = shallowRef<Establishment[]>([])
  return {
    all,
    load: async () => {
      if (all.value.length === 0) all.value = await office.establishments.list({ text: '' })
    },
    byId: (id: string) => all.value.find((prison) => prison.id === id),
    /** Of a prison, or with null of the Ministry’s disclosure team. */
    arrangements: (prison: string | null) =>
      office.establishments.arrangements({
        establishmentId: prison === null ? null : EstablishmentId.parse(prison),
      }),
    recordArrangement: (typed: Input<'recordArrangement'>) =>
      office.establishments.recordArrangement(typed),
    correctArrangement: (typed: Input<'correctArrangement'>) =>
      office.establishments.correctArrangement(typed),
    recordTransfer: (typed: Input<'recordTransfer'>) => office.establishments.recordTransfer(typed),
  }
})
