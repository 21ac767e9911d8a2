import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { z } from 'zod'
import type { backups as questions, BackupState } from '../../src-main/backups/contract.ts'
import type { BackupCompared, BackupFound } from '../../src-main/people/contract.ts'
import { useSignIn } from '../people/sign-in-store.ts'
import { office } from '../office.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>

/** How the office stands with its backups, and a backup that is being restored. */
export const useBackups = defineStore('backups', () => {
  const state = shallowRef<BackupState | null>(null)
  /** What is to be said of the folders; null until it was asked for. */
  const places = shallowRef<Awaited<ReturnType<typeof office.backups.places>> | null>(null)
  const found = shallowRef<BackupFound | null>(null)
  const compared = shallowRef<BackupCompared | null>(null)
  const signIn = useSignIn()
  const forget = () => {
    found.value = null
    compared.value = null
  }

  return {
    state,
    found,
    compared,
    forget,
    places,
    load: async () => (state.value = await office.backups.state({})),
    loadPlaces: async () => (places.value = await office.backups.places({})),
    list: async () => (await office.backups.list({})).backups,
    progress: () => office.backups.progress({}),
    async choosePlace(typed: Input<'choosePlace'>) {
      const chosen = await office.backups.choosePlace(typed)
      if (chosen) state.value = chosen
      return chosen !== null
    },
    changeKeeping: async (typed: Input<'changeKeeping'>) =>
      (state.value = await office.backups.changeKeeping(typed)),
    makeElsewhere: () => office.backups.makeElsewhere({}),
    make: async () => (state.value = await office.backups.make({})),
    tryNewest: async () => (state.value = await office.backups.tryNewest({})),

    chooseMove: () => office.signIn.chooseMove({}),
    moveProgress: () => office.signIn.moveProgress({}),
    cancelMove: () => office.signIn.cancelMove({}),
    async move(typed: { passphrase: string; despite: boolean }) {
      signIn.take(await office.signIn.moveOffice(typed))
    },

    async choose() {
      forget()
      found.value = await office.signIn.chooseBackup({})
    },
    async compare(typed: { personId: string; passphrase: string }) {
      compared.value = await office.signIn.compareBackup(typed)
    },
    async replace() {
      signIn.take(await office.signIn.replaceByBackup({}))
      forget()
    },
    async restore() {
      signIn.take(await office.signIn.restoreBackup({}))
      forget()
    },
  }
})
