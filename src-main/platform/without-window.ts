import type { WindowSettings } from '../people/contract.ts'
import type { Platform, ProgramSide, WindowSide } from './platform.ts'

/** The settings of a window before anybody has changed them. */
export const UNSAID: WindowSettings = {
  theme: 'system',
  lockAfterMinutes: 10,
  hideFromCapture: 'while-held-shows',
  singleKeys: true,
  reminders: true,
  printing: {},
}

/** A platform without a window: the default settings, which cannot be changed. */
export const withoutWindow: WindowSide & ProgramSide = {
  settings: () => ({ ...UNSAID, canHide: false, startsAtLogOn: false }),
  changeSettings: () => {},
  hiddenColumns: () => [],
  hideColumns: () => {},
  showRestricted: () => {},
  findOnPage: async () => ({ matches: 0, at: 0 }),
  stopFinding: () => {},
  takeOpened: () => null,
  fileWaits: () => null,
  programHere: () => ({
    version: '0.0.0',
    builtOn: null,
    platform: `${process.platform}-${process.arch}`,
  }),
  ownLog: () => '',
  keepInstaller: async () => '',
  startInstaller: async (_, record) => (await record(), { way: 'shown', command: '' }),
}

/** A platform that asks nobody: one folder stands for every office that is asked for, and nothing else is chosen. */
export const withoutDialogs = (folder: string) =>
  ({
    chooseOfficeFolder: async () => folder,
    newOfficeFolder: async () => folder,
    chooseMoveFolder: async () => null,
    chooseBackupFolder: async () => null,
    chooseBackup: async () => null,
    chooseExportFolder: async () => null,
    chooseFile: async () => null,
    chooseDocument: async () => null,
    sampleFolder: () => folder,
    remember: () => {},
    lastSeen: () => null,
    saw: () => {},
  }) satisfies Partial<Platform>
