import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { daysAfter } from '../dates/days.ts'
import { oldRequestsEnd, type DeadlineLaw } from '../law/edition.ts'
import type { Day } from '../wire/schema.ts'
import { citationsIn } from './citations.ts'
import type { LetterKind } from './contract.ts'
import { detailsPrinted } from './detail-facts.ts'
import { DETAILS, type DetailName } from '../details/groups.ts'
import { tooLong } from './easy-lint.ts'
import { KINDS, namedFor } from './kinds.ts'
import { isProcedure, procedureSpan } from './procedures.ts'
import { toldTogether } from './read-together.ts'
import type { Sensitive } from './sensitive.ts'
import type { Finding } from './template-contract.ts'
import type { FieldClass } from './template-fields.ts'
import type { Found } from './template-trial.ts'
import { walk } from './template-walk.ts'
import { readTemplate, TemplateFault, type PartEdition, type Template } from './template.ts'

/** What a template is held against: the shipped one of its kind, the law that it may cite, the words that tell of something. */
export interface Against {
  shipped: Template
  law: Pick<DeadlineLaw, 'rules'>
  sensitive: Sensitive
  /** It is in easy words. */
  easyRead?: boolean
}

type Passage = Template['passages'][number]
interface Part extends Pick<Passage, 'text' | 'line' | 'textLine' | 'editions'> {
  class: Passage['class']
  each: DetailName | null
}

const MOST = { passages: 40, id: 26 }

/** Everything that is wrong with a template, in the order of its lines. Pure. */
export function lint(kind: LetterKind, text: string, against: Against): Finding[] {
  let template: Template
  try {
    template = readTemplate(kind, text)
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error
    const cure = 'Write it as the shipped template does: a line of the head, or == name (class).'
    return [{ line: error.line, level: 'refused', what: error.message, cure }]
  }
  const last = text.split('\n').length
  const [parts, own] = [partsOf(template), partsOf(against.shipped)]
  return [
    ...heldTogether(parts, own, against.sensitive),
    ...parts.flatMap((part) => ofPart(kind, part, against)),
    ...template.passages.flatMap((passage) => ofPassage(kind, passage, template, against)),
    ...template.enclosures.flatMap((one) => impersonal(one, against.shipped.enclosures)),
    ...ofKind(kind, template, against.shipped).map((one) => ({ ...one, line: one.line ?? last })),
    ...(against.easyRead ? tooLong(template) : []),
  ].sort((one, other) => one.line - other.line)
}

/** Everything that is filled in, the form apart. */
function partsOf({ salutation, headings, enclosures, passages }: Template): Part[] {
  const first = { line: 1, textLine: 1, editions: [], class: 'none' as const, each: null }
  return [
    { ...first, text: salutation },
    // The heading says whose letter it is.
    ...headings.map((one) => ({
      ...one,
      each: null,
      class: 'identity' as const,
    })),
    ...enclosures.map((one) => ({ ...one, each: null })),
    ...passages,
  ]
}

/** What is restricted and runs over two lines, cells or parts: no line of it tells anything by itself. */
export function heldTogether(
  parts: readonly Pick<Part, 'text' | 'line'>[],
  own: readonly Pick<Part, 'text'>[],
  sensitive: Sensitive,
): Finding[] {
  const held = (some: readonly Pick<Part, 'text'>[]) =>
    toldTogether(
      some.map(({ text }) => text),
      sensitive,
    ).filter((told) => told.class === RESTRICTED_CLASS)
  const known = new Set(held(own).map(({ word }) => word))
  return held(parts)
    .filter(({ word }) => !known.has(word))
    .map(({ word, piece }) => inNoTemplate(parts[piece]!.line, word))
}

const inNoTemplate = (line: number, word: string) =>
  refused(
    line,
    `“${word}” tells of HIV or sexual health, which stands in no template of the office’s own.`,
    'Write it in the letter itself, where it is held.',
  )

export const refused = (line: number, what: string, cure: string): Finding => ({
  ...{ line, level: 'refused', what, cure },
})
const lineOf = ({ text, textLine }: Pick<Part, 'text' | 'textLine'>, at: number) =>
  textLine + text.slice(0, at).split('\n').length - 1

/** What is wrong with a part of a template, or of what may stand in any letter. Pure. */
export function ofPart(
  kind: LetterKind | null,
  part: Part,
  { shipped, law, sensitive }: Omit<Against, 'shipped'> & { shipped: Template | null },
): Finding[] {
  const { editions, each, class: about } = part
  const { prints, faults, always } = walk(part.text, kind, { editions, each })
  const at = ({ at: place, what, cure }: Found) => refused(lineOf(part, place), what, cure)
  const unclassed = prints
    .filter(({ field }) => !fits(field.class, about, kind))
    .map(({ at: place, said, field }) =>
      refused(
        lineOf(part, place),
        `${said} tells ${TELLS[field.class]}, and this part is of the class ${about ?? 'of its rows'}.`,
        CURES[field.class],
      ),
    )
  const known = shipped ? partsOf(shipped).map(({ text }) => text) : []
  const own = new Set(known.flatMap((text) => text.split('\n')))
  const restricted = part.text.split('\n').flatMap((said, place) =>
    own.has(said)
      ? []
      : sensitive(said)
          .filter((one) => one.class === RESTRICTED_CLASS)
          .map(({ word }) => inNoTemplate(part.textLine + place, word)),
  )
  return [
    ...faults.map(at),
    ...unclassed,
    ...restricted,
    ...deadReferences(part, always, {
      law,
      known: known.join('\n'),
      cure: OF_ITS_DAY[kind ? 'part' : 'alone'],
    }),
  ]
}

const TELLS: Record<FieldClass, string> = {
  none: 'nothing personal',
  identity: 'who the client is',
  location: 'where the client is or was',
  'legal-advice': 'what the client was advised',
  case: 'what somebody wrote about the case',
  row: 'what its row says that it is about',
}
const CURES: Record<FieldClass, string> = {
  none: '',
  identity: 'Give the passage the class of what it tells: identity at least.',
  location: 'Put it into a passage of the class location.',
  'legal-advice': 'Put it into a passage of the class legal-advice.',
  case: 'Give the passage the class of what it tells: identity at least.',
  row: 'Print it by a passage for each class: == name (each group), with {% for row in rows %}.',
}

/** Whether a field may stand in a passage of this class; a letter to the client tells the client nothing new. */
function fits(field: FieldClass, about: Part['class'], kind: LetterKind | null): boolean {
  if (field === 'none' || (kind && KINDS[kind].toClient)) return true
  if (field === 'identity' || field === 'case') return about !== 'none'
  // The authority to obtain records says of itself where they were made.
  if (field === 'location' && about === 'identity')
    return kind !== null && KINDS[kind].part === 'request'
  return field === about
}

function ofPassage(
  kind: LetterKind,
  passage: Passage,
  template: Template,
  { shipped, sensitive }: Against,
): Finding[] {
  const { id, line, each, asks, text } = passage
  const found: Finding[] = []
  const say = (what: string, cure: string) => void found.push(refused(line, what, cure))
  if (passage.class === RESTRICTED_CLASS)
    say(
      'A template has no passage of HIV or sexual health.',
      'Write it in the letter itself, where it is held.',
    )
  if (id.length > MOST.id)
    say(`The name ${id} is too long.`, `Use no more than ${MOST.id} characters.`)
  const twin = template.passages.find(
    (other) =>
      other !== passage &&
      other.line < line &&
      (other.id === id ||
        (other.each !== null && id.startsWith(`${other.id}-`)) ||
        (each !== null && other.id.startsWith(`${id}-`))) &&
      meet(other.editions, passage.editions),
  )
  if (twin)
    say(
      `There is a passage called ${id} already, in line ${twin.line}.`,
      'Give each passage its own name.',
    )
  if (each !== null && !detailsPrinted(kind).includes(each))
    say(
      `This letter is given no ${DETAILS[each].name}.`,
      `It is given ${detailsPrinted(kind).join(', ') || 'no case details'}.`,
    )
  if (each !== null && !('about' in DETAILS[each].fields))
    say(
      `The rows of ${DETAILS[each].name} have no class of their own.`,
      'Give the passage a class.',
    )
  const may: readonly string[] = KINDS[kind].asks?.classes ?? []
  for (const ask of asks) {
    const same = shipped.passages.some((one) =>
      one.asks.some((other) => other.text === ask.text && other.class === ask.class),
    )
    const place = lineOf(passage, text.indexOf(ask.text))
    if (!may.includes(ask.class))
      found.push(
        refused(
          place,
          `This letter asks for nothing of the class ${ask.class}.`,
          `It may ask for ${may.join(', ') || 'no records'}.`,
        ),
      )
    for (const told of same
      ? []
      : sensitive.asked(ask.text).filter((one) => one.class !== ask.class))
      found.push(
        refused(
          place,
          `“${told.word}” asks for something of the class ${told.class}, and the line is of the class ${ask.class}.`,
          'Give the line the class of what it asks for.',
        ),
      )
  }
  return [...found, ...impersonal(passage, shipped.passages)]
}

const meet = (some: readonly PartEdition[], others: readonly PartEdition[]) =>
  some.length === 0 || others.length === 0 || some.some((one) => others.includes(one))

/** Only the program’s own words are impersonal: what an office writes tells of something, as what is typed does. */
function impersonal(
  part: Pick<Part, 'text' | 'line' | 'class'> & { each?: unknown },
  own: readonly Pick<Part, 'text' | 'class'>[],
): Finding[] {
  if (part.class !== 'none' || (part.each ?? null) !== null) return []
  if (own.some(({ text, class: about }) => about === 'none' && text === part.text)) return []
  return [
    refused(
      part.line,
      'This differs from the shipped words, so it needs the class of what it tells.',
      'Write the class in round brackets: identity where it tells no more than the heading does.',
    ),
  ]
}

interface Span {
  from: string | null
  to: string | null
}

/** From when to when a part of a template is printed. */
function spanOf(name: PartEdition, law: Against['law']): Span {
  const end = oldRequestsEnd(law)
  if (isProcedure(name)) return procedureSpan(name, law)
  if (name === 'dpa-1998') return { from: null, to: end }
  return { from: end === null ? null : daysAfter(end as Day, 1), to: null }
}
const overlap = (one: Span, other: Span) =>
  !(one.to !== null && other.from !== null && one.to < other.from) &&
  !(other.to !== null && one.from !== null && other.to < one.from)

/** How the name of an Act ends, and a word that may stand in it before that. */
const ENDS = /(?<= )(?:Act|Regulations|Rules|Order) \d{4}\b/g
const IN_NAME = /^(?:[A-Z][\w’]*|of|and|the|\([A-Z]\w+\))$/
const BEGINS_NAME = /\b(?:[A-Z][\w’]*|of|and|the)$/
const LONGEST_WORD = 60

/** The Acts and regulations that a text names, each read back from its end: a long text takes no longer for each of its words. */
function namesOfLaw(text: string): string[] {
  return [...text.matchAll(ENDS)].flatMap(({ 0: end, index }) => {
    const words: string[] = []
    for (let to = index - 1; to > 0;) {
      const from = Math.max(
        text.lastIndexOf(' ', to - 1) + 1,
        text.lastIndexOf('\n', to - 1) + 1,
        to - LONGEST_WORD,
      )
      const word = text.slice(from, to)
      const whole = IN_NAME.test(word)
      const part = whole ? word : BEGINS_NAME.exec(word)?.[0]
      if (part !== undefined) words.unshift(part)
      if (!whole || text[from - 1] !== ' ') break
      to = from - 1
    }
    while (words[0]?.startsWith('(')) words.shift()
    return words.length > 0 ? [[...words, end].join(' ')] : []
  })
}

/** What a part cites that is law at no time at which it is printed; and what nothing here says of whether it is law. */
function deadReferences(
  part: Part,
  always: string,
  { law, known, cure }: Pick<Against, 'law'> & { known: string; cure: string },
): Finding[] {
  const { text, editions } = part
  const place = (said: string) => lineOf(part, Math.max(0, text.indexOf(said)))
  const spans = (editions.length > 0 ? editions : (['dpa-1998', 'uk-gdpr'] as const)).map((one) =>
    spanOf(one, law),
  )
  const dead = citationsIn(text, law).filter((cited) => !spans.some((span) => overlap(cited, span)))
  const sometimes = citationsIn(always, law).filter((cited) =>
    spans.some((span) => !overlap(cited, span)),
  )
  const unknown = namesOfLaw(text)
    .map(withoutArticle)
    .filter((said) => !known.includes(said) && citationsIn(said, law).length === 0)
  return [
    ...[...new Map([...dead, ...sometimes].map((one) => [one.said, one])).values()].map(
      ({ said }) =>
        refused(
          place(said.replace(/^(?:the|\w+ \d+\w* of the) /, '')),
          `This cites ${said}, which is not law whenever it is printed.`,
          cure,
        ),
    ),
    ...[...new Set(unknown)].map((said): Finding => ({
      ...{ line: place(said), level: 'remark' },
      what: `The edition of the law here does not have the ${said}, so nothing checks that it is in force.`,
      cure: 'Open the source before you rely on it.',
    })),
  ]
}

const OF_ITS_DAY = {
  part: 'Write the edition of the law in which it stands behind the class, as [uk-gdpr], or take it out.',
  alone:
    "Put it between {% if edition == 'uk-gdpr' %} and {% endif %} where it is today’s law, or take it out.",
}

const withoutArticle = (said: string) =>
  said.replace(/^(?:\w+ ){0,2}[Tt]he /, '').replace(/^(?:(?:of|and|Under|By|In) )+/, '')

const LAW =
  /\b(?:[Ss]ections?|Articles?|[Rr]egulations?|[Rr]ules?|[Pp]aragraphs?) \d+[A-Z]*(?:\([^)\s]*\))*|\{\{ *law\.\w+ *\}\}|\{\{ *[\w.]+\.(?:authority|within) *\}\}/g
/** What a text cites of the law. */
export const lawIn = (text: string): string[] => [
  ...(text.match(LAW) ?? []),
  ...namesOfLaw(text).map(withoutArticle),
]
const ASKED_DAY = /\bby \*\*\{\{ *answer\.by *\| *day *\}\}\*\*/i
const BOLD = /\*\*[^*\n]*\*\*/g
const WRITTEN_DAY = /\b\d{1,2} [A-Z][a-z]+ \d{4}\b/
/** Whether a text has a day in bold that is written out. */
export const SOME_DAY = (text: string): boolean =>
  (text.match(BOLD) ?? []).some((bold) => WRITTEN_DAY.test(bold))

/** What stays that of the kind, whatever the words: its names, its form, its law, its day, its case details. */
function ofKind(
  kind: LetterKind,
  template: Template,
  shipped: Template,
): (Omit<Finding, 'line'> & { line?: number })[] {
  const found: (Omit<Finding, 'line'> & { line?: number })[] = []
  const say = (what: string, cure: string, line?: number) =>
    void found.push({ level: 'refused', what, cure, ...(line === undefined ? {} : { line }) })
  if (template.title !== shipped.title)
    say('The title is that of the kind.', `Write title: ${shipped.title}`, 1)
  if (template.confidentiality !== shipped.confidentiality)
    say(
      'The mark of confidence is that of the kind.',
      shipped.confidentiality === null
        ? 'Take it out.'
        : `Write confidentiality: ${shipped.confidentiality}`,
      1,
    )
  for (const { paper, class: about, line } of template.enclosures)
    if (paper && !shipped.enclosures.some((one) => one.paper === paper && one.class === about))
      say(
        'A paper of the office’s own is that of the kind, with its class.',
        'Copy its line from the shipped template.',
        line,
      )
  if (template.salutation === '')
    say('There is no salutation.', `Write salutation: ${shipped.salutation}`, 1)
  if (template.headings.length === 0) say('There is no heading.', `Write heading (identity): …`, 1)
  if (template.form?.text !== shipped.form?.text || template.form?.copies !== shipped.form?.copies)
    say(
      'What the client signs is that of the kind.',
      shipped.form ? 'Copy the form from the shipped template.' : 'Take the form out.',
    )
  if (template.passages.length === 0) say('There is no passage.', 'Write one: == name (class).')
  if (template.passages.length > MOST.passages)
    say(`There are more than ${MOST.passages} passages.`, 'Put some together.')
  // Whom the letter goes to stands above it.
  const needed = KINDS[kind].details.filter((group) => group !== namedFor(kind)?.group)
  for (const group of needed) {
    const names = new RegExp(String.raw`\{[{%][^{}]*\b${group}\b`)
    if (!template.passages.some(({ each, text }) => each === group || names.test(text)))
      say(
        `${DETAILS[group].name} stands in no passage, and this letter cannot do without.`,
        `Print ${group}.`,
      )
  }
  const printed = (of: Template) => of.passages.map(({ text }) => text).join('\n')
  if (ASKED_DAY.test(printed(shipped)) && !ASKED_DAY.test(printed(template)))
    say(
      'The letter asks for an answer by no day.',
      'Write by **{{ answer.by | day }}** where it asks.',
    )
  for (const passage of template.passages)
    if (SOME_DAY(passage.text))
      say(
        'A day in bold is one that is asked for, and this one stays the same in every letter.',
        'Print a field: **{{ answer.by | day }}**.',
        passage.line,
      )
  if (
    shipped.passages.some(({ asks }) => asks.length > 0) &&
    !template.passages.some(({ asks }) => asks.length > 0)
  )
    say('The letter asks for no records.', 'Write a line for each: - (health) …;')
  for (const passage of shipped.passages) {
    const law = lawIn(passage.text)
    if (law.length === 0) continue
    const kept = template.passages.filter(
      ({ id, editions }) => id === passage.id && String(editions) === String(passage.editions),
    )
    const missing = law.filter((said) => !kept.some(({ text }) => text.includes(said)))
    if (missing.length > 0)
      say(
        `The passage ${passage.id}${passage.editions.length > 0 ? ` [${passage.editions.join(', ')}]` : ''} gives the law that the letter rests on: ${[...new Set(missing)].join('; ')}.`,
        'Keep the passage by its name and edition, and what it cites.',
        kept[0]?.line,
      )
  }
  return found
}
