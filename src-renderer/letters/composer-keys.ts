import { useEventListener } from '@vueuse/core'

/** Ctrl S records and Ctrl Enter does the letter's act, inside fields too. */
export function useComposerKeys({ save, act }: { save?: () => void; act?: () => void }): void {
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    if (document.querySelector('[role="dialog"]')) return
    const done = event.key.toLowerCase() === 's' ? save : event.key === 'Enter' ? act : undefined
    if (!done) return
    event.preventDefault()
    done()
  })
}
