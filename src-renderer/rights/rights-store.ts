import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { z } from 'zod'
import type { EditionBadge, law } from '../../src-main/law/contract.ts'
import type { rights as questions, TopicHit } from '../../src-main/rights/contract.ts'
import { office } from '../office.ts'
import { useToday } from '../parts/today.ts'
import { useContext } from './context-store.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>

/** What the rights panel stands at: the day asked about, the words looked for, the topic that is open. */
export const useRights = defineStore('rights', () => {
  const here = useContext()
  const edition = shallowRef<EditionBadge | null>(null)
  /** What the edition puts beside each screen, and the ways past a silence. */
  const beside = shallowRef<z.output<typeof questions.beside.output>>({ screens: {}, ways: [] })
  /** The day somebody chose; else the panel follows the screen. */
  const chosen = ref<string | null>(null)
  const text = ref('')
  const open = ref<string | null>(null)
  const browsing = ref(false)
  /** True from the moment the search was asked for until the panel has put the cursor there. */
  const asked = ref(false)
  const cameFrom = shallowRef<HTMLElement | null>(null)
  let path = ''
  /** Counts the checks recorded here, so that whatever shows an entry asks again. */
  const changes = ref(0)
  const all = new Map<string, Promise<TopicHit[]>>()

  const day = useToday()
  const today = () => day.value
  const home = () => {
    chosen.value = null
    text.value = ''
    open.value = null
    browsing.value = false
  }
  const own = computed(() => here.shown?.actionOn ?? today())

  async function takeEdition(now: EditionBadge): Promise<void> {
    const was = edition.value
    if (was && (was.digest !== now.digest || was.edits !== now.edits)) {
      all.clear()
      changes.value += 1
    }
    if (!was || was.digest !== now.digest) beside.value = await office.rights.beside({})
    edition.value = now
  }

  return {
    edition,
    beside,
    chosen,
    text,
    open,
    browsing,
    changes,
    /** The day of the screen, before anybody chose another. */
    own,
    asAt: computed(() => chosen.value ?? own.value),
    /** Asks which edition is in force; what was read of another one is forgotten. */
    loadEdition: async () => takeEdition(await office.law.edition({})),
    takeEdition,
    /** Every topic as at a day, asked for once. */
    topicsAt: (asAt: string): Promise<TopicHit[]> => {
      const known = all.get(asAt) ?? office.rights.topics({ text: '', asAt })
      all.set(asAt, known)
      known.catch(() => all.delete(asAt))
      return known
    },
    search: (looked: string, asAt: string) => office.rights.topics({ text: looked, asAt }),
    topic: (id: string, asAt: string) => office.rights.topic({ id, asAt }),
    rule: (id: string, asAt: string) => office.rights.rule({ id, asAt }),
    body: (id: string, asAt: string) => office.rights.body({ id, asAt }),
    answerable: (asked: Input<'answerable'>) => office.rights.answerable(asked),
    /** All that is uncertain, or that nobody has checked lately. */
    toCheck: () => office.law.toCheck({}),
    recordCheck: async (typed: z.input<typeof law.recordCheck.input>) => {
      const check = await office.law.recordCheck(typed)
      all.clear()
      changes.value += 1
      return check
    },
    printSheet: (asked: Input<'printSheet'>) => office.rights.printSheet(asked),
    saveSheet: (asked: Input<'saveSheet'>) => office.rights.saveSheet(asked),
    openSheet: (asked: Input<'openSheet'>) => office.rights.openSheet(asked),
    asked,
    cameFrom,
    /** Puts the cursor into the search, and remembers where it was. */
    askToSearch: () => {
      const at = document.activeElement
      cameFrom.value = at instanceof HTMLElement ? at : null
      asked.value = true
    },
    /** Another screen: back to what belongs to it. */
    followTo: (screen: string) => {
      if (screen !== path) home()
      path = screen
    },
  }
})
