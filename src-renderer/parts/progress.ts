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
    let running = true
    const look = async () => {
      while (running) {
        await new Promise((resolve) => window.setTimeout(resolve, LOOK_EVERY_MS))
        if (!running) return
        const { done, of } = await ask()
        if (running) progress.value = { done, of }
      }
    }
    look().catch(() => (progress.value = null))
    try {
      return await making
    } finally {
      running = false
      progress.value = null
    }
  }
  return { progress, watched }
}
