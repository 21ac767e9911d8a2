import { watchDebounced } from '@vueuse/core'
import { computed, ref, shallowRef } from 'vue'
import { errorMessage } from '../office.ts'
import type { Finding } from './templates-store.ts'

/** What is wrong with what is typed, asked again as it changes; only the newest answer counts. */
export function useFindings(typed: () => unknown, ask: () => Promise<Finding[]>) {
  const findings = shallowRef<Finding[] | null>(null)
  const fault = ref('')
  let asked = 0
  async function look(): Promise<void> {
    const turn = ++asked
    try {
      const now = await ask()
      if (turn === asked) findings.value = now
      fault.value = ''
    } catch (error) {
      if (turn === asked) fault.value = errorMessage(error)
    }
  }
  watchDebounced(typed, look, { debounce: 300, maxWait: 1500, immediate: true })
  const refused = computed(
    () => findings.value?.filter(({ level }) => level === 'refused').length ?? 0,
  )
  return { findings, fault, refused }
}
