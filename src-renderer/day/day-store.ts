import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { recorded } from '../fresh.ts'
import { newestOnly } from '../newest.ts'
import { office } from '../office.ts'
import { today } from '../parts/today.ts'
import type { DayView, GroupName } from './day-words.ts'

/** So many more lines of a part are asked for at a time, and so many at most. */
const MORE = 100
const MOST = 1000

const DANGERS: ReadonlySet<GroupName> = new Set(['limitation-now', 'late', 'recall'])

/** What needs an act today, and how much of it is late or must not leave. */
export const useDay = defineStore('day', () => {
  const view = shallowRef<DayView | null>(null)
  const shown: Partial<Record<GroupName, number>> = {}
  let asked: { when: string; answer: Promise<void> } | null = null

  const begin = newestOnly()
  async function ask(): Promise<void> {
    const isNewest = begin()
    const found = await office.day.view({ shown })
    if (isNewest()) view.value = found
  }
  return {
    view,
    /** What the rail marks: zero until the day was asked for. */
    danger: computed(() =>
      (view.value?.groups ?? [])
        .filter(({ name }) => DANGERS.has(name))
        .reduce((sum, { total }) => sum + total, 0),
    ),
    /** Asks only where something was recorded since, or the day has turned; whoever asks meanwhile waits for the same answer. */
    load(): Promise<void> {
      const when = `${today()} ${recorded.value}`
      if (asked?.when === when) return asked.answer
      const mine = { when, answer: ask() }
      mine.answer.catch(() => {
        if (asked === mine) asked = null
      })
      asked = mine
      return mine.answer
    },
    /** Brings in the lines of a part that come next. */
    more: async (name: GroupName): Promise<void> => {
      const now = view.value?.groups.find((group) => group.name === name)?.items.length ?? 0
      if (now >= MOST || (shown[name] ?? 0) > now) return
      shown[name] = Math.min(now + MORE, MOST)
      await ask()
    },
  }
})
