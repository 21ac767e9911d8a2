import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withoutPrinter } from '../../src-main/platform/without-printer.ts'
import { withoutWindow } from '../../src-main/platform/without-window.ts'
import { platformOf, lastOffice } from '../../src-main/shell/platform.ts'
import { settingsIn } from '../../src-main/shell/settings.ts'

let documents: string
beforeEach(() => (documents = mkdtempSync(path.join(os.tmpdir(), 'remedy-desk-'))))
afterEach(() => rmSync(documents, { recursive: true }))

const at = (...names: string[]) => path.join(documents, 'Remedy', ...names)
function platform(picked: string | null = null) {
  const settings = settingsIn(path.join(documents, 'settings.json'))
  const asked: string[] = []
  const pickFolder = async ({ from }: { from: string }) => {
    asked.push(from)
    return picked
  }
  const pickOne = async () => picked
  return {
    ...platformOf({
      documents,
      settings,
      pickFolder,
      pickOne,
      paper: withoutPrinter,
      window: withoutWindow,
    }),
    settings,
    asked,
  }
}

test('a new office stands in the documents under its own name', async () => {
  expect(await platform().newOfficeFolder('Harrow: Vane')).toBe(at('Harrow Vane'))
  expect(existsSync(at())).toBe(false)
})

test('a folder that holds something is never given to a new office', async () => {
  mkdirSync(at('Harrow'), { recursive: true })
  expect(await platform().newOfficeFolder('Harrow')).toBe(at('Harrow'))
  writeFileSync(at('Harrow', 'letter.txt'), 'x')
  expect(await platform().newOfficeFolder('Harrow')).toBe(at('Harrow 2'))
  writeFileSync(at('Harrow 2'), 'a file of that name')
  expect(await platform().newOfficeFolder('Harrow')).toBe(at('Harrow 3'))
})

test('a real office never takes the place of the sample', async () => {
  const { sampleFolder, newOfficeFolder } = platform()
  expect(sampleFolder()).toBe(at('Sample office'))
  expect(await newOfficeFolder('SAMPLE OFFICE')).toBe(at('SAMPLE OFFICE 2'))
})

test('looking for an office begins where offices stand, and may end with nothing', async () => {
  const first = platform()
  expect(await first.chooseOfficeFolder()).toBeNull()
  mkdirSync(at(), { recursive: true })
  const second = platform('/picked')
  expect(await second.chooseOfficeFolder()).toBe('/picked')
  expect([...first.asked, ...second.asked]).toEqual([documents, at()])
})

test('the office last used is remembered for as long as its folder is there', () => {
  const { settings, remember } = platform()
  expect(lastOffice(settings)).toBeNull()
  mkdirSync(at('Harrow'), { recursive: true })
  remember(at('Harrow'))
  expect(lastOffice(settingsIn(path.join(documents, 'settings.json')))).toBe(at('Harrow'))
  rmSync(at('Harrow'), { recursive: true })
  expect(lastOffice(settings)).toBeNull()
})
