import { ref } from 'vue'
import { errorMessage } from '../office.ts'

/** An act that a button starts: whether it goes on, and why it failed; it is not started twice at once. */
export function useAct() {
  const busy = ref(false)
  const fault = ref('')
  async function act(question: () => Promise<unknown>): Promise<void> {
    if (busy.value) return
    busy.value = true
    fault.value = ''
    try {
      await question()
    } catch (error) {
      fault.value = errorMessage(error)
    }
    busy.value = false
  }
  return { busy, fault, act }
}
