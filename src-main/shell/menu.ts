import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuAct } from '../wire/bridge.ts'
import type { Settings } from './settings.ts'

type Theme = Settings['theme']

const THEMES: [Theme, string][] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
]

interface Shown {
  theme: Theme
  choose: (theme: Theme) => void
  packaged: boolean
  /** Has the page do what it does by its own keys as well. */
  ask: (act: MenuAct) => void
  /** Shows the folder with the program’s log in the system’s file manager. */
  showLogs: () => void
  /** The same for the folder of the office in use. */
  showOffice: () => void
}

/** Sets the program’s menu: reload and the developer’s tools only before packaging. */
export function setMenu(shown: Shown): void {
  const isMac = process.platform === 'darwin'
  const mac: MenuItemConstructorOptions[] = isMac ? [{ role: 'appMenu' }] : []
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      fileMenu(shown, isMac),
      editMenu(shown),
      viewMenu(shown),
      helpMenu(shown, isMac),
    ]),
  )
}

/** An act that the page does by the same key, which the menu shows and leaves to it. */
const asked = (
  label: string,
  accelerator: string,
  act: () => void,
): MenuItemConstructorOptions => ({
  ...{ label, accelerator, registerAccelerator: false },
  click: act,
})

const fileMenu = ({ ask }: Shown, isMac: boolean): MenuItemConstructorOptions => ({
  label: 'File',
  submenu: [
    asked('Find a client or an action…', 'CommandOrControl+K', () => ask('find')),
    asked('Lock the office', 'CommandOrControl+L', () => ask('lock')),
    { type: 'separator' },
    isMac ? { role: 'close' } : { role: 'quit' },
  ],
})

const editMenu = ({ ask }: Shown): MenuItemConstructorOptions => ({
  label: 'Edit',
  submenu: [
    ...(['undo', 'redo'] as const).map((role) => ({ role })),
    { type: 'separator' },
    ...(['cut', 'copy', 'paste', 'delete', 'selectAll'] as const).map((role) => ({ role })),
    { type: 'separator' },
    asked('Find on this page…', 'CommandOrControl+F', () => ask('find-on-page')),
    asked('Find next', 'F3', () => ask('find-next')),
    asked('Find previous', 'Shift+F3', () => ask('find-previous')),
  ],
})

function viewMenu({ theme, choose, packaged }: Shown): MenuItemConstructorOptions {
  const developer: MenuItemConstructorOptions[] = packaged
    ? []
    : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }]
  return {
    label: 'View',
    submenu: [
      { role: 'zoomIn' },
      // On most keyboards the plus sign needs the shift key; without it the same key counts too.
      { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false },
      { role: 'zoomOut' },
      { role: 'resetZoom' },
      { type: 'separator' },
      ...THEMES.map(([one, label]): MenuItemConstructorOptions => ({
        label,
        type: 'radio',
        checked: one === theme,
        click: () => choose(one),
      })),
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...developer,
    ],
  }
}

const helpMenu = (
  { ask, showLogs, showOffice }: Shown,
  isMac: boolean,
): MenuItemConstructorOptions => ({
  role: 'help',
  label: 'Help',
  submenu: [
    asked('Handbook', 'F1', () => ask('handbook')),
    asked('Keyboard shortcuts', '?', () => ask('keys')),
    { label: 'Licences', click: () => ask('licences') },
    { type: 'separator' },
    { label: 'Install an update…', click: () => ask('update') },
    { type: 'separator' },
    { label: 'Show the folder of the office', click: showOffice },
    { label: 'Show the program’s log', click: showLogs },
    { label: 'Save a diagnostic bundle…', click: () => ask('diagnose') },
    ...(isMac ? [] : [{ type: 'separator' } as const, { role: 'about' } as const]),
  ],
})
