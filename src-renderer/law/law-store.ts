import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { z } from 'zod'
import type { deadlines } from '../../src-main/deadlines/contract.ts'
import type {
  Amendable,
  Amendment,
  Uncertainty,
  EditionUsed,
  law as questions,
  Moved,
  LawCheck,
} from '../../src-main/law/contract.ts'
import { office } from '../office.ts'
import { useRights } from '../rights/rights-store.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>
type Holiday = z.input<typeof deadlines.recordHoliday.input>
type Holidays = z.output<typeof deadlines.holidays.output>

/** What the office recorded of the law: its own changes, the holidays, the editions, and what is to be checked. */
export const useLaw = defineStore('law', () => {
  const rights = useRights()
  const editions = shallowRef<EditionUsed[]>([])
  const amendments = shallowRef<Amendment[] | null>(null)
  const holidays = shallowRef<Holidays | null>(null)
  const uncertainties = shallowRef<Uncertainty[] | null>(null)
  /** What the last change was, and what it moved; shown on the page that it led to. */
  const changed = ref('')
  const moved = shallowRef<Moved[] | null>(null)
  /** An edition's file was opened from outside of the program, and its page is yet to ask for it. */
  const chosenOutside = ref(false)

  function takeHoliday(holiday: Holidays['changes'][number]): void {
    if (!holidays.value) return
    const others = holidays.value.changes.filter(({ id }) => id !== holiday.id)
    const at = holidays.value.changes.findIndex(({ id }) => id === holiday.id)
    const changes = others.toSpliced(Math.max(0, at), 0, holiday)
    holidays.value = { ...holidays.value, changes }
  }

  return {
    editions,
    amendments,
    holidays,
    uncertainties,
    changed,
    moved,
    chosenOutside,
    say: (words: string, deadlinesMoved: Moved[]) => {
      changed.value = words
      moved.value = deadlinesMoved
    },

    loadEditions: async () => {
      const [, used] = await Promise.all([rights.loadEdition(), office.law.editions({})])
      editions.value = used
    },
    /** The file of a new edition is asked for; null where nobody chose one. */
    previewEdition: () => office.law.previewEdition({}),
    importEdition: async (token: string) => {
      const brought = await office.law.importEdition({ token })
      await rights.takeEdition(brought.edition)
      return brought
    },

    amendable: (): Promise<Amendable[]> => office.law.amendable({}),
    loadAmendments: async () => {
      amendments.value = await office.law.amendments({})
    },
    previewAmendment: (typed: Input<'amend'>) => office.law.previewAmendment(typed),
    amend: (typed: Input<'amend'>) => office.law.amend(typed),
    withdrawAmendment: async (typed: Input<'withdrawAmendment'>) => {
      const withdrawn = await office.law.withdrawAmendment(typed)
      const { amendment } = withdrawn
      amendments.value =
        amendments.value?.map((one) => (one.id === amendment.id ? amendment : one)) ?? null
      return withdrawn
    },

    loadUncertainties: async () => {
      uncertainties.value = await office.law.toCheck({})
    },
    takeCheck: (check: LawCheck) => {
      uncertainties.value =
        uncertainties.value?.map((one) => (one.entry === check.entry ? { ...one, check } : one)) ??
        null
    },

    undoCheck: async (entry: Uncertainty['entry'], reason: string) => {
      await office.law.withdrawCheck({ entry, reason })
      uncertainties.value = await office.law.toCheck({})
    },

    loadHolidays: async () => {
      holidays.value = await office.deadlines.holidays({})
    },
    previewHoliday: (typed: Holiday) => office.deadlines.previewHoliday(typed),
    recordHoliday: async (typed: Holiday) => {
      const recorded = await office.deadlines.recordHoliday(typed)
      takeHoliday(recorded.holiday)
      return recorded
    },
    withdrawHoliday: async (typed: z.input<typeof deadlines.withdrawHoliday.input>) => {
      const recorded = await office.deadlines.withdrawHoliday(typed)
      takeHoliday(recorded.holiday)
      return recorded
    },
  }
})
