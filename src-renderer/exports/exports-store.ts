import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Exported } from '../../src-main/exports/contract.ts'
import { office } from '../office.ts'
import { useProgress } from '../parts/progress.ts'

/** What is held of a client, gathered to be decided upon. */
export type Gathered = Awaited<ReturnType<typeof office.exports.gatherAccess>>

/** An export that is being written, and the last one since sign-in. */
export const useExports = defineStore('exports', () => {
  const last = shallowRef<Exported | null>(null)
  /** Folders that exports which were killed left behind, and that could not be removed. */
  const left = shallowRef<readonly string[]>([])
  const { progress, watched } = useProgress(() => office.exports.progress({}))

  return {
    last,
    progress,
    left,
    loadLeft: async () => (left.value = await office.exports.left({})),
    /** True once it is written; false where no folder was chosen. */
    async make(typed: { passphrase: string }): Promise<boolean> {
      const made = await watched(office.exports.make(typed))
      if (made) last.value = made
      return made !== null
    },
    cancel: () => office.exports.cancel({}),
    /** One client’s file; null where no folder was chosen. */
    clientFile: (typed: Parameters<typeof office.exports.clientFile>[0]) =>
      watched(office.exports.clientFile(typed)),
    printedFile: (typed: Parameters<typeof office.exports.printedFile>[0]) =>
      watched(office.exports.printedFile(typed)),
    gatherAccess: (typed: Parameters<typeof office.exports.gatherAccess>[0]) =>
      office.exports.gatherAccess(typed),
    writeAccess: (typed: Parameters<typeof office.exports.writeAccess>[0]) =>
      watched(office.exports.writeAccess(typed)),
  }
})
