import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Exported } from '../../src-main/exports/contract.ts'
import { office } from '../office.ts'
import { useProgress } from '../parts/progress.ts'

/** An export that is being written, and the last one since sign-in. */
export const useExports = defineStore('exports', () => {
  const last = shallowRef<Exported | null>(null)
  const { progress, watched } = useProgress(() => office.exports.progress({}))

  return {
    last,
    progress,
    /** True once it is written; false where no folder was chosen. */
    async make(typed: { passphrase: string }): Promise<boolean> {
      const made = await watched(office.exports.make(typed))
      if (made) last.value = made
      return made !== null
    },
    cancel: () => office.exports.cancel({}),
  }
})
