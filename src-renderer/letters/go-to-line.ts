/** Puts the cursor at a line of the text that is written in there. */
export function goToLine(within: HTMLElement | null, line: number): void {
  const field = within?.querySelector('textarea')
  if (!field) return
  const lines = field.value.split('\n')
  const from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
  field.focus()
  field.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0))
  field.scrollTop = (field.scrollHeight / lines.length) * Math.max(0, line - 4)
}
