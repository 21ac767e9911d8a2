import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { z } from 'zod'
import type { Firm, practice as questions, SecondCheck } from '../../src-main/practice/contract.ts'
import { office } from '../office.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>

/** The firm as it is on record; undefined until it was asked for, null before anything was recorded. */
export const usePractice = defineStore('practice', () => {
  const firm = shallowRef<Firm | null>()
  /** Whether forms wait for a second check; null until it was asked for. */
  const secondCheck = shallowRef<SecondCheck | null>(null)
  return {
    firm,
    secondCheck,
    load: async () => (firm.value = await office.practice.get({})),
    record: async (draft: Input<'record'>) => (firm.value = await office.practice.record(draft)),
    chooseLogo: async () => (firm.value = await office.practice.chooseLogo({})),
    removeLogo: async () => (firm.value = await office.practice.removeLogo({})),
    recordSignatory: async (signatory: Input<'recordSignatory'>) =>
      (firm.value = await office.practice.recordSignatory(signatory)),
    loadSecondCheck: async () => (secondCheck.value = await office.practice.secondCheck({})),
    chooseSecondCheck: async (choice: Input<'chooseSecondCheck'>) =>
      (secondCheck.value = await office.practice.chooseSecondCheck(choice)),
  }
})
