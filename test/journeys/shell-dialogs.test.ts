import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { OpenDialogOptions } from 'electron'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { someFirm } from '../practice/some-firm.ts'
import { openRemedy, type Remedy } from './harness.ts'

// The system's own dialogs cannot be worked by a test: what they are told is looked at, and an answer given for them.
let remedy: Remedy
beforeAll(async () => {
  remedy = await openRemedy()
  await remedy.newOffice()
  await remedy.ask('practice.record', someFirm({ version: 0 }))
})
afterAll(() => remedy.close())

/** Answers the next dialog with these files, and gives what it was told and what the office then answered. */
async function answering(files: string[], question: string) {
  await remedy.app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = (async (_: unknown, told: unknown) => {
      Reflect.set(globalThis, 'told', told)
      return { canceled: filePaths.length === 0, filePaths }
    }) as typeof dialog.showOpenDialog
  }, files)
  const answer = await remedy.ask(question)
  const told = await remedy.app.evaluate(() => Reflect.get(globalThis, 'told') as unknown)
  return { answer, told: told as OpenDialogOptions }
}

test('the dialog for a logo offers pictures first, one at a time, beginning in the documents', async () => {
  const { told } = await answering([], 'practice.chooseLogo')
  expect(told).toMatchObject({
    buttonLabel: 'Choose this file',
    defaultPath: path.join(remedy.home, 'Documents'),
    // Whatever else is chosen is refused by its name.
    filters: [
      { name: 'PNG, JPEG', extensions: ['png', 'jpg', 'jpeg'] },
      { name: 'All files', extensions: ['*'] },
    ],
    properties: ['openFile'],
  })
  expect(told.title).toBe(told.message)
  expect(told.title).toMatch(/logo/i)
})

test('a dialog that is closed records nothing', async () => {
  const { answer } = await answering([], 'practice.chooseLogo')
  const kept = await remedy.ask('practice.get')
  expect(kept).toMatchObject({ ok: true, value: { logo: null } })
  expect(answer.ok).toBe(true)
})

test('the bytes decide what the file is, whatever the dialog let through', async () => {
  const file = path.join(remedy.home, 'logo.png')
  writeFileSync(file, 'no picture')
  const { answer } = await answering([file], 'practice.chooseLogo')
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'invalid-input' } })
})

test('the dialog for an office asks for a folder, and closed it changes nothing', async () => {
  const { answer, told } = await answering([], 'signIn.chooseOffice')
  expect(told).toMatchObject({ properties: ['openDirectory'], buttonLabel: 'Open this office' })
  expect(answer).toMatchObject({ ok: true, value: { phase: 'open' } })
})
