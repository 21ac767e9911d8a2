import { useStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { z } from 'zod'
import type { OfficeState, signIn as questions } from '../../src-main/people/contract.ts'
import { useUnfinished } from '../forms/unfinished.ts'
import { office } from '../office.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>

/** Which office, whether it is open, and who is working. */
export const useSignIn = defineStore('sign-in', () => {
  const state = ref<OfficeState | null>(null)
  /** True while the first sheet of a new office is still to be put away, though the office is open. */
  const sheetOpen = ref(false)
  /** True while somebody looks for another office, though there is one. */
  const another = ref(false)

  /** Who unlocked last: offered first the next time. */
  const lastPersonId = useStorage('last-person', '')

  const me = computed(() => state.value?.me ?? null)
  const welcoming = computed(
    () => another.value || sheetOpen.value || state.value?.phase === 'none',
  )
  const locked = computed(() => state.value?.phase === 'locked')

  function take(found: OfficeState): void {
    state.value = found
    another.value = false
  }

  return {
    state,
    sheetOpen,
    another,
    take,
    lastPersonId,
    me,
    welcoming,
    locked,
    /** Gives the first recovery sheet; the office counts as entered once that is put away. */
    createOffice: (typed: Input<'createOffice'>) => office.signIn.createOffice(typed),
    sampleProgress: () => office.signIn.sampleProgress({}),
    cancelSample: () => office.signIn.cancelSample({}),
    openSample: async () => take(await office.signIn.openSample({})),
    joinOffice: async (typed: Input<'joinOffice'>) => take(await office.signIn.joinOffice(typed)),
    leaveOffice: async () => take(await office.signIn.leaveOffice({})),
    findOffice: async (typed: Input<'findOffice'>) => take(await office.signIn.findOffice(typed)),
    chooseOffice: async () => take(await office.signIn.chooseOffice({})),
    unlock: async (typed: Input<'unlock'>) => {
      const found = await office.signIn.unlock(typed)
      lastPersonId.value = typed.personId
      take(found)
    },
    unlockChoosing: async (typed: Input<'unlockChoosing'>) => {
      const found = await office.signIn.unlockChoosing(typed)
      lastPersonId.value = typed.personId
      take(found)
    },
    peopleBySheet: (typed: Input<'peopleBySheet'>) => office.signIn.peopleBySheet(typed),
    recover: async (typed: Input<'recover'>) => take(await office.signIn.recover(typed)),
    /** Whether the person at work may do this; the office asks again whatever the window thinks. */
    may: (permission: string) => me.value?.may.includes(permission) ?? false,
    load: async () => {
      const found = await office.signIn.state({})
      if (JSON.stringify(found) !== JSON.stringify(state.value)) state.value = found
    },
    async lock() {
      await useUnfinished().handed()
      take(await office.signIn.lock({}))
    },
  }
})
