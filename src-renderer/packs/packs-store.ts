import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { z } from 'zod'
import type { packs as questions } from '../../src-main/packs/contract.ts'
import { office } from '../office.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>

const LOOK_EVERY_MS = 300

/** Audit packs being made, and how far the one under way has got. */
export const usePacks = defineStore('packs', () => {
  const progress = ref<{ done: number; of: number } | null>(null)

  async function watched<Made>(making: Promise<Made>): Promise<Made> {
    const running = ref(true)
    const look = async () => {
      while (running.value) {
        await new Promise((resolve) => window.setTimeout(resolve, LOOK_EVERY_MS))
        if (!running.value) return
        const { done, of } = await office.packs.progress({})
        progress.value = of > 0 ? { done, of } : null
      }
    }
    look().catch(() => (progress.value = null))
    try {
      return await making
    } finally {
      running.value = false
      progress.value = null
    }
  }

  return {
    progress,
    makeFull: (order: Input<'makeFull'>) => watched(office.packs.makeFull(order)),
    makeRedacted: (order: Input<'makeRedacted'>) => watched(office.packs.makeRedacted(order)),
    cancel: () => office.packs.cancel({}),
  }
})
