import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { office } from '../office.ts'

/** The program that is installed, and a newer one in its place. */
export const useUpdates = defineStore('updates', () => {
  const about = shallowRef<Awaited<ReturnType<typeof office.updates.about>> | null>(null)
  /** Whether the pane is open. */
  const open = ref(false)
  return {
    about,
    open,
    load: async () => (about.value = await office.updates.about({})),
    saveDiagnostics: () => office.signIn.saveDiagnostics({}),
    choose: () => office.updates.choose({}),
    install: () => office.updates.install({}),
  }
})
