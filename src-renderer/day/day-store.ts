import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { office } from '../office.ts'
import type { DayView, GroupName } from './day-words.ts'

/** What needs an act today, and how much of it is late or must not leave. */
export const useDay = defineStore('day', () => {
  const view = shallowRef<DayView | null>(null)
  const shown: Partial<Record<GroupName, number>> = {}
  const load = async () => {
    view.value = await office.day.view({ shown })
  }
  return {
    view,
    /** What the rail counts beside the day. */
    danger: computed(() =>
      (view.value?.groups ?? [])
        .filter(({ name }) => name === 'late' || name === 'recall')
        .reduce((sum, { total }) => sum + total, 0),
    ),
    load,
    /** Shows more lines of a part. */
    more: async (name: GroupName) => {
      const now = view.value?.groups.find((group) => group.name === name)?.items.length ?? 0
      shown[name] = Math.min(now + 100, 1000)
      await load()
    },
  }
})
