import { computed, nextTick, ref, useTemplateRef, watch } from 'vue'
import { CountOf } from '../../src-main/dates/words.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { useAskBeforeLeaving, useDraft } from '../forms/draft.ts'
import { useScreenKeys } from '../frame/keys.ts'
import { useFindings } from './findings.ts'
import { goToLine } from './go-to-line.ts'
import type { Finding } from './templates-store.ts'

/** Words of the office's own as they are typed: their text, the version that they go on from, and why. */
interface Typed {
  text: string
  basedOn: number | null
  reason: string
}

interface Parts<Words extends Typed, File> {
  first: Words
  manages: boolean
  save: (typed: Words) => Promise<File>
  /** Called with what stands once it is saved. */
  saved: (file: File) => void
  lint: (typed: Words) => Promise<Finding[]>
  versions: () => number
}

type Tab = 'check' | 'preview' | 'versions'

/** What is one for every editor of words of the office's own: they are checked as one types, previewed, and saved as versions, of which another may have come meanwhile. */
export function useWordsEditor<Words extends Typed, File>(parts: Parts<Words, File>) {
  const { first, manages, save, saved, lint, versions } = parts
  /** Whether somebody saved another version meanwhile. */
  const overtaken = ref(false)
  let now: { file: File } | null = null
  const { draft, notice, busy, changed, record } = useDraft(first, async (typed) => {
    overtaken.value = false
    try {
      now = { file: await save(typed) }
    } catch (error) {
      overtaken.value =
        error instanceof Refusal && error.code === 'conflict' && error.fields === undefined
      throw error
    }
  })
  useAskBeforeLeaving(changed)
  const words = computed(() => JSON.stringify({ ...draft, reason: '' }))
  watch(words, () => (notice.value = ''))
  useScreenKeys(manages ? [{ key: 'Ctrl S', label: 'Save' }] : [])
  const { findings, fault, refused } = useFindings(
    () => words.value,
    () => lint(draft),
  )

  const box = useTemplateRef<HTMLElement>('box')
  const goTo = (line: number) => goToLine(box.value, line)
  const tab = ref<Tab>('check')
  return {
    ...{ draft, notice, busy, overtaken, findings, fault, box, goTo, tab },
    /** Whether it is asked if they are to be used no more. */
    stopping: ref(false),
    tabs: computed(() => [
      { name: 'check' as const, label: refused.value > 0 ? `Check (${refused.value})` : 'Check' },
      { name: 'preview' as const, label: 'Preview' },
      { name: 'versions' as const, label: `Versions (${versions()})` },
    ]),
    /** What stands under the reason. */
    hint: computed(() =>
      refused.value > 0
        ? `${CountOf(refused.value, 'fault has', 'faults have')} to be mended before it can be saved.`
        : 'Kept with the version.',
    ),
    async submit(): Promise<void> {
      if ((await record()) && now) saved(now.file)
    },
    /** Takes up an earlier version, or what was shipped, as what is typed; it is saved like any other. */
    takeUp(text: string, version: number | null): void {
      draft.text = text
      draft.basedOn = version
      tab.value = 'check'
      void nextTick(() => goTo(1))
    },
  }
}
