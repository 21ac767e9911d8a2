import { useDocumentVisibility, watchDebounced } from '@vueuse/core'
import { onMounted, onScopeDispose, readonly, ref, watch } from 'vue'
import { errorMessage } from './office.ts'
import { useToday } from './parts/today.ts'

const count = ref(0)
window.remedy.onChange((change) => {
  if (change === 'records') count.value += 1
})

/** Grows whenever something was recorded in the office, at this desk or another. */
export const recorded = readonly(count)

/**
 * What a screen shows, as the office has it: `ask` when it is first shown, and again once something was recorded
 * or the day has turned; a hidden window waits until it is looked at. Gives what went wrong, and the asking itself.
 */
export function useFresh(ask: () => Promise<unknown>) {
  const fault = ref('')
  const visibility = useDocumentVisibility()
  let stale = false
  let left = false
  onScopeDispose(() => (left = true))

  async function look(): Promise<void> {
    try {
      await ask()
      fault.value = ''
    } catch (error) {
      fault.value = errorMessage(error)
    }
  }
  function lookIfSeen(): void {
    // The wait before a look outlives the screen: what was left must not answer for where somebody went.
    if (left) return
    stale = visibility.value === 'hidden'
    if (!stale) void look()
  }
  onMounted(look)
  watchDebounced([recorded, useToday()], lookIfSeen, { debounce: 300, maxWait: 1000 })
  watch(visibility, () => stale && lookIfSeen())
  return { fault, look }
}
