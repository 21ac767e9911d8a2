import type { Router } from 'vue-router'

/** How far a hand that means to stay still moves the mouse, in pixels. */
const STILL = 4

/** What the mouse presses is what is meant, also where an answer changes the page between pressing and letting go. */
export function keepPresses(routes: Router): void {
  let opened = false
  let pressed: Press | null = null
  routes.afterEach(() => void (opened = true))
  // Heard before everything else, so that nothing keeps a press of before.
  const first = { capture: true }
  const down = (press: MouseEvent) => {
    if (press.detail === 1) opened = false
    // The second click of a double click falls on the screen that the first one opened, and would select all of it.
    else if (opened) press.preventDefault()
    pressed = opened ? null : pressOf(press)
  }
  addEventListener('mousedown', down, first)
  addEventListener('mouseup', (release) => {
    if (pressed && release.button === 0 && wasMeant(pressed, release)) pressed.button.click()
    pressed = null
  })
}

interface Press {
  button: HTMLElement
  at: DOMRect
  x: number
  y: number
}

function pressOf(press: MouseEvent): Press | null {
  const { target, clientX: x, clientY: y } = press
  const button = target instanceof Element && target.closest<HTMLElement>('button, a[href]')
  // What a key beside the mouse means is the browser's to say.
  const plain = !press.ctrlKey && !press.shiftKey && !press.altKey && !press.metaKey
  if (press.button !== 0 || !plain || !button) return null
  return { button, at: button.getBoundingClientRect(), x, y }
}

/** A button that moved away while it was pressed gets no click from the browser; where the mouse stayed, it was meant. */
function wasMeant({ button, at, x, y }: Press, { target, clientX, clientY }: MouseEvent): boolean {
  const now = button.getBoundingClientRect()
  const moved = now.x !== at.x || now.y !== at.y
  const still = Math.hypot(clientX - x, clientY - y) <= STILL
  const clicked = target instanceof Node && button.contains(target)
  return moved && still && !clicked && canBePressed(button)
}

/** Whether it is there still, and nobody has put it away or opened a dialog over it. */
const canBePressed = (button: HTMLElement) =>
  button.checkVisibility({ visibilityProperty: true }) &&
  !button.closest('[inert], [aria-hidden="true"]') &&
  getComputedStyle(button).pointerEvents !== 'none'
