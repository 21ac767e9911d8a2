import { Menu, nativeTheme, type MenuItemConstructorOptions } from 'electron'
import type { Settings, SettingsFile } from './settings.ts'

const THEMES: [Settings['theme'], string][] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
]

/** Sets the program's menu: editing, size and light; reload and the developer's tools only before packaging. */
export function setMenu(settings: SettingsFile, packaged: boolean): void {
  nativeTheme.themeSource = settings.read().theme
  const mac: MenuItemConstructorOptions[] =
    process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...mac, { role: 'editMenu' }, viewMenu(settings, packaged)]),
  )
}

function viewMenu(settings: SettingsFile, packaged: boolean): MenuItemConstructorOptions {
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
      ...THEMES.map(([theme, label]): MenuItemConstructorOptions => ({
        label,
        type: 'radio',
        checked: settings.read().theme === theme,
        click: () => {
          nativeTheme.themeSource = theme
          settings.change({ theme })
        },
      })),
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...developer,
    ],
  }
}
