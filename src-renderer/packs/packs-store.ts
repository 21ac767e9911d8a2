import { defineStore } from 'pinia'
import type { z } from 'zod'
import type { packs as questions } from '../../src-main/packs/contract.ts'
import { office } from '../office.ts'
import { useProgress } from '../parts/progress.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>

/** Audit packs being made, and how far the one under way has got. */
export const usePacks = defineStore('packs', () => {
  const { progress, watched } = useProgress(() => office.packs.progress({}))
  return {
    progress,
    makeFull: (order: Input<'makeFull'>) => watched(office.packs.makeFull(order)),
    makeRedacted: (order: Input<'makeRedacted'>) => watched(office.packs.makeRedacted(order)),
    cancel: () => office.packs.cancel({}),
  }
})
