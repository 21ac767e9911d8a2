import { computed, reactive, ref, type Ref } from 'vue'
import { CountOf } from '../../src-main/dates/words.ts'
import { useLetters, type TouchedByMove } from '../letters/letters-store.ts'
import { errorMessage } from '../office.ts'
import { today } from '../parts/today.ts'

/** A letter that is drafted because of a move, with what tells it from the others. */
interface Wanted {
  key: string
  matterId: TouchedByMove['requests'][number]['matterId']
  kind: TouchedByMove['requests'][number]['kind']
  answers: TouchedByMove['open'][number]['letterId'] | null
  addressee: TouchedByMove['requests'][number]['addressee'] | null
}

/** How many things a move touches. */
export const countTouched = (found: TouchedByMove): number =>
  [found.open, found.requests, found.unsent, found.toClient, found.forms, found.ahead].flat().length

/** What a move touches, in one sentence; empty where it touches nothing. */
export function touchedWords(found: TouchedByMove): string {
  const parts = [
    [found.open.length, 'open letter', 'open letters'],
    [found.unsent.length, 'letter not sent yet', 'letters not sent yet'],
    [found.toClient.length, 'letter at the former place', 'letters at the former place'],
    [found.forms.length, 'signed form', 'signed forms'],
    [found.ahead.length, 'date ahead', 'dates ahead'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${CountOf(count, one, many)}.`)
    .join(' ')
}

/** The letters that a move asks for: which are ticked, and their drafting one after the other, each an act of its own. */
export function useMoveDrafts(found: Ref<TouchedByMove | null>) {
  const letters = useLetters()
  const unticked = reactive(new Set<string>())
  const faults = reactive(new Map<string, string>())
  const progress = ref<{ done: number; of: number } | null>(null)
  const told = ref('')

  const offered = computed((): Wanted[] => {
    if (!found.value) return []
    const { open, requests } = found.value
    return [
      ...open
        .filter(({ tell: { bar, made } }) => bar === '' && made === null)
        .map(({ letterId, matterId, tell: { kind } }) => ({
          ...{ key: letterId, matterId, kind, answers: letterId, addressee: null },
        })),
      ...requests
        .filter(({ bar, made }) => bar === '' && made === null)
        .map(({ matterId, kind, addressee }) => ({
          ...{ key: matterId, matterId, kind, answers: null, addressee },
        })),
    ]
  })
  const ticked = computed(() => offered.value.filter(({ key }) => !unticked.has(key)))

  async function draft({ matterId, kind, answers, addressee }: Wanted): Promise<void> {
    const proposed = await letters.propose({ matterId, kind, answers, datedOn: today() })
    await letters.draft(addressee ? { ...proposed, addressee } : proposed)
  }
  /** Those that can be drafted are; what cannot says why beside its line. */
  async function draftTicked(): Promise<void> {
    const wanted = ticked.value
    let drafted = 0
    told.value = ''
    faults.clear()
    try {
      for (const [done, one] of wanted.entries()) {
        progress.value = { done, of: wanted.length }
        try {
          await draft(one)
          drafted += 1
        } catch (error) {
          faults.set(one.key, errorMessage(error))
        }
      }
    } finally {
      progress.value = null
    }
    const failed = wanted.length - drafted
    const others = failed > 0 ? ` ${CountOf(failed, 'was', 'were')} not: see why below.` : ''
    told.value = `${CountOf(drafted, 'letter', 'letters')} drafted.${others}`
  }
  return {
    ...{ offered, ticked, faults, progress, told, draftTicked },
    isTicked: (key: string) => !unticked.has(key),
    tick: (key: string, is: boolean) => void (is ? unticked.delete(key) : unticked.add(key)),
  }
}
