import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { recorded } from '../fresh.ts'
import { office } from '../office.ts'
import { today } from '../parts/today.ts'
import type { DayView } from './day-words.ts'

/** What needs an act today, and how much of it is late or must not leave. */
export const useDay = defineStore('day', () => {
  const view = shallowRef<DayView | null>(null)
  let asked: { when: string; answer: Promise<void> } | null = null

  async function ask(): Promise<void> {
    view.value = await office.day.view({})
  }
  return {
    view,
    /** What the rail counts beside the day. */
    danger: computed(() =>
      (view.value?.groups ?? [])
        .filter(({ name }) => name === 'late' || name === 'recall')
        .reduce((sum, { items }) => sum + items.length, 0),
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
  }
})
