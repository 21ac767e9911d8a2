import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Events, RuleOffered } from '../../src-main/deadlines/contract.ts'
import { office } from '../office.ts'

/** The rules a deadline can be worked out by, and the sum itself; nothing of it is recorded. */
export const useDeadlines = defineStore('deadlines', () => {
  const rules = shallowRef<RuleOffered[]>([])
  return {
    rules,
    /** Asked anew each time: an office may have changed a rule meanwhile. */
    load: async () => (rules.value = await office.deadlines.rules({})),
    rule: (id: string) => rules.value.find((rule) => rule.id === id),
    work: (rule: string, events: Events) => office.deadlines.work({ rule, events }),
  }
})
