import type { Platform } from '../platform/platform.ts'
import { withoutWindow } from '../platform/without-window.ts'
import { Refusal } from '../wire/refusal.ts'

const notHere = async () => {
  throw new Refusal(
    'not-found',
    'Files are chosen, and papers printed, saved and shown, at the office’s own computer alone. Do this in its window while nobody is signed in at a desk.',
  )
}

/** What the office can do at a desk so far: nothing is printed, saved, shown or chosen there. */
export const deskPlatform: Platform = {
  ...withoutWindow,
  printers: async () => [],
  ...{ printPdf: notHere, savePdf: notHere, savePack: notHere, saveReport: notHere },
  ...{ openPdf: notHere, openEmail: notHere, open: notHere },
  ...{ openPieces: notHere, savePieces: notHere },
  ...{ chooseOfficeFolder: notHere, newOfficeFolder: notHere, chooseBackupFolder: notHere },
  ...{ chooseExportFolder: notHere, chooseBackup: notHere, chooseMoveFolder: notHere },
  ...{ chooseFile: notHere, chooseDocument: notHere },
  sampleFolder: () => '',
  ...{ remember: () => {}, lastSeen: () => null, saw: () => {} },
}
