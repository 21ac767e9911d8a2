import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { expect, test, vi } from 'vitest'
import { askBeforeLosing } from '../../src-main/shell/mishaps.ts'

const answer = vi.hoisted(() => ({ now: 0 }))
// Only Electron itself has this dialog; the window's own journey asks it in the program.
vi.mock('electron', () => ({
  app: {},
  dialog: { showMessageBox: async () => ({ response: answer.now }) },
}))

test('whoever keeps the window open has what waited for its end forgotten; whoever discards does not', async () => {
  const page = new EventEmitter()
  const done: string[] = []
  const window = {
    ...{ webContents: page, isDestroyed: () => false },
    destroy: () => void done.push('closed'),
  }
  askBeforeLosing(window as unknown as BrowserWindow, () => void done.push('stays'))
  const asked = async (response: number) => {
    answer.now = response
    page.emit('will-prevent-unload', { defaultPrevented: false })
    await new Promise(setImmediate)
  }
  await asked(0)
  await asked(1)
  expect(done).toEqual(['stays', 'closed'])
})
