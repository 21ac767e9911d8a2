import type { Router } from 'vue-router'

/** What the mouse presses is what is meant, also where an answer changes the page between pressing and letting go. */
export function keepPresses(routes: Router): void {
  keepFromOpened(routes)
  keepWhatMoved()
}

/** The second click of a double click falls on the screen that the first one opened, and would select all of it. */
function keepFromOpened(routes: Router): void {
  let opened = false
  routes.afterEach(() => void (opened = true))
  addEventListener('mousedown', (press) => {
    if (press.detail === 1) opened = false
    else if (opened) press.preventDefault()
  })
}

/** How far a hand that means to stay still moves the mouse, in pixels. */
const STILL = 4

/** A button that moves away while it is pressed gets no click from the browser; where the mouse stayed, it gets it here. */
function keepWhatMoved(): void {
  let pressed: { button: HTMLElement; at: DOMRect; x: number; y: number } | null = null
  addEventListener('mousedown', ({ button: key, target, clientX: x, clientY: y }) => {
    const button = target instanceof Element && target.closest<HTMLElement>('button, a[href]')
    pressed = key === 0 && button ? { button, at: button.getBoundingClientRect(), x, y } : null
  })
  addEventListener('mouseup', ({ target, clientX, clientY }) => {
    if (!pressed) return
    const { button, at, x, y } = pressed
    pressed = null
    const now = button.getBoundingClientRect()
    const moved = now.x !== at.x || now.y !== at.y
    const still = Math.hypot(clientX - x, clientY - y) <= STILL
    const clicked = target instanceof Node && button.contains(target)
    if (button.isConnected && moved && still && !clicked) button.click()
  })
}
