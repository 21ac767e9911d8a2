import { useEventListener } from '@vueuse/core'
import { onBeforeUnmount, onMounted } from 'vue'
import { useRights } from '../rights/rights-store.ts'
import { useFrame, type ScreenKey } from './frame-store.ts'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

const dialogIsOpen = (): boolean =>
  document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null

/** Declares the keys of a screen while it stands; single letters act only outside fields and dialogs. */
export function useScreenKeys(keys: ScreenKey[]): void {
  const frame = useFrame()
  onMounted(() => (frame.screenKeys = keys))
  onBeforeUnmount(() => {
    if (frame.screenKeys === keys) frame.screenKeys = []
  })
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (!frame.singleKeys || isTyping(event.target) || dialogIsOpen()) return
    const pressed = keys.find(({ key, act }) => act && key === event.key.toLowerCase())
    if (!pressed) return
    event.preventDefault()
    pressed.act!()
  })
}

const panes = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.offsetParent !== null,
  )

/** Moves the focus to the next pane of the window, or the one before. */
export function moveBetweenPanes(backwards: boolean): void {
  const all = panes()
  const here = all.findIndex((pane) => pane.contains(document.activeElement))
  const next = (here + (backwards ? -1 : 1) + all.length) % all.length
  const pane = all[next]
  const first = pane?.querySelector<HTMLElement>(
    'a[href], button:not(:disabled), input, [tabindex="0"]',
  )
  ;(first ?? pane)?.focus()
}

/** The keys that work on every screen. */
export function useFrameKeys(lock: () => void): void {
  const frame = useFrame()
  const rights = useRights()
  const single = (event: KeyboardEvent) =>
    frame.singleKeys && !event.altKey && !isTyping(event.target) && !dialogIsOpen()
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    const key = event.key.toLowerCase()
    const control = event.ctrlKey || event.metaKey
    if (control && key === 'k') frame.finderOpen = !frame.finderOpen
    else if (control && key === 'l') lock()
    else if (key === 'f6') moveBetweenPanes(event.shiftKey)
    else if (key === '?' && single(event)) frame.keysOpen = true
    else if (key === 'r' && !control && !event.defaultPrevented && single(event)) {
      rights.askToSearch()
      if (frame.docked) frame.rightsChoice = 'open'
      else frame.slideOpen = true
    } else return
    event.preventDefault()
  })
}

/** Ctrl S records and Ctrl Enter does the letter's act, inside fields too. */
export function useLetterKeys({ save, act }: { save?: () => void; act?: () => void }): void {
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    if (document.querySelector('[role="dialog"]')) return
    const done = event.key.toLowerCase() === 's' ? save : event.key === 'Enter' ? act : undefined
    if (!done) return
    event.preventDefault()
    done()
  })
}
