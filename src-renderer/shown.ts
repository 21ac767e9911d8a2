import type { Ref } from 'vue'
import { isGone } from './office.ts'

/** Puts the newest answer on the screen; what is on file no more goes from it, and what only could not be answered stays. */
export async function showNewest<T>(
  shown: Ref<T | null>,
  isNewest: () => boolean,
  asked: Promise<T>,
): Promise<T> {
  try {
    const found = await asked
    if (isNewest()) shown.value = found
    return found
  } catch (error) {
    if (isGone(error) && isNewest()) shown.value = null
    throw error
  }
}
