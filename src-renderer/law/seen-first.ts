import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { Moved } from '../../src-main/law/contract.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { errorMessage } from '../office.ts'

interface Form {
  draft: object
  errors: Ref<Record<string, string>>
  notice: Ref<string>
  busy: Ref<boolean>
  record: () => Promise<boolean>
}

/** A form that shows what it would move before it records: one press to see, and one to record what was seen. */
export function useSeenFirst(form: Form, look: () => Promise<{ moved: Moved[] }>) {
  const moves = shallowRef<Moved[] | null>(null)
  const seen = ref('')
  const typed = computed(() => JSON.stringify(form.draft))
  const fresh = computed(() => moves.value !== null && seen.value === typed.value)
  watch(typed, () => {
    if (!fresh.value) form.errors.value = {}
  })

  /** Gives whether it stands recorded. */
  async function submit(): Promise<boolean> {
    if (fresh.value) return form.record()
    const asked = typed.value
    form.busy.value = true
    form.notice.value = ''
    form.errors.value = {}
    try {
      const { moved } = await look()
      seen.value = asked
      moves.value = moved
    } catch (error) {
      form.notice.value = errorMessage(error)
      if (error instanceof Refusal) form.errors.value = { ...error.fields }
    }
    form.busy.value = false
    return false
  }

  return {
    submit,
    /** What would move; null until it was looked at as it is typed now. */
    moved: computed(() => (fresh.value ? moves.value : null)),
  }
}
