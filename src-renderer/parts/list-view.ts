import { computed, onMounted, ref } from 'vue'
import type { HiddenColumns, ListWithColumns } from '../../src-main/people/contract.ts'
import { errorMessage } from '../office.ts'
import { useColumns, type Sort } from './columns-store.ts'

/** A column of a list: what stands over it, and what its head sorts by. */
export interface Column<By extends string = string> {
  key: string
  name: string
  sort?: By
  /** Where it stands in a narrow window; nowhere if not said. */
  narrow?: 'first' | 'beside' | 'second' | 'third'
  /** Of its cells. */
  looks?: string
}

interface Parts<By extends string> {
  list: ListWithColumns
  columns: readonly Column<By>[]
  /** Everything that the list can be sorted by, as the menu says it. */
  sorts: Readonly<Partial<Record<By, string>>>
  /** The columns that may be left out. */
  mayHide: HiddenColumns['hidden']
  /** What the order is called that the list has by itself. */
  ownOrder: string
}

/** How one list is seen: the columns that are shown, and by what its whole is sorted. */
export interface ListView<By extends string = string> extends Omit<Parts<By>, 'list' | 'columns'> {
  readonly fault: string
  readonly hidden: HiddenColumns['hidden']
  readonly shown: readonly Column<By>[]
  /** Every column, shown or not. */
  readonly all: readonly Column<By>[]
  readonly sort: Sort<By> | null
  /** What is said of the order, for whoever does not see the mark over the column. */
  readonly said: string
  shows(key: string): boolean
  hide(columns: HiddenColumns['hidden']): Promise<void>
  sortBy(wanted: Sort<By> | null): void
  /** As the head of a column is pressed: upward, then downward, then the list's own order again. */
  press(by: By): void
}

export function useListView<By extends string>({
  list,
  columns,
  ...parts
}: Parts<By>): ListView<By> {
  const store = useColumns()
  const fault = ref('')
  const hidden = computed(() => store.hidden.get(list) ?? [])
  const sort = computed(() => (store.sorts.get(list) ?? null) as Sort<By> | null)
  const shows = (key: string) => !(hidden.value as readonly string[]).includes(key)
  const shown = computed(() => columns.filter(({ key }) => shows(key)))
  const sortBy = (wanted: Sort<By> | null) => store.sort(list, wanted)
  // All columns are shown where this computer cannot say.
  onMounted(() => store.load().catch(() => undefined))
  return {
    ...parts,
    all: columns,
    get fault() {
      return fault.value
    },
    get hidden() {
      return hidden.value
    },
    get shown() {
      return shown.value
    },
    get sort() {
      return sort.value
    },
    get said() {
      if (!sort.value) return ''
      const { by, down } = sort.value
      return `Sorted by ${parts.sorts[by]?.toLowerCase()}, ${down ? 'descending' : 'ascending'}.`
    },
    shows,
    async hide(wanted) {
      fault.value = ''
      try {
        await store.hide({ list, hidden: wanted })
      } catch (error) {
        fault.value = errorMessage(error)
      }
    },
    sortBy,
    press(by) {
      const now = sort.value?.by === by ? sort.value : null
      sortBy(now?.down ? null : { by, down: now !== null })
    },
  }
}
