import { Menu, type MenuItemConstructorOptions } from 'electron'
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
}

/** Sets the program's menu: editing, size and light; reload and the developer's tools only before packaging. */
export function setMenu(shown: Shown): void {
  const mac: MenuItemConstructorOptions[] =
    process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  Menu.setApplicationMenu(Menu.buildFromTemplate([...mac, { role: 'editMenu' }, viewMenu(shown)]))
}

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
