import { expect, test } from 'vitest'
import { openTestOffice, PASSPHRASE, refusalOf } from '../open-office.ts'

const form = (typed: string) => ({
  form: 'NoteForm matter-1',
  screen: '/matters/matter-1',
  title: 'Note',
  typed,
})

test('what was being typed is there again after the lock, for its own person alone', async () => {
  const { ask, hire, signIn, partner } = await openTestOffice()
  const other = await hire('Hester Vane', 'secretary')
  const forms = [form('{"text":"He rang abou"}')]
  await ask.platform.keepUnfinished({ forms })
  await ask.signIn.lock({})
  await refusalOf(ask.platform.unfinished({}), 'locked')
  await signIn(other)
  expect(await ask.platform.unfinished({})).toEqual({ forms: [] })
  await ask.platform.keepUnfinished({ forms: [form('{"text":"hers"}')] })
  await signIn(partner)
  expect(await ask.platform.unfinished({})).toEqual({ forms })
})

test('what was recorded or thrown away is no longer kept', async () => {
  const { ask, signIn, partner } = await openTestOffice()
  await ask.platform.keepUnfinished({ forms: [form('{"text":"a"}')] })
  await ask.platform.keepUnfinished({ forms: [] })
  await ask.signIn.lock({})
  await signIn(partner)
  expect(await ask.platform.unfinished({})).toEqual({ forms: [] })
})

test('a window that is locked keeps nothing, and loses nothing of what it kept', async () => {
  const { ask, signIn, partner } = await openTestOffice()
  const forms = [form('{"text":"a"}')]
  await ask.platform.keepUnfinished({ forms })
  await ask.signIn.lock({})
  await refusalOf(ask.platform.keepUnfinished({ forms: [] }), 'locked')
  await signIn(partner, PASSPHRASE)
  expect(await ask.platform.unfinished({})).toEqual({ forms })
})

test('the end of the program ends it: nothing of it is on the disk', async () => {
  const test = await openTestOffice()
  await test.ask.platform.keepUnfinished({ forms: [form('{"text":"a"}')] })
  await test.restart()
  await test.signIn(test.partner)
  expect(await test.ask.platform.unfinished({})).toEqual({ forms: [] })
})

test('the settings of the window are changed one by one, within their bounds', async () => {
  const { ask, platform } = await openTestOffice()
  await ask.platform.changeSettings({ theme: 'dark' })
  await ask.platform.changeSettings({ lockAfterMinutes: 5, hideFromCapture: 'always' })
  expect(await ask.platform.settings({})).toEqual({
    ...{ theme: 'dark', lockAfterMinutes: 5, hideFromCapture: 'always' },
    ...{ singleKeys: true, reminders: true, canHide: true, startsAtLogOn: false, printing: {} },
  })
  for (const lockAfterMinutes of [0, 61, 2.5])
    await refusalOf(ask.platform.changeSettings({ lockAfterMinutes }), 'invalid-input')
  expect(platform.window.lockAfterMinutes).toBe(5)
  await ask.signIn.lock({})
  await refusalOf(ask.platform.changeSettings({ lockAfterMinutes: 60 }), 'locked')
})

test('words are found, and a file is taken, by somebody who is signed in alone', async () => {
  const { ask } = await openTestOffice()
  const words = { text: 'Fenwright', again: false, backwards: false }
  expect(await ask.platform.findOnPage(words)).toEqual({ matches: 0, at: 0 })
  await refusalOf(ask.platform.findOnPage({ ...words, text: '' }), 'invalid-input')
  await ask.platform.stopFinding({})
  expect(await ask.platform.takeOpened({})).toEqual({ waits: null })
  await ask.signIn.lock({})
  await refusalOf(ask.platform.findOnPage(words), 'locked')
  await refusalOf(ask.platform.takeOpened({}), 'locked')
})

test('the window is told when something held is on the screen', async () => {
  const { ask, platform } = await openTestOffice()
  await ask.platform.showRestricted({ shows: true })
  await ask.platform.showRestricted({ shows: false })
  expect(platform.heldShows).toEqual([true, false])
})
