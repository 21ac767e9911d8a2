import { useElementSize, useScroll } from '@vueuse/core'
import { computed, shallowRef, triggerRef, watch, type Ref } from 'vue'

const PAGE = 100
const SPARE_ROWS = 12

/** The answer to one question of a list: these rows, of so many. */
export interface Page<Row> {
  rows: Row[]
  total: number
  /** True where more match than are worth counting. */
  more?: boolean
}

interface Windowed<Row> {
  /** What scrolls. */
  box: Ref<HTMLElement | null>
  /** Pixels; every row is as high. */
  rowHeight: Ref<number>
  total: Ref<number>
  /** Gives `limit` rows from `offset` on. */
  give: (offset: number, limit: number) => Promise<Row[]>
}

/** Draws and asks for only the rows in sight, however many there are; `reset` forgets what was fetched. */
export function useWindowed<Row>({ box, rowHeight, total, give }: Windowed<Row>) {
  const pages = shallowRef(new Map<number, Row[]>())
  const asked = new Set<number>()
  const { y } = useScroll(box)
  const { height } = useElementSize(box)

  const first = computed(() => Math.max(0, Math.floor(y.value / rowHeight.value) - SPARE_ROWS))
  const last = computed(() =>
    Math.min(
      total.value,
      Math.ceil((y.value + Math.max(height.value, 400)) / rowHeight.value) + SPARE_ROWS,
    ),
  )
  const rows = computed(() =>
    Array.from({ length: Math.max(0, last.value - first.value) }, (_, at) => {
      const index = first.value + at
      return { index, row: pages.value.get(Math.floor(index / PAGE))?.[index % PAGE] ?? null }
    }),
  )

  async function load(page: number): Promise<void> {
    if (asked.has(page)) return
    asked.add(page)
    const batch = pages.value
    const found = await give(page * PAGE, PAGE)
    if (batch !== pages.value) return
    batch.set(page, found)
    triggerRef(pages)
  }

  watch(
    [first, last],
    () => {
      if (last.value === 0) return
      for (let page = Math.floor(first.value / PAGE); page <= (last.value - 1) / PAGE; page++)
        void load(page)
    },
    { immediate: true },
  )

  /** Starts over, with the first page where it is known already. */
  function reset(firstPage?: Row[]): void {
    asked.clear()
    pages.value = new Map(firstPage ? [[0, firstPage]] : [])
    if (firstPage) asked.add(0)
    y.value = 0
  }

  return {
    rows,
    reset,
    before: computed(() => first.value * rowHeight.value),
    after: computed(() => Math.max(0, total.value - last.value) * rowHeight.value),
    rowAt: (index: number) => pages.value.get(Math.floor(index / PAGE))?.[index % PAGE] ?? null,
    /** Scrolls so far that the row is in sight. */
    show: (index: number) => {
      const top = index * rowHeight.value
      if (top < y.value) y.value = top
      else if (top + rowHeight.value > y.value + height.value)
        y.value = top + rowHeight.value - height.value
    },
  }
}
