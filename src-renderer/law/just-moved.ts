import { defineStore } from 'pinia'
import { onBeforeUnmount } from 'vue'
import { ref, shallowRef } from 'vue'
import type { Moved } from '../../src-main/rights/contract.ts'

const useLastMoved = defineStore('just-moved', () => ({
  what: ref(''),
  moved: shallowRef<Moved[] | null>(null),
}))

/** What the last change moved, shown on the page that is led to after it and forgotten with that page. */
export function useJustMoved() {
  const last = useLastMoved()
  onBeforeUnmount(() => (last.moved = null))
  return {
    get what() {
      return last.what
    },
    get moved() {
      return last.moved
    },
    say: (what: string, moved: Moved[]) => {
      last.what = what
      last.moved = moved
    },
  }
}
