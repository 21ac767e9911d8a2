import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { z } from 'zod'
import type { erasure as questions, Standing } from '../../src-main/erasure/contract.ts'
import { office } from '../office.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>

/** Whether the client on the screen is held or proposed to be erased; each act puts the office's answer in its place. */
export const useErasure = defineStore('erasure', () => {
  const shown = shallowRef<{ clientId: string; standing: Standing } | null>(null)
  const take = (clientId: string, standing: Standing) => (shown.value = { clientId, standing })
  return {
    shown,
    load: async (clientId: string) => take(clientId, await office.erasure.view({ clientId })),
    hold: async (asked: Input<'hold'>) => take(asked.clientId, await office.erasure.hold(asked)),
    lift: async (asked: Input<'lift'>) => take(asked.clientId, await office.erasure.lift(asked)),
    propose: async (asked: Input<'propose'>) =>
      take(asked.clientId, await office.erasure.propose(asked)),
    withdraw: async (asked: Input<'withdraw'>) =>
      take(asked.clientId, await office.erasure.withdraw(asked)),
    confirm: async (asked: Input<'confirm'>) => {
      const done = await office.erasure.confirm(asked)
      shown.value = null
      return done
    },
    list: () => office.erasure.list({}),
    owed: () => office.erasure.owed({}),
    again: () => office.erasure.again({}),
  }
})
