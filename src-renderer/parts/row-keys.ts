import { nextTick, ref, watch, type Ref } from 'vue'

interface RowKeys<Row> {
  /** The id of the button that ends the row at this place. */
  id: (at: number) => string
  open: (row: Row) => void
}

/** A list that is worked by the keyboard: up and down move the current row, Enter opens it, `act` does its act. */
export function useRowKeys<Row>(rows: Ref<readonly Row[]>, { id, open }: RowKeys<Row>) {
  const current = ref(0)
  watch(
    () => rows.value.length,
    (length) => (current.value = Math.min(current.value, Math.max(0, length - 1))),
  )

  async function move(by: number): Promise<void> {
    if (rows.value.length === 0) return
    const onRow = document.activeElement?.id === id(current.value)
    // The first press only takes hold of the row that is marked already.
    if (onRow) current.value = Math.min(rows.value.length - 1, Math.max(0, current.value + by))
    await nextTick()
    const button = document.getElementById(id(current.value))
    button?.focus()
    button?.closest('tr')?.scrollIntoView({ block: 'nearest' })
  }

  function openCurrent(): void {
    const row = rows.value[current.value]
    if (row) open(row)
  }

  function onKey(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement) return
    if (event.key === 'ArrowDown') void move(1)
    else if (event.key === 'ArrowUp') void move(-1)
    else if (event.key === 'Enter' && document.activeElement?.id === id(current.value))
      openCurrent()
    else return
    event.preventDefault()
  }

  return { current, onKey, act: () => document.getElementById(id(current.value))?.click() }
}
