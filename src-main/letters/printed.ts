import { formatDay } from '../dates/words.ts'
import { foldedInOneStyle, roleKey } from '../establishments/styles.ts'
import type { EnvelopeModel, Letterhead, LetterModel } from '../typesetting/model.ts'
import { RESTRICTED_CLASS, type InformationClass } from '../consents/contract.ts'
import { holderNow } from './drafting.ts'
import type { Printed } from './gate.ts'
import { modelsOf } from './model-of.ts'
import type { LetterRecord } from './record.ts'
import { toldTogether } from './read-together.ts'
import type { Sensitive, SensitiveWord } from './sensitive.ts'
import { ASKS, isPassage, templateOf, type Template } from './template.ts'

type Written = LetterRecord
type Of = Omit<Printed, 'text' | 'tells' | 'class'> & { class?: Printed['class'] }
type Reads = (text: string, of: Of, tells?: (text: string) => SensitiveWord[]) => Printed

/** How each part of a model is read: one that nobody thought of does not compile. */
type Rules<Model> = { [Field in keyof Model]: (printed: Model[Field], from: Reading) => Printed[] }
interface Reading {
  one: Written
  reads: Reads
  /** What is restricted, and nothing else: of what is not about the client. */
  restricted: (text: string) => SensitiveWord[]
  own: OwnWords
  recorded: (line: string) => boolean
  /** The envelope says whose letter it is. */
  privileged: boolean
}

const none = () => []
const ours = (text: string | null, { reads }: Reading): Printed[] =>
  text === null ? [] : [reads(text, { ...OURS }, none)]
const OURS = { what: 'firm', at: 'program', where: 'wording', ours: true } as const
const FIRM = { what: 'firm', cure: 'Take it out of the firm’s details.', since: true } as const
const firms =
  (where: Printed['where']) =>
  (texts: readonly (string | null)[], { reads, restricted }: Reading): Printed[] =>
    texts
      .filter((text) => text !== null)
      .map((text) => reads(text, { ...FIRM, at: where, where }, restricted))
const FIRM_LINES = firms('firm')
const FIRM_TEXT = (text: string | null, from: Reading) => FIRM_LINES([text], from)

const LETTERHEAD: Rules<Letterhead> = {
  name: FIRM_TEXT,
  address: FIRM_LINES,
  postcode: FIRM_TEXT,
  telephone: FIRM_TEXT,
  email: FIRM_TEXT,
  dx: FIRM_TEXT,
  sraNumber: FIRM_TEXT,
  regulatedBy: FIRM_TEXT,
  company: FIRM_TEXT,
  logo: none,
}

const LETTER: Rules<LetterModel> = {
  address: (lines, from) => addressed(lines, from, {}),
  recipient: (name, from) => addressed([name], from, {}),
  yourRef: (text, { reads }) => [
    reads(text, { what: 'reference', at: 'yours', where: 'addressee', since: true }),
  ],
  heading: (text, { reads }) => [
    reads(text, {
      ...{ what: 'heading', at: 'heading', where: 'wording', class: 'identity', decided: true },
    }),
  ],
  salutation: (text, { reads }) => [
    reads(text, { what: 'salutation', at: 'salutation', where: 'wording', since: true }),
  ],
  paragraphs: (texts, { one: { content }, reads, own }) =>
    content.passages.map(({ id, class: about, origin }, place) =>
      reads(
        texts[place] ?? '',
        {
          ...{ what: 'passage', at: id, where: 'passages', decided: true },
          // Nothing that a person wrote is impersonal because they say so.
          class: origin === 'written' && about === 'none' ? null : about,
        },
        origin === 'template' ? own.passage(id) : undefined,
      ),
    ),
  enclosures: (names, { one: { content }, reads }) =>
    content.enclosures.map(({ class: about }, place) =>
      reads(names[place] ?? '', {
        ...{ what: 'enclosure', at: String(place), where: 'enclosures', class: about },
        decided: true,
      }),
    ),
  // Who else gets it stands under the letter for everybody to read, and where they get it is typed beside.
  copies: (names, { one: { content }, reads, restricted }) =>
    content.copies.flatMap(({ addressee: { name, lines, postcode, role } }, place) => {
      const of = { what: 'copy', at: String(place), where: 'copies' } as const
      return [
        reads([names[place] ?? name, ...lines, postcode].join(' '), { ...of, decided: true }),
        // The client's copy has an envelope of its own.
        ...(role === 'client'
          ? [reads([name, ...lines].join('\n'), { ...of, since: true, outside: true }, restricted)]
          : []),
      ]
    }),
  form: (form, { reads, own }) =>
    form
      ? [
          reads(
            form.text,
            {
              ...{ what: 'form', at: 'form', where: 'consentRequested', ours: true, since: true },
              cure: 'Take it out of what the form is made from.',
            },
            own.form,
          ),
        ]
      : [],
  ourRef: (text, { one, reads }) => [
    reads(text, OUR_REFERENCE, (said) => one.sensitive(withoutName(said, one))),
  ],
  signature: (signs, from) =>
    signs
      ? firms('signatory')(
          [
            ...[signs.name, signs.capacity, signs.firm],
            ...[signs.second?.name ?? null, signs.second?.capacity ?? null],
            ...[signs.directLine ?? null, signs.email ?? null],
          ],
          from,
        )
      : [],
  firm: (firm, from) => byRules(LETTERHEAD, firm, from),
  title: ours,
  datedOn: (day, from) => ours(formatDay(day), from),
  delivery: ours,
  confidentiality: ours,
  privilege: ours,
  close: ours,
  code: ours,
  ...{ paper: none, draft: none, reconstruction: none, copyFor: none, largePrint: none },
  ...{ easyRead: none, apart: none },
  packing: ours,
}

const OUR_REFERENCE: Of = {
  ...({ what: 'reference', at: 'ours', where: 'firm' } as const),
  ...({ ours: true, since: true } as const),
  cure: 'A matter keeps its reference: change the pattern in Office, then open a new matter.',
}

const ENVELOPE: Rules<EnvelopeModel> = {
  address: (lines, from) => addressed(lines, from, { outside: true }),
  // A plain envelope says no more of the sender than where it goes back to.
  sender: (sender, from) =>
    from.privileged
      ? byRules(SENDER, sender, from).map((one): Printed => ({ ...one, outside: true }))
      : [],
  privilege: ours,
  packing: ours,
  returnTo: (lines, from) =>
    FIRM_LINES(lines, from).map((one): Printed => ({ ...one, outside: true })),
  ...{ datedOn: none, size: none, window: none },
}

const SENDER: Rules<EnvelopeModel['sender']> = {
  firm: FIRM_TEXT,
  address: FIRM_LINES,
  telephone: FIRM_TEXT,
  signs: (text, from) => firms('signatory')([text], from),
  ourRef: LETTER.ourRef,
}

function byRules<Model extends object>(
  rules: Rules<Model>,
  model: Model,
  from: Reading,
): Printed[] {
  return (Object.keys(rules) as (keyof Model)[]).flatMap((field) =>
    rules[field](model[field], from),
  )
}

/** The address: what the records have of it, and what a person typed beside. */
function addressed(
  lines: readonly string[],
  { one, reads, recorded, restricted }: Reading,
  more: { outside?: true },
): Printed[] {
  const of = { what: 'addressee', at: 'addressee', where: 'addressee', since: true } as const
  const toClient = one.content.addressee.role === 'client'
  const known = lines.filter(recorded)
  const typed = lines.filter((line) => !recorded(line))
  return [
    // Two lines can say together what neither says.
    reads(typed.join('\n'), { ...of, ...more }),
    ...(toClient ? known.map((line) => reads(line, { ...of, ...more }, restricted)) : []),
    // The name of a body gives nothing away on an envelope that names no client.
    ...(toClient || more.outside ? [] : [reads(known.join('\n'), { ...of, known: true })]),
  ].filter(({ text }) => text !== '')
}

/** Our reference without the letters of the client’s own name in it. */
const withoutName = (ourRef: string, { client }: Written): string => {
  const letters = foldedInOneStyle(client.client.surname).replaceAll(' ', '').slice(0, 4)
  return letters === '' ? ourRef : ourRef.replace(letters.toUpperCase(), ' ')
}

interface OwnWords {
  passage: (id: string) => (text: string) => SensitiveWord[]
  form: (text: string) => SensitiveWord[]
}

/** What a template’s text tells besides the program’s own words: what was filled in counts as typed, and so do words of the office. */
function ownWords(made: Template | undefined, sensitive: Sensitive): OwnWords {
  const template = made?.office?.shipped ?? made
  const besides = (own: readonly string[]) => (text: string) => {
    if (sensitive(text).length === 0) return []
    let rest = text
    for (const words of own.flatMap((one) => disclosingParts(one, sensitive)))
      rest = rest.replace(words, () => '\n')
    return sensitive(rest)
  }
  return {
    passage: (id) =>
      besides((template?.passages ?? []).flatMap((one) => (isPassage(one, id) ? one.text : []))),
    form: besides(template?.form ? [template.form.text] : []),
  }
}

/** The stretches of a template between what is filled in that tell of something by themselves. */
function disclosingParts(text: string, sensitive: Sensitive): string[] {
  const parts = known.get(sensitive) ?? new Map<string, string[]>()
  known.set(sensitive, parts)
  const found =
    parts.get(text) ??
    text
      .split(/\{\{.*?\}\}|\{%.*?%\}|\n/s)
      .map((part) => (ASKS.exec(part)?.[2] ?? part).replace(/[\s;.]+$/, '').trimStart())
      .filter((part) => sensitive(part).length > 0)
      .sort((one, other) => other.length - one.length)
  parts.set(text, found)
  return found
}
const known = new WeakMap<Sensitive, Map<string, string[]>>()

/** Read once for a record, which never changes. */
const read = new WeakMap<Written, readonly Printed[]>()

/** Everything that is printed of a letter and on its envelope, as it stands; nothing that is laid out is not in it. Pure. */
export function printedOf(one: LetterRecord): readonly Printed[] {
  const found = read.get(one) ?? readAnew(one)
  read.set(one, found)
  return found
}

function readAnew(one: LetterRecord): Printed[] {
  const { sensitive, templates, content } = one
  const reads: Reads = (text, of, tells = sensitive) => ({
    ...{ class: 'none', ...of, text },
    tells: tells(text.normalize('NFC')),
  })
  const { letter, envelope } = modelsOf(one)
  const from: Reading = {
    ...{ one, reads, own: ownWords(templateOf(templates, content), sensitive) },
    restricted: (text) => sensitive(text).filter((told) => told.class === RESTRICTED_CLASS),
    recorded: recordedFor(one),
    privileged: envelope.privilege !== null,
  }
  return [
    ...readingOn(byRules(LETTER, letter, from), sensitive),
    ...byRules(ENVELOPE, envelope, from),
  ]
}

/** What is read one after the other on paper. Two enclosures are two things, and together tell only what is restricted. */
const IN_ORDER: readonly { of: readonly Printed['what'][]; only?: InformationClass }[] = [
  { of: ['salutation', 'heading', 'passage'] },
  { of: ['enclosure', 'copy'], only: RESTRICTED_CLASS },
]

/** The pieces of a letter with what they tell together and not one by one: it counts where its last word stands. */
function readingOn(printed: readonly Printed[], sensitive: Sensitive): Printed[] {
  const more = new Map<Printed, SensitiveWord[]>()
  for (const { of, only } of IN_ORDER) {
    const pieces = of.flatMap((what) => printed.filter((one) => one.what === what))
    const texts = pieces.map(({ text }) => text.normalize('NFC'))
    for (const { piece, ...told } of toldTogether(texts, sensitive)) {
      const one = pieces[piece]!
      const known = [...one.tells, ...(more.get(one) ?? [])]
      const isNew = !known.some((other) => other.class === told.class)
      if (isNew && (only ?? told.class) === told.class)
        more.set(one, [...(more.get(one) ?? []), told])
    }
  }
  return printed.map((one) => {
    const told = more.get(one)
    return told ? { ...one, tells: [...one.tells, ...told] } : one
  })
}

/** Whether a line of the address stands in the records: in a form of the client’s, in the letter answered, or in the books. */
function recordedFor(one: Written): (line: string) => boolean {
  const { content, answered, clientName, grants } = one
  const { role } = content.addressee
  const books = holderNow(content, one)?.addressee
  const known = [
    ...(role === 'client'
      ? [clientName]
      : grants.flatMap(({ recipient }) =>
          roleKey(recipient.role) === roleKey(role) ? recipient.name : [],
        )),
    ...[books, answered?.content.addressee].flatMap((to) =>
      to && roleKey(to.role) === roleKey(role) ? [to.name, ...to.lines, to.postcode] : [],
    ),
  ]
  const lines = new Set(known.map(foldedInOneStyle))
  return (line) => lines.has(foldedInOneStyle(line))
}
