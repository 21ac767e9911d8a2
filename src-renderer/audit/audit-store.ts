import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { z } from 'zod'
import type { audit as questions, Health, Verdict } from '../../src-main/audit/contract.ts'
import { errorMessage, office } from '../office.ts'
import { useSignIn } from '../people/sign-in-store.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>

const LOOK_EVERY_MS = 300

/** The log as the window knows it: its health, the last verdict, the codes typed from paper. */
export const useAudit = defineStore('audit', () => {
  const signIn = useSignIn()
  const health = shallowRef<Health | null>(null)
  const verdict = shallowRef<Verdict | null>(null)
  const progress = ref<{ done: number; of: number } | null>(null)
  const running = ref(false)
  const fault = ref('')
  const codes = ref<string[]>([])

  const firstFinding = computed(
    () => verdict.value?.findings.find(({ seq }) => seq !== null)?.seq ?? null,
  )

  async function loadHealth(): Promise<void> {
    if (signIn.may('see-log-health')) health.value = await office.audit.health({})
  }

  async function watchProgress(): Promise<void> {
    while (running.value) {
      await new Promise((resolve) => window.setTimeout(resolve, LOOK_EVERY_MS))
      if (!running.value) return
      const { done, of } = await office.audit.progress({})
      progress.value = { done, of }
    }
  }

  /** Verifies the whole log, with the codes typed so far and one more where given; true when it ran to its end. */
  async function verify(another?: string): Promise<boolean> {
    if (running.value) return false
    running.value = true
    fault.value = ''
    progress.value = null
    watchProgress().catch(() => (progress.value = null))
    try {
      const typed = another ? [...codes.value, another] : codes.value
      verdict.value = await office.audit.verify({ codes: typed })
      codes.value = typed
      return true
    } catch (error) {
      fault.value = errorMessage(error)
      return false
    } finally {
      running.value = false
      await loadHealth()
    }
  }

  return {
    health,
    verdict,
    progress,
    running,
    fault,
    codes,
    firstFinding,
    loadHealth,
    verify,
    list: (wanted: Input<'list'>) => office.audit.list(wanted),
    entry: (seq: number) => office.audit.entry({ seq }),
  }
})
