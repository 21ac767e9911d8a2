import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import {
  MOST_BYTES,
  type Checked,
  type Choices,
  type ChosenFile,
  type Imported,
  type Mapping,
  type What,
} from '../../src-main/imports/contract.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { office } from '../office.ts'

const NO_CHOICES: Choices = { otherwise: 'skip', rows: {} }

/** A list on its way into the office: the file, how its columns are taken, what would become of its rows. */
export const useImports = defineStore('imports', () => {
  const file = shallowRef<ChosenFile | null>(null)
  const mapping = shallowRef<Mapping | null>(null)
  const choices = shallowRef<Choices>(NO_CHOICES)
  const checked = shallowRef<Checked | null>(null)
  /** Whether something was changed since the rows were checked. */
  const stale = shallowRef(false)
  const done = shallowRef<Imported | null>(null)
  const before = shallowRef<Awaited<ReturnType<typeof office.imports.list>>>([])
  const fields = computed(() =>
    file.value && mapping.value ? file.value.fields[mapping.value.what] : [],
  )
  const asked = () => ({
    token: file.value!.token,
    mapping: mapping.value!,
    choices: choices.value,
  })
  function take(chosen: ChosenFile): void {
    file.value = chosen
    mapping.value = chosen.mapping
    choices.value = NO_CHOICES
    checked.value = null
    done.value = null
  }

  return {
    file,
    mapping,
    choices,
    checked,
    stale,
    done,
    before,
    fields,
    load: async () => (before.value = await office.imports.list({})),
    async choose() {
      const chosen = await office.imports.choose({})
      if (chosen) take(chosen)
    },
    /** A file that was dropped on the page; one that is too large is refused unread. */
    async dropped(one: File) {
      if (one.size > MOST_BYTES)
        throw new Refusal(
          'invalid-input',
          'This file is larger than 30 MB. Divide the list into smaller files.',
        )
      const bytes = new Uint8Array(await one.arrayBuffer())
      take(await office.imports.take({ name: one.name.slice(-255) || 'list', bytes }))
    },
    async chooseSheet(sheet: string) {
      take(await office.imports.chooseSheet({ token: file.value!.token, sheet }))
    },
    async takeAs(what: What) {
      mapping.value = await office.imports.propose({ token: file.value!.token, what })
      checked.value = null
    },
    change(part: Partial<Mapping>) {
      mapping.value = { ...mapping.value!, ...part }
      stale.value = true
    },
    decide(part: Partial<Choices>) {
      choices.value = { ...choices.value, ...part }
      stale.value = true
    },
    async check() {
      checked.value = await office.imports.check(asked())
      stale.value = false
    },
    async run() {
      done.value = await office.imports.run(asked())
      before.value = await office.imports.list({})
    },
    back: () => void (checked.value = null),
    leave() {
      file.value = null
      checked.value = null
      done.value = null
    },
    progress: () => office.imports.progress({}),
    cancel: () => office.imports.cancel({}),
    saveReport: async () => (await office.imports.saveReport({ token: file.value!.token })).saved,
  }
})
