import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { z } from 'zod'
import type {
  processing as questions,
  ProcessingRecord,
} from '../../src-main/processing/contract.ts'
import { office } from '../office.ts'

/** The office’s record of processing; null until it was asked for. */
export const useProcessing = defineStore('processing', () => {
  const record = shallowRef<ProcessingRecord | null>(null)
  return {
    record,
    load: async () => (record.value = await office.processing.record({})),
    say: async (typed: z.input<typeof questions.say.input>) =>
      (record.value = await office.processing.say(typed)),
    save: () => office.processing.save({}),
    print: (printer: string) => office.processing.print({ printer }),
    open: () => office.processing.open({}),
  }
})
