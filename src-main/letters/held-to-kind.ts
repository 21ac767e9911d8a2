import { DETAILS, type DetailRow } from '../details/groups.ts'
import { Refusal } from '../wire/refusal.ts'
import { filledWith } from './drafting.ts'
import type { Missing } from './gate.ts'
import { KINDS, namedFor } from './kinds.ts'
import { lawIn } from './lint.ts'
import type { Merged } from './merge.ts'
import type { LetterRecord } from './record.ts'
import { templateOf, type Template } from './template.ts'

/** What a draft lacks of what its kind cannot do without, whatever its template says. Pure. */
export const lacksOfKind = (one: LetterRecord): Missing[] => [
  ...unrecorded(one),
  ...leftOutByTemplate(one),
]

/** The case details that the kind needs; whom the letter goes to is asked where it stands. */
const neededBy = ({ content: { kind } }: LetterRecord) =>
  KINDS[kind].details.filter((group) => group !== namedFor(kind)?.group)

const blankOf = (group: keyof typeof DETAILS) => `[${DETAILS[group].name}: `
const textOf = ({ passages }: Pick<Merged, 'passages'>) =>
  passages.map(({ text }) => text).join('\n')

/** Groups of which nothing is recorded and no blank says so. */
function unrecorded(one: LetterRecord): Missing[] {
  const said = textOf(one.content)
  return neededBy(one)
    .filter((group) => (one.details[group] ?? []).length === 0 && !said.includes(blankOf(group)))
    .map((group) => ({
      what: `${DETAILS[group].name}: nothing is recorded, and this letter cannot do without.`,
      cure: 'Record it under Case details.',
      where: 'passages',
    }))
}

/** What the shipped template says in this case and the office’s own keeps back by a condition, as nothing typed makes up for it. */
function leftOutByTemplate(one: LetterRecord): Missing[] {
  const template = templateOf(one.templates, one.content)
  if (!template?.office) return []
  const { shipped } = template.office
  const [own, whole] = [emptied(one, template), emptied(one, shipped)]
  if (!own || !whole) return []
  const [says, should, typed] = [textOf(own), textOf(whole), textOf(one.content)]
  const isIn = (said: string) => says.includes(said) || typed.includes(said)
  const laws = whole.passages
    .filter(({ origin }) => origin === 'template')
    .flatMap(({ text }) => lawIn(text))
    .filter((said) => !isIn(said))
  const asks = (of: Template) => of.passages.flatMap((passage) => passage.asks)
  const recorded = textOf(filledOrNull(one, shipped) ?? whole)
  const printed = textOf(filledOrNull(one, template) ?? own)
  const isLeftOut = (row: DetailRow) => {
    const words = wordsIn(row).filter((word) => !should.includes(word) && recorded.includes(word))
    return words.length > 0 && !words.some((word) => printed.includes(word) || typed.includes(word))
  }
  const left = [
    ...neededBy(one)
      .filter(
        (group) =>
          (should.includes(blankOf(group)) && !says.includes(blankOf(group))) ||
          one.details[group]?.some(isLeftOut),
      )
      .map((group) => DETAILS[group].name.toLowerCase()),
    ...new Set(laws),
    ...(BY_DAY.test(should) && !BY_DAY.test(says) && !BY_DAY.test(typed)
      ? ['the day asked for']
      : []),
    ...(asks(shipped).some(({ text }) => should.includes(text)) &&
    !asks(template).some(({ text }) => says.includes(text))
      ? ['what is asked for']
      : []),
  ]
  if (left.length === 0) return []
  return [
    {
      what: `The office’s own template leaves out of this letter what its kind cannot do without: ${left.join('; ')}.`,
      cure: 'Have the template mended under Letters › Templates, discard this draft and draft it anew.',
      where: 'passages',
    },
  ]
}
const BY_DAY = /\bby \*\*\d{1,2} [A-Z][a-z]+ \d{4}\*\*/i

const wordsIn = (row: DetailRow) => Object.values(row).flatMap((said) => said.match(WORDS) ?? [])
const WORDS = /\p{L}{4,}/gu

/** What a template says in this case with nothing recorded in its details: each that it prints stands as a blank. */
const emptied = (one: LetterRecord, template: Template) =>
  filledOrNull({ ...one, details: {} }, template)

function filledOrNull(one: LetterRecord, template: Template): Merged | null {
  try {
    return filledWith(one.content, one, template)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
