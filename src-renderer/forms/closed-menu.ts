import { useMutationObserver } from '@vueuse/core'
import type { Ref } from 'vue'

/** Once closed, the kit's list field would go on pointing at a row that is gone; this takes the pointer away. */
export function useClosedMenu(root: Ref<HTMLElement | null>): void {
  useMutationObserver(
    root,
    () => {
      const gone = root.value?.querySelector('[aria-expanded="false"][aria-activedescendant]')
      gone?.removeAttribute('aria-activedescendant')
    },
    { subtree: true, attributeFilter: ['aria-activedescendant', 'aria-expanded'] },
  )
}
