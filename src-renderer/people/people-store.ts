import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { z } from 'zod'
import type {
  FileKey,
  people as questions,
  Person,
  PersonId,
  Role,
  SheetState,
} from '../../src-main/people/contract.ts'
import { office } from '../office.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>

/** Who works here, and who did. */
export const usePeople = defineStore('people', () => {
  const all = ref<Person[]>([])
  const sheet = ref<SheetState | null>(null)
  const fileKey = ref<FileKey | null>(null)
  const load = async () => {
    all.value = await office.people.list({})
  }
  function take(person: Person): Person {
    const others = all.value.filter(({ id }) => id !== person.id)
    all.value = [...others, person].toSorted((one, other) => one.name.localeCompare(other.name))
    return person
  }
  return {
    all,
    load,
    add: async (typed: Input<'add'>) => take(await office.people.add(typed)),
    changeRole: async (personId: PersonId, role: Role) =>
      take(await office.people.changeRole({ personId, role })),
    nameAccount: async (personId: PersonId, sameAs: PersonId | null) =>
      take(await office.people.nameAccount({ personId, sameAs })),
    remove: async (typed: Input<'remove'>) => take(await office.people.remove(typed)),
    openWork: (typed: Input<'openWork'>) => office.people.openWork(typed),
    passOn: (typed: Input<'passOn'>) => office.people.passOn(typed),
    fileKey,
    loadFileKey: async () => (fileKey.value = await office.people.fileKey({})),
    changeFileKey: async (typed: Input<'changeFileKey'>) => {
      const made = await office.people.changeFileKey(typed)
      sheet.value = await office.people.recoverySheet({})
      return made
    },
    fileKeyProgress: () => office.people.fileKeyProgress({}),
    givePassphrase: (typed: Input<'givePassphrase'>) => office.people.givePassphrase(typed),
    changePassphrase: (typed: Input<'changePassphrase'>) => office.people.changePassphrase(typed),
    sheet,
    loadSheet: async () => (sheet.value = await office.people.recoverySheet({})),
    renewRecoverySheet: async (typed: Input<'renewRecoverySheet'>) => {
      const made = await office.people.renewRecoverySheet(typed)
      sheet.value = await office.people.recoverySheet({})
      return made
    },
    confirmRecoverySheet: async (typed: Input<'confirmRecoverySheet'>) =>
      (sheet.value = await office.people.confirmRecoverySheet(typed)),
  }
})
