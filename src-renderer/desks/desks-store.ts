import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { DeskId, OtherDesks } from '../../src-main/desks/contract.ts'
import { office } from '../office.ts'

/** The other desks of this office. */
export const useDesks = defineStore('desks', () => {
  const state = ref<OtherDesks | null>(null)
  const take = (found: OtherDesks) => void (state.value = found)
  return {
    state,
    load: async () => take(await office.desks.list({})),
    takeDesks: async (on: boolean) => take(await office.desks.takeDesks({ on })),
    invite: (name: string) => office.desks.invite({ name }),
    withdraw: () => office.desks.withdraw({}),
    rename: async (deskId: DeskId, name: string) =>
      take(await office.desks.rename({ deskId, name })),
    remove: async (deskId: DeskId) => take(await office.desks.remove({ deskId })),
  }
})
