import { defineStore } from 'pinia'
import type { z } from 'zod'
import type { lists as asked } from '../../src-main/lists/contract.ts'
import { office } from '../office.ts'
import { useProgress } from '../parts/progress.ts'

/** A list that is being saved. */
export const useLists = defineStore('lists', () => {
  const { progress, watched } = useProgress(() => office.lists.progress({}))
  return {
    progress,
    save: (what: z.input<typeof asked.save.input>) => watched(office.lists.save(what)),
    cancel: () => office.lists.cancel({}),
  }
})
