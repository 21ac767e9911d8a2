import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { z } from 'zod'
import type { Basis, bases as questions } from '../../src-main/bases/contract.ts'
import { newestOnly } from '../newest.ts'
import { office } from '../office.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>
type Law = z.output<(typeof questions)['list']['output']>['law']

/** What allows disclosures about the client on the screen besides consent. */
export const useBases = defineStore('bases', () => {
  const shown = shallowRef<{ clientId: string; rows: Basis[]; law: Law } | null>(null)
  const ask = newestOnly()
  const which = ({ id }: Basis) => ({ basisId: id })
  /** Puts what the office answered in its place among the client's bases. */
  function take(one: Basis): Basis {
    const now = shown.value
    if (now === null) return one
    const known = now.rows.some(({ id }) => id === one.id)
    const put = now.rows.map((row) => (row.id === one.id ? one : row))
    ask()
    shown.value = { ...now, rows: known ? put : [...now.rows, one] }
    return one
  }
  return {
    load: async (clientId: string) => {
      if (shown.value?.clientId !== clientId) shown.value = null
      const isNewest = ask()
      const found = await office.bases.list({ clientId })
      if (isNewest()) shown.value = { clientId, ...found }
    },
    of: (clientId: string) => (shown.value?.clientId === clientId ? shown.value : null),
    record: async (draft: Input<'record'>) => take(await office.bases.record(draft)),
    correct: async (typed: Input<'correct'>) => take(await office.bases.correct(typed)),
    end: async (one: Basis, on: string, reason: string) =>
      take(await office.bases.end({ ...which(one), on, reason })),
    takeBack: async (one: Basis, reason: string) =>
      take(await office.bases.takeBack({ ...which(one), reason })),
    restore: async (one: Basis, reason: string) =>
      take(await office.bases.restore({ ...which(one), reason })),
    confirm: async (one: Basis) =>
      take(await office.bases.confirm({ ...which(one), version: one.version })),
    attachPaper: async (one: Basis) => take(await office.bases.attachPaper(which(one))),
    openPaper: async (one: Basis) => void (await office.bases.openPaper(which(one))),
    open: async (one: Basis, reason: string) => office.bases.open({ ...which(one), reason }),
  }
})
