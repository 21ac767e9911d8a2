/** For a dialog that opens: the cursor stands in its first field, not on the button that closes it. */
export function toFirstField(event: Event): void {
  const first = document.querySelector<HTMLElement>('[role="dialog"] :is(input, textarea)')
  if (!first) return
  event.preventDefault()
  first.focus()
}
