import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { office } from '../office.ts'

/** The program that is installed, and a newer one in its place. */
export const useUpdates = defineStore('updates', () => {
  const about = shallowRef<Awaited<ReturnType<typeof office.updates.about>> | null>(null)
  /** Whether the pane is open. */
  const open = ref(false)
  /** An update's file was opened from outside of the program, and the pane is yet to ask for it. */
  const chosenOutside = ref(false)
  return {
    about,
    open,
    chosenOutside,
    openChosen(): void {
      chosenOutside.value = true
      open.value = true
    },
    load: async () => (about.value = await office.updates.about({})),
    saveDiagnostics: () => office.signIn.saveDiagnostics({}),
    choose: () => office.updates.choose({}),
    install: () => office.updates.install({}),
  }
})
