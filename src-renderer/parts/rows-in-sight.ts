import { useVirtualizer } from '@tanstack/vue-virtual'
import { computed, watch, type Ref } from 'vue'

const HEADS_PX = 35

interface Rows {
  /** What scrolls. */
  box: Ref<HTMLElement | null>
  count: Ref<number>
  /** How high a row is, about, until it was measured; a row says which it is by `data-index`. */
  height: (index: number) => number
  /** Whether column heads stay above the rows. */
  heads?: boolean
}

/** Draws only the rows in sight, however many there are; what is out of sight keeps its place by `before` and `after`. */
export function useRowsInSight({ box, count, height, heads = false }: Rows) {
  const above = heads ? HEADS_PX : 0
  const virtual = useVirtualizer(
    computed(() => ({
      count: count.value,
      getScrollElement: () => box.value,
      estimateSize: height,
      overscan: 12,
      scrollMargin: above,
      scrollPaddingStart: above,
      // A list is drawn before its box has a size.
      initialRect: { width: 800, height: 600 },
    })),
  )
  const items = computed(() => virtual.value.getVirtualItems())
  watch(
    items,
    () => box.value?.querySelectorAll('[data-index]').forEach(virtual.value.measureElement),
    { flush: 'post' },
  )
  return {
    /** The places of the rows in sight. */
    places: computed(() => items.value.map(({ index }) => index)),
    before: computed(() => (items.value[0]?.start ?? above) - above),
    after: computed(
      () => virtual.value.getTotalSize() - (items.value.at(-1)?.end ?? above) + above,
    ),
    /** Scrolls so far that the row is in sight. */
    show: (index: number) => virtual.value.scrollToIndex(index),
  }
}
