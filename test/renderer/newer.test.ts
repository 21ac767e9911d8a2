import { expect, test } from 'vitest'
import { computed, nextTick, reactive, ref, shallowRef } from 'vue'
import { useNewer, type Standing } from '../../src-renderer/forms/newer.ts'

/** A form of two fields over a thing that another desk corrects. */
function formOver(first: Standing<{ name: string; note: string }>) {
  const standing = shallowRef(first)
  const draft = reactive({ name: 'As it was', note: '', version: 1 })
  const untouched = ref(JSON.stringify(draft))
  const changed = computed(() => JSON.stringify(draft) !== untouched.value)
  const settle = () => void (untouched.value = JSON.stringify(draft))
  const { newer, bringIn } = useNewer({ draft, changed, settle }, () => standing.value)
  return { standing, draft, changed, newer, bringIn }
}
const was = { typed: { name: 'As it was', note: '' }, version: 1, at: '', by: 'Imogen Tark' }

test('a form follows another desk until somebody types, and then says what it changed', async () => {
  const { standing, draft, newer, bringIn } = formOver(was)
  standing.value = { ...was, typed: { name: 'Second', note: '' }, version: 2 }
  await nextTick()
  expect([draft.name, draft.version, newer.value]).toEqual(['Second', 2, null])
  draft.note = 'typed here'
  standing.value = { ...was, typed: { name: 'Third', note: 'there' }, version: 3 }
  await nextTick()
  expect(draft).toMatchObject({ name: 'Second', note: 'typed here', version: 2 })
  expect(newer.value).toMatchObject({ changed: ['name', 'note'], typed: ['note'] })
  bringIn()
  expect(draft).toMatchObject({ name: 'Third', note: 'typed here', version: 3 })
})

test('what is shown only once it is opened is told of and never filled in, typed or not', async () => {
  const { standing, draft, newer, bringIn } = formOver({ ...was, unseen: true })
  standing.value = { ...was, typed: { name: '' }, version: 2, unseen: true }
  await nextTick()
  expect(newer.value).toMatchObject({ by: 'Imogen Tark', changed: [], unseen: true })
  bringIn()
  expect(draft).toMatchObject({ name: 'As it was', version: 1 })
  expect(newer.value).not.toBeNull()
})

test.each<[what: string, standing: Partial<Standing<typeof was.typed>>]>([
  ['of which the form shows nothing', { typed: {} }],
  ['which the form shows as it was', { more: true }],
])('what is newer in something %s is told of before somebody types', async (_, shown) => {
  const first = { ...was, ...shown }
  const { standing, draft, changed, newer, bringIn } = formOver(first)
  standing.value = { ...first, version: 2 }
  await nextTick()
  expect(newer.value).toMatchObject({ by: 'Imogen Tark', changed: [], unseen: false })
  expect(draft.version).toBe(1)
  bringIn()
  expect([draft.version, newer.value, changed.value]).toEqual([2, null, false])
})

test('of a form that shows less than is recorded, what it does show is filled in', async () => {
  const { standing, draft, newer } = formOver({ ...was, more: true })
  standing.value = { ...was, ...{ more: true }, typed: { name: 'Second', note: '' }, version: 2 }
  await nextTick()
  expect([draft.name, draft.version, newer.value]).toEqual(['Second', 2, null])
})
