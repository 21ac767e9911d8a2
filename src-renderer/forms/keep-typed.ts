import {
  getCurrentInstance,
  onBeforeUnmount,
  reactive,
  watch,
  type ComponentInternalInstance,
  type ComputedRef,
} from 'vue'
import { useRoute } from 'vue-router'
import { useNotify } from '../parts/notify.ts'
import { useUnfinished } from './unfinished.ts'

/** What the fields tell of their form: what it is called, and whether it asks for a passphrase. */
export interface FormNature {
  title: string
  secret: boolean
}

interface Kept {
  /** What stands in the form, and null while nothing would be lost. */
  typed: ComputedRef<string | null>
  /** Puts back what was typed before a lock. */
  restore: (typed: object) => void
}

/** Keeps what is typed into this component's form over a lock, and puts it back when the form is opened again. */
export function useKeepTyped({ typed, restore }: Kept): FormNature {
  const unfinished = useUnfinished()
  const notify = useNotify()
  const { path, fullPath: screen } = useRoute()
  const form = `${path} ${nameOf(getCurrentInstance()!)}`.slice(0, 2_000)
  const nature: FormNature = reactive({ title: '', secret: false })
  const title = () => nature.title || document.querySelector('#work h1')?.textContent?.trim() || ''

  watch(
    () => [typed.value, nature.secret] as const,
    ([text, secret]) => {
      if (text === null) unfinished.drop(form)
      else unfinished.note({ form, screen, title: title().slice(0, 200), typed: text, secret })
    },
  )
  onBeforeUnmount(() => unfinished.drop(form))

  const before = unfinished.takeUp(form)
  if (before) {
    restore(before)
    notify('Form restored', 'What you typed before the lock is back in the form. Record it now.')
  }
  return nature
}

/** Tells one form from another: the component, and the records it is about. */
function nameOf({ type, props }: ComponentInternalInstance): string {
  const about = Object.values(props).map((value) =>
    typeof value === 'object' && value !== null && 'id' in value
      ? [value.id, Reflect.get(value, 'version')]
      : value,
  )
  return `${String(Reflect.get(type, '__name'))} ${JSON.stringify(about)}`
}
