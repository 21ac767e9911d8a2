import { useMediaQuery, usePreferredDark, useStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watchEffect } from 'vue'
import { office } from '../office.ts'

/** A key of the screen: shown on the status line, and acted on where it has an act. */
export interface ScreenKey {
  /** As the keyboard prints it: `n`, `?`, `Enter`; several may be named for showing only. */
  key: string
  label: string
  act?: () => void
}

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

type Settings = Awaited<ReturnType<typeof office.platform.settings>>

/** What belongs to the frame and to no domain: the panes, the window's settings, the keys of the screen, an open question. */
export const useFrame = defineStore('frame', () => {
  /** As this computer keeps them; null until they were asked for. */
  const settings = shallowRef<Settings | null>(null)
  const singleKeys = computed(() => settings.value?.singleKeys ?? true)
  /** Null until somebody opens or closes the panel. */
  const rightsChoice = useStorage<'open' | 'closed' | 'unsaid'>('rights', 'unsaid')

  const docked = useMediaQuery('(min-width: 1180px)')
  const wide = useMediaQuery('(min-width: 900px)')
  // The shell makes the theme of the settings the preference that a page sees.
  const dark = usePreferredDark()

  const finderOpen = ref(false)
  const keysOpen = ref(false)
  const menuOpen = ref(false)
  /** The slide-over that stands in for the docked panel in a narrow window. */
  const slideOpen = ref(false)
  const screenKeys = shallowRef<ScreenKey[]>([])
  const question = shallowRef<Asked | null>(null)

  async function loadSettings(): Promise<void> {
    settings.value = await office.platform.settings({})
  }

  return {
    settings,
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
    loadSettings,
    takeOpened: async () => (await office.platform.takeOpened({})).waits,
    findOnPage: (asked: Parameters<typeof office.platform.findOnPage>[0]) =>
      office.platform.findOnPage(asked),
    stopFinding: async () => void (await office.platform.stopFinding({})),
    changeSettings: async (part: Parameters<typeof office.platform.changeSettings>[0]) => {
      await office.platform.changeSettings(part).finally(loadSettings)
    },
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
