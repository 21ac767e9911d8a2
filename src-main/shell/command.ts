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
] as const

/**
 * The command that the program was started with, if any: the words after the program's own, past Chromium's
 * switches, when the first of them is one of them; or the question that was asked of the program itself.
 * `appPath` stands among the words while unpackaged.
 */
export function commandIn(
  words: readonly string[],
  { appPath, packaged }: { appPath: string; packaged: boolean },
): string[] | undefined {
  const own = packaged ? 0 : words.findIndex((word) => path.resolve(word) === appPath)
  if (own < 0) return undefined
  const given = words.slice(own + 1)
  const about = given.find((word) => ABOUT.includes(word))
  const first = given.findIndex((word) => !word.startsWith('-'))
  const name = given[first]
  return name !== undefined && COMMANDS.some((known) => known === name)
    ? given.slice(first)
    : about === undefined
      ? undefined
      : [about]
}
