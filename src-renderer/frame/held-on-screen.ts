import { useEventListener } from '@vueuse/core'
import { onBeforeUnmount, watch } from 'vue'
import { office } from '../office.ts'

let showing = 0

/** Tells the shell while something held stands open in this component, so that no recording sees it. */
export function useHeldOnScreen(shows: () => boolean): void {
  let counted = false
  const count = (now: boolean) => {
    if (now === counted) return
    counted = now
    const before = showing
    showing += now ? 1 : -1
    if (before > 0 !== showing > 0)
      void office.platform.showHeld({ shows: showing > 0 }).catch(() => undefined)
  }
  watch(shows, count, { immediate: true })
  onBeforeUnmount(() => count(false))
}

/** Covers what is held when somebody looks away: at another window, or with this one hidden. */
export function useCoverOnLeaving(cover: () => void): void {
  useEventListener(window, 'blur', cover)
  useEventListener(document, 'visibilitychange', cover)
}
