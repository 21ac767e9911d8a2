import type { Platform } from '../platform/platform.ts'
import { withoutWindow } from '../platform/without-window.ts'
import { Refusal } from '../wire/refusal.ts'
import { handsAt, type AskHands } from './hands.ts'

const notHere = async () => {
  throw new Refusal(
    'not-found',
    'This is done at the computer that is the office, where folders are chosen and the program is updated. Do it in its window.',
  )
}

/** What the office can do at a desk: print, save, show and choose there. Folders are the office's own computer's. */
export const deskPlatform = (ask: AskHands): Platform => ({
  ...withoutWindow,
  ...handsAt(ask),
  ...{ chooseOfficeFolder: notHere, newOfficeFolder: notHere, chooseBackupFolder: notHere },
  ...{ chooseExportFolder: notHere, chooseBackup: notHere, chooseMoveFolder: notHere },
  ...{ keepInstaller: notHere, startInstaller: notHere },
  sampleFolder: () => '',
  ...{ remember: () => {}, lastSeen: () => null, saw: () => {} },
})
