import { usePreferredDark, useMediaQuery, useStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watchEffect } from 'vue'
import type { ScreenKey } from './keys.ts'

/** A question about something that cannot be undone; each answer is a sentence. */
export interface Asked {
  title: string
  words: string
  act: string
  stay: string
  /** True where the act destroys something. */
  grave?: boolean
  answer: (act: boolean) => void
}

export type Theme = 'system' | 'light' | 'dark'

/** What belongs to the frame and to no domain: the panes, the theme, the keys of the screen, an open question. */
export const useFrame = defineStore('frame', () => {
  const theme = useStorage<Theme>('theme', 'system')
  const singleKeys = useStorage('single-keys', true)
  /** Null until somebody opens or closes the panel. */
  const rightsChoice = useStorage<'open' | 'closed' | 'unsaid'>('rights', 'unsaid')

  const docked = useMediaQuery('(min-width: 1180px)')
  const wide = useMediaQuery('(min-width: 900px)')
  const prefersDark = usePreferredDark()
  const dark = computed(() =>
    theme.value === 'system' ? prefersDark.value : theme.value === 'dark',
  )

  const finderOpen = ref(false)
  const keysOpen = ref(false)
  const menuOpen = ref(false)
  /** The slide-over that stands in for the docked panel in a narrow window. */
  const slideOpen = ref(false)
  const screenKeys = shallowRef<ScreenKey[]>([])
  const question = shallowRef<Asked | null>(null)

  return {
    theme,
    singleKeys,
    rightsChoice,
    docked,
    wide,
    dark,
    finderOpen,
    keysOpen,
    menuOpen,
    slideOpen,
    screenKeys,
    question,
    followTheme: () =>
      watchEffect(() => document.documentElement.classList.toggle('dark', dark.value)),
    /** Puts a question; gives true for the act and false for staying. */
    ask: (asked: Omit<Asked, 'answer'>) =>
      new Promise<boolean>((resolve) => {
        question.value = {
          ...asked,
          answer: (act) => {
            question.value = null
            resolve(act)
          },
        }
      }),
  }
})
