import path from 'node:path'

/** What may be asked of the program itself. */
const ABOUT = ['--version', '--help']

/** The words that start a command instead of the window. */
export const COMMANDS = [
  'sample',
  'verify',
  'pack',
  'register',
  'list',
  'backup',
  'restore',
  'recover',
  'drill',
  'import',
  'export',
  'rebuild',
  'due',
  'answerable',
  'letter',
  'lint-templates',
  'edition-key',
  'edition',
  'update',
] as const

/** How the program was started: `appPath` stands among the words while unpackaged. */
interface Started {
  appPath: string
  packaged: boolean
}

/** The words after the program's own. */
function givenIn(words: readonly string[], { appPath, packaged }: Started): readonly string[] {
  const own = packaged ? 0 : words.findIndex((word) => path.resolve(word) === appPath)
  return own < 0 ? [] : words.slice(own + 1)
}

/** The file that the program was started with, as by a double click: the last word that is no switch, from `folder` on. */
export function fileIn(
  words: readonly string[],
  folder: string,
  started: Started,
): string | undefined {
  const last = givenIn(words, started).findLast((word) => word !== '' && !word.startsWith('-'))
  return last === undefined ? undefined : path.resolve(folder, last)
}

/**
 * The command that the program was started with, if any: the words after the program's own, past Chromium's
 * switches, when the first of them is one of them; or the question that was asked of the program itself.
 */
export function commandIn(
  words: readonly string[],
  { appPath, packaged }: Started,
): string[] | undefined {
  const given = givenIn(words, { appPath, packaged })
  const about = given.find((word) => ABOUT.includes(word))
  const first = given.findIndex((word) => !word.startsWith('-'))
  const name = given[first]
  return name !== undefined && COMMANDS.some((known) => known === name)
    ? given.slice(first)
    : about === undefined
      ? undefined
      : [about]
}
