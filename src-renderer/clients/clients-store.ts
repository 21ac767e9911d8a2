import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { z } from 'zod'
import type {
  Client,
  ClientCorrection,
  ClientDraft,
  Move,
  StayCorrection,
} from '../../src-main/clients/contract.ts'
import { newestOnly } from '../newest.ts'
import { office } from '../office.ts'
import { showNewest } from '../shown.ts'
import { spokenName } from './client-words.ts'

/** The client on the screen; each act puts the office's answer in its place. */
export const useClients = defineStore('clients', () => {
  const shown = shallowRef<Client | null>(null)
  const ask = newestOnly()
  function take(client: Client): Client {
    ask()
    return (shown.value = client)
  }
  return {
    shown,
    read: (clientId: string) => office.clients.get({ clientId }),
    find: (asked: Parameters<typeof office.clients.find>[0]) => office.clients.find(asked),
    similar: (asked: Parameters<typeof office.clients.similar>[0]) => office.clients.similar(asked),
    chronology: (asked: Parameters<typeof office.day.chronology>[0]) =>
      office.day.chronology(asked),
    shownName: computed(() => (shown.value ? spokenName(shown.value) : 'Client')),
    open: async (clientId: string) => {
      if (shown.value?.id !== clientId) shown.value = null
      return showNewest(shown, ask(), office.clients.get({ clientId }))
    },
    register: async (draft: z.input<typeof ClientDraft>) =>
      take(await office.clients.register(draft)),
    correct: async (correction: z.input<typeof ClientCorrection>) =>
      take(await office.clients.correct(correction)),
    recordMove: async (move: z.input<typeof Move>) => take(await office.clients.recordMove(move)),
    sideBySide: (asked: Parameters<typeof office.day.sideBySide>[0]) =>
      office.day.sideBySide(asked),
    join: async (asked: Parameters<typeof office.clients.join>[0]) =>
      take(await office.clients.join(asked)),
    part: async (asked: Parameters<typeof office.clients.part>[0]) =>
      take(await office.clients.part(asked)),
    correctStay: async (correction: z.input<typeof StayCorrection>) =>
      take(await office.clients.correctStay(correction)),
  }
})
