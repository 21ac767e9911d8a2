import { spacedNhsNumber } from '../../src-main/clients/nhs-number.ts'
import type { Client, Needs, Pronouns } from '../../src-main/clients/contract.ts'
import { formatDay, sentence, formatList } from '../../src-main/dates/words.ts'

interface Named {
  surname: string
  forenames: string
}

/** `Fenwright, Tobias`, as a list has it. */
export const listName = ({ surname, forenames }: Named): string =>
  forenames ? `${surname}, ${forenames}` : surname

/** `Tobias Fenwright`, as it is spoken. */
export const spokenName = ({ surname, forenames }: Named): string =>
  [forenames, surname].filter(Boolean).join(' ')

/** The needs that are ticked, as a letter-writer reads them. */
export const NEEDS = {
  interpreter: 'Interpreter needed',
  largePrint: 'Large print',
  easyWords: 'Plain, short sentences',
  readAloud: 'Read aloud',
} as const satisfies Partial<Record<keyof Needs, string>>

/** How to write to a client, in one line; empty where nothing was said. */
export function needsInWords(needs: Needs): string {
  const ticked = (Object.keys(NEEDS) as (keyof typeof NEEDS)[])
    .filter((need) => needs[need])
    .map((need) => NEEDS[need])
  const all = [needs.language, ...ticked, needs.note].filter(Boolean)
  return sentence(
    all.map((part, at) => (at === 0 || part === needs.note ? part : lower(part))).join(', '),
  )
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** How a client is spoken of, as a form offers it. */
export const PRONOUNS = {
  he: 'He, him',
  she: 'She, her',
  they: 'They, them',
} as const satisfies Record<Pronouns, string>

type Particulars = Pick<
  Client,
  | 'title'
  | 'pronouns'
  | 'surname'
  | 'forenames'
  | 'aliases'
  | 'bornOn'
  | 'prisonNumber'
  | 'nhsNumber'
  | 'needs'
>

/** A client's particulars as lines of a page, in its order. */
export function particularsInWords(of: Particulars): { name: string; value: string }[] {
  const { number, exception } = of.prisonNumber
  return [
    { name: 'Name', value: [of.title, spokenName(of)].filter(Boolean).join(' ') },
    { name: 'Pronouns', value: of.pronouns ? PRONOUNS[of.pronouns] : 'Not asked' },
    { name: 'Also known as', value: formatList(of.aliases.map(spokenName)) || 'No other name' },
    { name: 'Born', value: of.bornOn ? formatDay(of.bornOn) : 'Not known' },
    { name: 'Prison number', value: [number || 'None', exception].filter(Boolean).join(': ') },
    ...(of.nhsNumber ? [{ name: 'NHS number', value: spacedNhsNumber(of.nhsNumber) }] : []),
    { name: 'Communication needs', value: needsInWords(of.needs) || 'None recorded' },
  ]
}
