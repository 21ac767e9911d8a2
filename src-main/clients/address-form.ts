import type { Pronouns } from './contract.ts'
import type { LoggedParticulars } from './logged.ts'

type Needs = LoggedParticulars['needs']

const PRONOUNS: Record<Pronouns, { they: string; them: string; their: string }> = {
  he: { they: 'he', them: 'him', their: 'his' },
  she: { they: 'she', them: 'her', their: 'her' },
  they: { they: 'they', them: 'them', their: 'their' },
}

/** The words that stand for a client in a letter; where nobody asked, `they`. */
export const pronounsOf = ({ pronouns }: Pick<LoggedParticulars, 'pronouns'>) =>
  PRONOUNS[pronouns ?? 'they']

/** What follows `Dear` in a letter to the client: title and surname, or for a knight or dame the first name; null without a title. */
export function dearOf({
  title,
  surname,
  forenames,
}: Pick<LoggedParticulars, 'title' | 'surname' | 'forenames'>): string | null {
  if (!title) return null
  const [first] = forenames.split(' ')
  return (title === 'Sir' || title === 'Dame') && first
    ? `${title} ${first}`
    : `${title} ${surname}`
}

export const LARGE_PRINT = 'large print'

/** What a letter to the client must take into account, in words; empty where there is nothing. What the letter does itself is left out. */
export function needsToMeet(
  { language, interpreter, easyWords, readAloud, largePrint }: Needs,
  does: { largePrint: boolean; easyRead?: true | undefined },
): string {
  const english = /^(english)?$/i.test(language.trim())
  return [
    ...(english ? [] : [language.trim()]),
    ...(interpreter ? ['an interpreter'] : []),
    ...(easyWords && !does.easyRead ? ['plain, short sentences'] : []),
    ...(readAloud ? ['letters read aloud'] : []),
    ...(largePrint && !does.largePrint ? [LARGE_PRINT] : []),
  ].join(', ')
}
