import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ProcessingDraft, ProcessingRecord } from '../../src-main/processing/contract.ts'
import { office } from '../office.ts'

/** The office’s record of processing; null until it was asked for. */
export const useProcessing = defineStore('processing', () => {
  const record = shallowRef<ProcessingRecord | null>(null)
  return {
    record,
    load: async () => (record.value = await office.processing.record({})),
    say: async (draft: ProcessingDraft) => (record.value = await office.processing.say(draft)),
    save: () => office.processing.save({}),
    print: (printer: string) => office.processing.print({ printer }),
    open: () => office.processing.open({}),
  }
})
