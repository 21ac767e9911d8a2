import { ref } from 'vue'

interface Progress {
  done: number
  of: number
}
const LOOK_EVERY_MS = 300

/** How far something long has got, asked of the office for as long as it goes on; null before and after. */
export function useProgress(ask: () => Promise<Progress>) {
  const progress = ref<Progress | null>(null)

  async function watched<Made>(making: Promise<Made>): Promise<Made> {
    const running = ref(true)
    const look = async () => {
      while (running.value) {
        await new Promise((resolve) => window.setTimeout(resolve, LOOK_EVERY_MS))
        if (!running.value) return
        const { done, of } = await ask()
        if (running.value) progress.value = { done, of }
      }
    }
    look().catch(() => (progress.value = null))
    try {
      return await making
    } finally {
      running.value = false
      progress.value = null
    }
  }
  return { progress, watched }
}
