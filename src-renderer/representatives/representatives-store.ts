import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { z } from 'zod'
import type {
  CapacityRule,
  Representative,
  representatives as questions,
} from '../../src-main/representatives/contract.ts'
import { newestOnly } from '../newest.ts'
import { office } from '../office.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>

/** Who acts for the client on the screen, and what each capacity allows by the law held here. */
export const useRepresentatives = defineStore('representatives', () => {
  const shown = shallowRef<{
    clientId: string
    rows: Representative[]
    rules: CapacityRule[]
  } | null>(null)
  const ask = newestOnly()
  const which = ({ id }: Representative) => ({ representativeId: id })
  /** Puts what the office answered in its place among the client's representatives. */
  function take(one: Representative): Representative {
    const now = shown.value
    if (now?.clientId !== one.clientId) return one
    const known = now.rows.some(({ id }) => id === one.id)
    const put = now.rows.map((row) => (row.id === one.id ? one : row))
    ask()
    shown.value = { ...now, rows: known ? put : [...now.rows, one] }
    return one
  }
  return {
    shown,
    load: async (clientId: string) => {
      if (shown.value?.clientId !== clientId) shown.value = null
      const isNewest = ask()
      const found = await office.representatives.list({ clientId })
      if (isNewest()) shown.value = { clientId, ...found }
    },
    of: (clientId: string) => (shown.value?.clientId === clientId ? shown.value : null),
    record: async (draft: Input<'record'>) => take(await office.representatives.record(draft)),
    correct: async (typed: Input<'correct'>) => take(await office.representatives.correct(typed)),
    end: async (one: Representative, on: string, reason: string) =>
      take(await office.representatives.end({ ...which(one), on, reason })),
    remove: async (one: Representative, reason: string) =>
      take(await office.representatives.remove({ ...which(one), reason })),
    restore: async (one: Representative, reason: string) =>
      take(await office.representatives.restore({ ...which(one), reason })),
    attachProof: async (one: Representative) =>
      take(await office.representatives.attachProof(which(one))),
    openProof: async (one: Representative) =>
      void (await office.representatives.openProof(which(one))),
  }
})
