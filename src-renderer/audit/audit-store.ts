import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { z } from 'zod'
import type { audit as questions, Health, Verdict } from '../../src-main/audit/contract.ts'
import type { signIn as signInQuestions } from '../../src-main/people/contract.ts'
import { errorMessage, office } from '../office.ts'
import { useProgress } from '../parts/progress.ts'
import { useSignIn } from '../people/sign-in-store.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>

/** The log as the window knows it: its health, the last verdict, the codes typed from paper. */
export const useAudit = defineStore('audit', () => {
  const signIn = useSignIn()
  const health = shallowRef<Health | null>(null)
  const verdict = shallowRef<Verdict | null>(null)
  const { progress, watched } = useProgress(() => office.audit.progress({}))
  const running = ref(false)
  const fault = ref('')
  const codes = ref<string[]>([])

  const firstFinding = computed(
    () => verdict.value?.findings.find(({ seq }) => seq !== null)?.seq ?? null,
  )

  async function loadHealth(): Promise<void> {
    if (signIn.may('see-log-health')) health.value = await office.audit.health({})
  }

  /** Verifies the whole log, with the codes typed so far and one more where given; true when it ran to its end. */
  async function verify(another?: string): Promise<boolean> {
    if (running.value) return false
    running.value = true
    fault.value = ''
    try {
      const typed = another ? [...codes.value, another] : codes.value
      verdict.value = await watched(office.audit.verify({ codes: typed }))
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
    examineEnd: () => office.signIn.examineEnd({}),
    async acceptEnd(typed: z.input<(typeof signInQuestions)['acceptEnd']['input']>) {
      await office.signIn.acceptEnd(typed)
      await loadHealth()
    },
    list: (wanted: Input<'list'>) => office.audit.list(wanted),
    entry: (seq: number) => office.audit.entry({ seq }),
    reveal: (seq: number, reason: string) => office.audit.reveal({ seq, reason }),
  }
})
