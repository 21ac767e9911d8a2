import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { z } from 'zod'
import type { Firm, FirmDraft } from '../../src-main/practice/contract.ts'
import { office } from '../office.ts'

type Signatory = Parameters<typeof office.practice.recordSignatory>[0]

/** The firm as it is on record; undefined until it was asked for, null before anything was recorded. */
export const usePractice = defineStore('practice', () => {
  const firm = shallowRef<Firm | null>()
  return {
    firm,
    load: async () => (firm.value = await office.practice.get({})),
    record: async (draft: z.input<typeof FirmDraft>) =>
      (firm.value = await office.practice.record(draft)),
    chooseLogo: async () => (firm.value = await office.practice.chooseLogo({})),
    removeLogo: async () => (firm.value = await office.practice.removeLogo({})),
    recordSignatory: async (signatory: Signatory) =>
      (firm.value = await office.practice.recordSignatory(signatory)),
  }
})
