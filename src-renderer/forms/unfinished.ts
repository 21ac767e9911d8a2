import { defineStore } from 'pinia'
import { computed, reactive, ref } from 'vue'
import type { UnfinishedForm } from '../../src-main/people/contract.ts'
import { office } from '../office.ts'

/** More than this the office would not take; a form is some thousand characters long. */
const LONGEST = 400_000
const MOST = 20

/** A form that stands open and was typed in; `secret` where a passphrase is asked for, which is kept nowhere. */
interface Open extends UnfinishedForm {
  secret: boolean
}

/**
 * What is typed and not recorded. Each change is handed to the office, which keeps it in memory, sealed, over a
 * lock; `waiting` are the forms of before the lock that nobody has opened again.
 */
export const useUnfinished = defineStore('unfinished', () => {
  const open = reactive(new Map<string, Open>())
  const waiting = ref<UnfinishedForm[]>([])
  /** Whose they are; null until they were asked for. */
  const whose = ref<string | null>(null)
  let handing: Promise<void> | undefined
  let changedSince = false

  const all = (): UnfinishedForm[] => {
    const typed = [...open.values()].filter(({ secret }) => !secret)
    return [...typed, ...waiting.value]
      .filter(({ typed: text }) => text.length <= LONGEST)
      .slice(0, MOST)
      .map(({ form, screen, title, typed: text }) => ({ form, screen, title, typed: text }))
  }

  async function handAll(): Promise<void> {
    while (changedSince) {
      changedSince = false
      // A locked office refuses, and still has what it was handed before.
      await office.platform.keepUnfinished({ forms: all() }).catch(() => undefined)
    }
    handing = undefined
  }
  function hand(): void {
    if (whose.value === null) return
    changedSince = true
    handing ??= handAll()
  }

  return {
    waiting,
    whose,
    /** Whether closing the window would lose something. */
    wouldLose: computed(() => whose.value !== null && open.size + waiting.value.length > 0),
    /** Ends when the office has everything. */
    handed: (): Promise<void> => handing ?? Promise.resolve(),

    /** Asks for what this person was typing before the lock. */
    async load(personId: string): Promise<void> {
      const kept = await office.platform.unfinished({}).catch(() => ({ forms: [] }))
      waiting.value = kept.forms
      whose.value = personId
    },
    /** Nobody works here now; what the office keeps it keeps. */
    forget(): void {
      whose.value = null
      waiting.value = []
      open.clear()
    },
    note(form: Open): void {
      open.set(form.form, form)
      hand()
    },
    drop(form: string): void {
      if (open.delete(form)) hand()
    },
    /** What was typed into this form before the lock, once. */
    takeUp(form: string): object | null {
      const found = waiting.value.find((one) => one.form === form)
      if (!found) return null
      waiting.value = waiting.value.filter((one) => one !== found)
      const typed: unknown = JSON.parse(found.typed)
      return typeof typed === 'object' ? typed : null
    },
    throwAway(): void {
      waiting.value = []
      hand()
    },
  }
})
