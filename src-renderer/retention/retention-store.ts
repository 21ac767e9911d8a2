import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { z } from 'zod'
import type { Keeping, Periods, retention as questions } from '../../src-main/retention/contract.ts'
import { office } from '../office.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>

/** How long files are kept, and how long that of the client on the screen is. */
export const useRetention = defineStore('retention', () => {
  const periods = shallowRef<Periods | null>(null)
  const shown = shallowRef<{ clientId: string; keeping: Keeping } | null>(null)
  return {
    periods,
    shown,
    /** What is known of a client; null until it was asked for. */
    of: (clientId: string | undefined) =>
      shown.value?.clientId === clientId ? (shown.value?.keeping ?? null) : null,
    loadPeriods: async () => (periods.value = await office.retention.periods({})),
    setPeriod: async (typed: Input<'setPeriod'>) =>
      (periods.value = await office.retention.setPeriod(typed)),
    load: async (clientId: string) =>
      (shown.value = { clientId, keeping: await office.retention.ofClient({ clientId }) }),
    review: (asked: Input<'review'>) => office.retention.review(asked),
    keepLonger: async (typed: Input<'keepLonger'>) =>
      (shown.value = {
        clientId: typed.clientId,
        keeping: await office.retention.keepLonger(typed),
      }),
  }
})
