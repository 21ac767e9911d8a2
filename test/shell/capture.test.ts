import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { hideFromCapture } from '../../src-main/shell/capture.ts'
import { settingsIn } from '../../src-main/shell/settings.ts'

test('what is held stays out of recordings, or the whole window, or nothing, as this computer was told', () => {
  const unsaid = settingsIn(path.join(os.tmpdir(), 'remedy-never-written', 'settings.json'))
  const saying = (hideFromCapture: 'always' | 'never') => ({
    read: () => ({ ...unsaid.read(), hideFromCapture }),
  })
  const told: boolean[] = []
  const window = { setContentProtection: (on: boolean) => void told.push(on) }
  hideFromCapture(window, unsaid, true)
  hideFromCapture(window, unsaid, false)
  hideFromCapture(window, saying('never'), true)
  hideFromCapture(window, saying('always'), false)
  expect(told).toEqual([true, false, false, true])
})
