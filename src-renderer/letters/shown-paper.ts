import { onBeforeUnmount, ref, shallowRef } from 'vue'
import { errorMessage } from '../office.ts'
import { openPaper, type Page } from './paper.ts'

/** The pages of a PDF that is asked for again and again; only the newest answer is shown, and the former is given back. */
export function useShownPaper() {
  const pages = shallowRef<Page[]>([])
  const fault = ref('')
  const busy = ref(true)
  let close = async () => {}
  let asked = 0

  async function look<Answer extends { pdf: Uint8Array }>(
    asking: () => Promise<Answer>,
    came: (answer: Answer) => void = () => {},
  ): Promise<void> {
    const turn = ++asked
    busy.value = true
    try {
      const answer = await asking()
      if (turn !== asked) return
      came(answer)
      const paper = await openPaper(answer.pdf)
      if (turn !== asked) return await paper.close()
      const before = close
      close = paper.close
      pages.value = paper.pages
      fault.value = ''
      await before()
    } catch (error) {
      if (turn === asked) fault.value = errorMessage(error)
    } finally {
      if (turn === asked) busy.value = false
    }
  }
  onBeforeUnmount(() => {
    asked += 1
    void close()
  })
  return { pages, fault, busy, look }
}
