import { createSharedComposable, useEventListener, useIntervalFn } from '@vueuse/core'
import { readonly, ref } from 'vue'
import { londonDay } from '../../src-main/dates/days.ts'

const LOOK_EVERY_MS = 20_000

/** The day it is in London, whatever the computer's own zone says: the office's own reckoning. */
export const today = (): string => londonDay(new Date())

/** The same on a screen that stays open: it turns with the midnight of London, also after a sleep. */
export const useToday = createSharedComposable(() => {
  const day = ref(today())
  const look = () => {
    day.value = today()
  }
  useIntervalFn(look, LOOK_EVERY_MS)
  useEventListener(window, 'focus', look)
  return readonly(day)
})
