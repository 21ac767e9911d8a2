import { shallowRef, type Ref } from 'vue'
import { errorMessage } from '../office.ts'
import { useLetters } from './letters-store.ts'

/** How a sheet comes out: its file, the paper, or this computer's reader. */
export type Output = 'save' | 'print' | 'open'
/** What the button says that makes it. */
export const OUTPUT_ACTS: Record<Output, string> = {
  save: 'Save as PDF',
  print: 'Print',
  open: 'Open',
}

/**
 * The printers of this computer, for a select: null until `look` has found them. The usual one is put into the
 * draft, and why they could not be asked for into the form's notice.
 */
export function usePrinters(draft: { printer: string }, notice: Ref<string>) {
  const letters = useLetters()
  const printers = shallowRef<{ value: string; label: string; trays: string[] | null }[] | null>(
    null,
  )

  async function look(): Promise<void> {
    try {
      const found = await letters.printers()
      printers.value = found.map(({ name, trays }) => ({ value: name, label: name, trays }))
      draft.printer = (found.find(({ usual }) => usual) ?? found[0])?.name ?? ''
    } catch (error) {
      notice.value = errorMessage(error)
    }
  }

  return { printers, look }
}
