import { useEventListener } from '@vueuse/core'
import { onBeforeUnmount, watch } from 'vue'
import { office } from '../office.ts'

let showing = 0

/** Tells the shell while something restricted is open in this component, so that no recording sees it. */
export function useRestrictedOnScreen(shows: () => boolean): void {
  let counted = false
  const count = (now: boolean) => {
    if (now === counted) return
    counted = now
    const before = showing
    showing += now ? 1 : -1
    if (before > 0 !== showing > 0)
      void office.platform.showRestricted({ shows: showing > 0 }).catch(() => undefined)
  }
  watch(shows, count, { immediate: true })
  onBeforeUnmount(() => count(false))
}

/** Hides what is restricted when somebody looks away: at another window, or with this one hidden. */
export function useHideOnLeaving(hide: () => void): void {
  useEventListener(window, 'blur', hide)
  useEventListener(document, 'visibilitychange', hide)
}
