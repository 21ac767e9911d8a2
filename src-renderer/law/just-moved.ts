import { defineStore } from 'pinia'
import { onBeforeUnmount, ref, shallowRef } from 'vue'
import type { Moved } from '../../src-main/law/contract.ts'

/** What the last change moved, to be shown on the page that is led to after it. */
export const useMoved = defineStore('just-moved', () => {
  const what = ref('')
  const moved = shallowRef<Moved[] | null>(null)
  return {
    what,
    moved,
    say: (words: string, deadlines: Moved[]) => {
      what.value = words
      moved.value = deadlines
    },
  }
})

/** The same for the page that shows it: forgotten when that page is left. */
export function useJustMoved(): ReturnType<typeof useMoved> {
  const last = useMoved()
  onBeforeUnmount(() => (last.moved = null))
  return last
}
