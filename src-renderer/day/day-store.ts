import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { office } from '../office.ts'
import type { DayView } from './day-words.ts'

/** What needs an act today, and how much of it is late or must not leave. */
export const useDay = defineStore('day', () => {
  const view = shallowRef<DayView | null>(null)
  return {
    view,
    /** What the rail counts beside the day. */
    danger: computed(() =>
      (view.value?.groups ?? [])
        .filter(({ name }) => name === 'late' || name === 'recall')
        .reduce((sum, { items }) => sum + items.length, 0),
    ),
    load: async () => {
      view.value = await office.day.view({})
    },
  }
})
