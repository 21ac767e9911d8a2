import type { BrowserWindow, MenuItemConstructorOptions, Session } from 'electron'
import { copyFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'

/** As Chromium calls the dictionary of British English in the format that it reads. */
const DICTIONARY = 'en-GB-10-1.bdic'
/** Nothing is ever fetched: a dictionary that is not there is looked for nowhere. */
const NOWHERE = 'remedy://no-dictionaries/'

/**
 * Checks spelling by the dictionary that the program brings, put where Chromium looks for it; macOS checks by its own. Words
 * are never added: they would be kept in a plain file outside the office.
 */
export function checkSpelling(
  session: Session,
  { resources, profile }: { resources: string; profile: string },
): void {
  if (process.platform !== 'darwin') {
    const folder = path.join(profile, 'Dictionaries')
    mkdirSync(folder, { recursive: true })
    copyFileSync(path.join(resources, 'dictionaries', DICTIONARY), path.join(folder, DICTIONARY))
    session.setSpellCheckerDictionaryDownloadURL(NOWHERE)
    session.setSpellCheckerLanguages(['en-GB'])
  }
  session.setSpellCheckerEnabled(true)
}

/** What may stand in place of a word that is misspelled; nothing where none is. */
export const suggestionsFor = (
  window: BrowserWindow,
  { misspelledWord, dictionarySuggestions }: Electron.ContextMenuParams,
): MenuItemConstructorOptions[] =>
  misspelledWord === ''
    ? []
    : [
        ...(dictionarySuggestions.length > 0
          ? dictionarySuggestions.map((word) => ({
              label: word,
              click: () => window.webContents.replaceMisspelling(word),
            }))
          : [{ label: 'No suggestions', enabled: false }]),
        { type: 'separator' },
      ]
