import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { hideFromCapture } from '../../src-main/shell/capture.ts'
import { settingsIn } from '../../src-main/shell/settings.ts'

test('what is sensitive stays out of recordings, unless this computer was told otherwise', () => {
  const unsaid = settingsIn(path.join(os.tmpdir(), 'remedy-never-written', 'settings.json'))
  const shown = { read: () => ({ ...unsaid.read(), hideFromCapture: false }) }
  const told: boolean[] = []
  const window = { setContentProtection: (on: boolean) => void told.push(on) }
  hideFromCapture(window, unsaid, true)
  hideFromCapture(window, unsaid, false)
  hideFromCapture(window, shown, true)
  expect(told).toEqual([true, false, false])
})
