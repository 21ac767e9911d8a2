import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Person } from '../../src-main/people/contract.ts'
import { office } from '../office.ts'

/** Who works here, and who did. */
export const usePeople = defineStore('people', () => {
  const all = ref<Person[]>([])
  const load = async () => {
    all.value = await office.people.list({})
  }
  return { all, load }
})
