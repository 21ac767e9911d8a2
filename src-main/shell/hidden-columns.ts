import type { WindowSide } from '../platform/platform.ts'
import { MOST_LISTS, type SettingsFile } from './settings.ts'

/** The columns that somebody leaves out of lists: the newest choices, where there are too many to keep. */
export const columnsIn = (
  settings: SettingsFile,
): Pick<WindowSide, 'hiddenColumns' | 'hideColumns'> => ({
  hiddenColumns: (personId) =>
    settings
      .read()
      .hidden.filter(({ person }) => person === personId)
      .map(({ list, hidden }) => ({ list, hidden })),
  hideColumns(person, { list, hidden }) {
    const others = settings
      .read()
      .hidden.filter((one) => one.person !== person || one.list !== list)
    const own = hidden.length > 0 ? [{ person, list, hidden }] : []
    settings.change({ hidden: [...own, ...others].slice(0, MOST_LISTS) })
  },
})
