import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue'

/** What is recorded of the thing that a form corrects. */
export interface Standing<T> {
  /** As the form shows it, with its version. */
  typed: Partial<T>
  version: number | string
  /** When it was recorded, and by whom; empty where that is not kept of it. */
  at: string
  by: string
  /** Of what is shown only once it was opened for a reason: a newer version is told of, and not seen here. */
  unseen?: boolean
  /** Where more is recorded than the form shows: what is newer in that alone is told of, typed or not. */
  more?: boolean
}

/** A newer version than the one that the form was filled in with. */
export interface Newer {
  at: string
  by: string
  /** The names of the fields it changed; where it is not known what stood before, of those that differ from what is typed. */
  changed: string[]
  /** Those of them that were typed in here too. */
  typed: string[]
  /** Whether it is known what stood before. */
  known: boolean
  /** What it says has to be opened for a reason first. */
  unseen: boolean
}

interface Form<T> {
  draft: T
  changed: Ref<boolean>
  settle: () => void
}

/**
 * Fills a form in with what is recorded, and again with what another desk records, until somebody types; from then on
 * nothing in it is touched, and the newer version is told of, as is any that the form does not show. `bringIn` takes from
 * it what was not typed in here.
 */
export function useNewer<T extends object>(
  { draft, changed, settle }: Form<T>,
  standing: () => Standing<T> | null,
): { newer: ComputedRef<Newer | null>; bringIn: () => void } {
  const base = shallowRef<Standing<T> | null>(null)
  const above = shallowRef<Standing<T> | null>(null)
  const version = () => (draft as { version?: number | string }).version ?? 0

  /** Whether somebody who looks at the form sees what is newer, once it is filled in. */
  function shows(now: Standing<T>): boolean {
    const fields = leavesOf(now.typed)
    if (!now.more) return fields.length > 0
    return fields.some((path) => !isSame(now.typed, base.value?.typed ?? draft, path))
  }
  function fillIn(now: Standing<T>): void {
    Object.assign(draft, structuredClone(now.typed), { version: now.version })
    base.value = now
    settle()
  }
  watch(
    standing,
    (now) => {
      above.value = null
      if (!now) return
      if (now.version === version()) base.value = now
      else if (changed.value || now.unseen || !shows(now)) above.value = now
      else fillIn(now)
    },
    { immediate: true },
  )

  const newer = computed<Newer | null>(() => {
    const now = above.value
    if (!now) return null
    const unseen = now.unseen === true
    if (unseen) return { at: now.at, by: now.by, changed: [], typed: [], known: false, unseen }
    const before = base.value?.typed
    const all = leavesOf(now.typed).filter((path) => path !== 'version')
    const fields = all.filter((path) => !isSame(now.typed, before ?? draft, path))
    const typed = fields.filter((path) => before && !isSame(draft, before, path))
    return { at: now.at, by: now.by, changed: fields, typed, known: before !== undefined, unseen }
  })
  function bringIn(): void {
    const now = above.value
    if (!now || now.unseen) return
    const isTyped = changed.value
    const before = base.value?.typed
    if (before)
      for (const path of leavesOf(now.typed))
        if (isSame(draft, before, path)) put(draft, path, structuredClone(at(now.typed, path)))
    Object.assign(draft, { version: now.version })
    base.value = now
    above.value = null
    if (!isTyped) settle()
  }
  return { newer, bringIn }
}

/** The path of each field: a list is one, and so is a text. */
function leavesOf(held: object, above = ''): string[] {
  return Object.entries(held).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? leavesOf(value, `${above}${name}.`)
      : [`${above}${name}`],
  )
}

function at(held: unknown, path: string): unknown {
  let found = held
  for (const step of path.split('.'))
    found = typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined
  return found
}

function put(held: object, path: string, value: unknown): void {
  const steps = path.split('.')
  const last = steps.pop()!
  const inside = steps.length === 0 ? held : at(held, steps.join('.'))
  if (typeof inside === 'object' && inside !== null) Reflect.set(inside, last, value)
}

const isSame = (one: object, other: object, path: string) =>
  JSON.stringify(at(one, path)) === JSON.stringify(at(other, path))
