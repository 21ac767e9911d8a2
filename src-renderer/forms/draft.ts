import {
  computed,
  inject,
  nextTick,
  provide,
  reactive,
  ref,
  watch,
  type InjectionKey,
  type Ref,
} from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { useFrame } from '../frame/frame-store.ts'
import { errorMessage } from '../office.ts'
import { useKeepTyped, type FormNature } from './keep-typed.ts'
import { useNewer, type Newer, type Standing } from './newer.ts'

/** What the fields of a form share: the faults found, by field, and what each field is called. */
export interface FormState {
  errors: Ref<Record<string, string>>
  labels: Map<string, string>
  nature: FormNature
  /** A newer version of what the form corrects, and how to take it in. */
  newer: Readonly<Ref<Newer | null>>
  bringIn: () => void
}

const FORM: InjectionKey<FormState> = Symbol('form')

/** The form around a field; a field outside any form has no faults. */
export const useForm = (): FormState => inject(FORM, noForm, true)
const noForm = (): FormState => ({
  ...{ errors: ref({}), labels: new Map(), nature: { title: '', secret: false } },
  ...{ newer: ref(null), bringIn: () => {} },
})

/** Makes a form of the fields around here that answers as one types, without anything to record. */
export function useFields(): FormState {
  const fields = noForm()
  provide(FORM, fields)
  return fields
}

/** Puts the cursor into the field of that name. */
export function focusField(name: string): void {
  const field = document.querySelector(`[data-field="${CSS.escape(name)}"]`)
  field?.querySelector<HTMLElement>(ENTERED)?.focus()
}
/** What is typed into or chosen; the buttons above a text stand before it and are neither. */
const ENTERED = ':is(input, textarea, button, [tabindex="0"]):not([role="toolbar"] *)'

/**
 * A form: `draft` is what is typed, `record` sends it; a refusal's fields go under their inputs, its message
 * into `notice`, and the cursor into the first field at fault. `changed` is true while something would be lost.
 * `kept` gives what outlives a lock, where that is not all of it; `standing` what is recorded, of a form that corrects it.
 */
export function useDraft<T extends object>(
  start: T,
  send: (draft: T) => Promise<void>,
  {
    kept = (draft) => draft,
    standing = () => null,
  }: { kept?: (draft: T) => T; standing?: (draft: T) => Standing<T> | null } = {},
) {
  const draft = reactive(structuredClone(start)) as T
  const untouched = ref(JSON.stringify(draft))
  const errors = ref<Record<string, string>>({})
  const notice = ref('')
  const busy = ref(false)
  const recorded = ref(false)
  const faulty = new Map<string, string>()

  // A fault stands until its own field is typed in again.
  watch(draft, () => {
    for (const [name, was] of faulty) {
      if (valueAt(draft, name) === was) continue
      faulty.delete(name)
      delete errors.value[name]
    }
  })
  const typed = computed(() => JSON.stringify(draft))
  const changed = computed(() => !recorded.value && typed.value !== untouched.value)
  const nature = useKeepTyped({
    typed: computed(() => (changed.value ? JSON.stringify(kept(draft)) : null)),
    restore: (before) => Object.assign(draft, before),
  })
  const { newer, bringIn } = useNewer({ draft, changed, settle }, () => standing(draft))
  provide(FORM, { errors, labels: new Map(), nature, newer, bringIn })

  /** Gives whether it stands recorded. */
  async function record(): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    errors.value = {}
    faulty.clear()
    notice.value = ''
    let stands = false
    try {
      await send(draft)
      stands = true
      recorded.value = true
    } catch (error) {
      notice.value = errorMessage(error)
      if (error instanceof Refusal && error.fields) {
        errors.value = { ...error.fields }
        for (const name of Object.keys(error.fields)) faulty.set(name, valueAt(draft, name))
      }
    } finally {
      busy.value = false
    }
    await nextTick()
    if (!stands) focusFirstFault()
    return stands
  }

  function focusFirstFault(): void {
    const faulty = [...document.querySelectorAll<HTMLElement>('[data-field]')]
    const first = faulty.find(({ dataset }) => errors.value[dataset['field'] ?? ''])
    if (first) focusField(first.dataset['field']!)
  }

  /** What stands in the form now is what is recorded: a form that stays open can be changed again. */
  function settle(): void {
    untouched.value = JSON.stringify(draft)
    recorded.value = false
  }

  return { draft, errors, notice, busy, changed, record, settle }
}

/** What stands at a field's path (`stay.from`, `aliases.0.surname`), as text to compare. */
function valueAt(draft: object, path: string): string {
  let found: unknown = draft
  for (const step of path.split('.'))
    found = typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined
  return JSON.stringify(found) ?? ''
}

/** Asks before a changed form is left for another screen. */
export function useAskBeforeLeaving(changed: Ref<boolean>): void {
  const frame = useFrame()
  onBeforeRouteLeave(() => !changed.value || askToLeave(frame))
}

/** The question about a changed form; true where it is to be dropped. */
export const askToLeave = (frame: ReturnType<typeof useFrame>): Promise<boolean> =>
  frame.ask({
    title: 'Discard changes?',
    words: 'What you typed on this form has not been recorded and will be lost.',
    act: 'Discard changes',
    stay: 'Keep editing',
    grave: true,
  })

/** Lays a refused key (a wrong passphrase or code) at the field where it was typed; everything else passes. */
export async function atField<Answer>(name: string, asking: Promise<Answer>): Promise<Answer> {
  try {
    return await asking
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'not-allowed' || error.fields) throw error
    throw new Refusal(error.code, 'The office could not be opened.', { [name]: error.message })
  }
}
