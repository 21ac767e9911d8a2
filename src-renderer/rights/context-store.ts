import { defineStore } from 'pinia'
import { onBeforeUnmount, shallowRef, watchEffect } from 'vue'
import type { Kind } from '../../src-main/law/contract.ts'
import type { z } from '../../src-main/wire/schema.ts'

/** What a screen shows, so that the rights panel can follow it. What is left out is not shown. */
export interface Context {
  /** What the screen shows, as the panel names it: `this letter`. */
  called: string
  clientId?: string
  matterId?: string
  /** The prison; else the stay of the client on the day of the event. */
  establishmentId?: string
  /** The day of the treatment or event; else the matter's. */
  eventOn?: string | null
  /** The day of the complaint, request or letter; else today. */
  actionOn?: string
  /** Whom to ask for: a complaint about care and the records, where nothing is said. */
  kinds?: readonly z.output<typeof Kind>[]
  letter?: string
  rules?: readonly string[]
  /** The name by which the edition lists what stands beside this screen: a letter's number, or `matter`. */
  screen?: string
  /** The topic that the screen itself shows. */
  but?: string
}

/** What is on the screen. */
export const useContext = defineStore('here', () => ({ shown: shallowRef<Context | null>(null) }))

/** Tells the rights panel what this screen shows, for as long as it stands. */
export function useShowContext(tell: () => Context | null): void {
  const here = useContext()
  let told: Context | null = null
  watchEffect(() => {
    told = tell()
    here.shown = told
  })
  onBeforeUnmount(() => {
    if (here.shown === told) here.shown = null
  })
}
