import { watchDebounced } from '@vueuse/core'
import { shallowRef, watch } from 'vue'
import { useFresh } from '../fresh.ts'

const PAGE = 100

/** The answer to one question of a list: these rows, of so many. */
export interface Page<Row> {
  rows: Row[]
  total: number
  /** True where more match than are worth counting. */
  more?: boolean
}

/** A heading inside a list, over the rows that follow it. */
export interface Heading {
  heading: string
  count: number
}

/** A list that is searched as one types and fetched page by page, by `order` where it is sorted; a row is null until the office has given it. */
export function usePaged<
  Row,
  Text extends string = string,
  Answer extends Page<Row> = Page<Row>,
  Order = null,
>(
  find: (asked: {
    text: Text
    sort: Order
    offset: number
    limit: number
  }) => Promise<Answer & Page<Row>>,
  { atFirst = '' as Text, order }: { atFirst?: Text; order?: () => Order } = {},
) {
  const orderNow = () => order?.() ?? (null as Order)
  const typed = shallowRef<Text>(atFirst)
  const answered = shallowRef<Text>(atFirst)
  const found = shallowRef<Answer | null>(null)
  const rows = shallowRef<(Row | null)[]>([])
  let asked = new Set<number>()
  let sorted = orderNow()
  let inSight: [number, number] = [0, 0]

  const { fault, look } = useFresh(async () => {
    const [text, sort] = [typed.value, orderNow()]
    const first = await find({ text, sort, offset: 0, limit: PAGE })
    if (text !== typed.value || sort !== orderNow()) return
    asked = new Set([0])
    // The same list asked again keeps what it showed until the new pages are here.
    const before = text === answered.value && sort === sorted ? rows.value : []
    sorted = sort
    rows.value = Array.from(
      { length: first.total },
      (_, index) => first.rows[index] ?? before[index] ?? null,
    )
    answered.value = text
    found.value = first
    show(...inSight)
  })
  watchDebounced(typed, look, { debounce: 60 })
  watch(orderNow, look)

  async function load(page: number): Promise<void> {
    const batch = asked.add(page)
    const at = { offset: page * PAGE, limit: PAGE }
    const { rows: given } = await find({ text: answered.value, sort: sorted, ...at })
    if (batch === asked) rows.value = rows.value.toSpliced(page * PAGE, given.length, ...given)
  }

  /** Asks for the pages of the rows from `first` to `last` that were not asked for yet. */
  function show(first: number, last: number): void {
    inSight = [first, last]
    const end = Math.min(last, rows.value.length - 1)
    for (let page = Math.floor(first / PAGE); page <= Math.floor(end / PAGE); page++)
      if (page >= 0 && !asked.has(page)) load(page).catch(() => asked.delete(page))
  }

  return { typed, answered, found, rows, fault, show }
}
