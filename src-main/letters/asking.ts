import { authorised, newestOf, type Against, type Grant, type Reason } from '../consents/allowed.ts'
import type { Fault } from '../representatives/authority.ts'
import { RESTRICTED_CLASS, type InformationClass } from '../consents/contract.ts'
import { foldedWords } from '../search/fold.ts'
import type { LetterContent } from './contract.ts'
import { asksFor } from './kinds.ts'
import type { Sensitive } from './sensitive.ts'
import { isPassage, type Templates } from './template.ts'

/** Something that a letter asks for: where it stands, what it is about, and the words that say so. */
export interface Asked {
  at: string
  class: InformationClass
  word: string
}

/** What the client’s authority to a holder lets the office ask for on a day, class by class. */
export interface Askable {
  /** `given` where it gives any of them. */
  reason: Reason
  /** The one authority that is relied on and enclosed. */
  grantId: string | null
  recordedBy: string
  /** What contradicts what, where that is the reason. */
  against: Against | null
  /** Why whoever signed it may not, where that is the reason. */
  fault: Fault | null
  of: ReadonlyMap<InformationClass, Reason>
}

/**
 * By the authority signed last that speaks of any of these classes, and by that one alone: what an earlier one gave and
 * it does not mention is not asked for. HIV and sexual health is never what makes an authority the newest.
 */
export function askable(
  {
    recipient,
    classes,
    on,
  }: {
    recipient: Grant['recipient']
    classes: readonly InformationClass[]
    on: string
  },
  grants: readonly Grant[],
): Askable {
  const ask = (about: InformationClass | null) =>
    authorised({ recipient, class: about, on }, grants)
  // To ask for the records of a place the form need not name it: whoever may be asked is told it.
  const whole = classes.includes('location') ? ask(null) : null
  const said = new Map(classes.map((about) => [about, ask(about)]))
  const ids = new Set(
    [...said]
      .filter(([about]) => about !== RESTRICTED_CLASS)
      .map(([, { grantId }]) => grantId)
      .concat(whole?.grantId ?? null),
  )
  const newest = newestOf(grants.filter(({ id }) => ids.has(id)))
  const of = new Map(
    [...said].map(([about, one]): [InformationClass, Reason] => {
      if (!newest) return [about, 'not-asked']
      if (newest.answers[about] === undefined)
        // Only by the one authority that is relied on: another may give the places, and not be in force.
        return [
          about,
          about === 'location' && whole?.grantId === newest.id ? whole.reason : 'not-asked',
        ]
      return [about, one.grantId === newest.id ? one.reason : 'not-asked']
    }),
  )
  const reasons = [...of]
    .filter(([about]) => about !== RESTRICTED_CLASS)
    .map(([, reason]) => reason)
  return {
    reason: reasons.includes('given')
      ? 'given'
      : (reasons.find((one) => one !== 'not-asked') ?? 'not-asked'),
    grantId: newest?.id ?? null,
    recordedBy: newest?.check.recordedBy ?? '',
    against: reasons.includes('given')
      ? null
      : ([...said.values()].find((one) => one.reason === 'conflicting')?.against ?? null),
    fault: reasons.includes('given')
      ? null
      : ([...said.values()].find((one) => one.reason === 'no-authority')?.fault ?? null),
    of,
  }
}

/** What each class is called where it is a thing asked for, in the office and in the letter. */
export const RECORDS_OF: Record<InformationClass, string> = {
  identity: 'identity',
  location: 'places of detention',
  health: 'physical health',
  [RESTRICTED_CLASS]: 'HIV and sexual health',
  'mental-health': 'mental health care',
  'substance-use': 'drug or alcohol services',
  offence: 'offences, adjudications and security',
  'legal-advice': 'legal advice',
}

/** Everything there is, whatever it is about. */
const EVERYTHING =
  /\b(?:whole|entire|full|complete|all|every|everything)\b(?:(?!\blisted\b)[^.;\n]){0,40}\b(?:records?|files?|notes|documents?|papers?|information|hold|held)\b/i
const ASKING =
  /\b(?:ask|asks|request|requests|send|include|provide|supply|release|disclose|want|need|copy|copies|records?|notes|results|files?|documents?)\b/i
/** A sentence that says what is not asked for, and nothing else. */
const NOT_ASKED =
  /^we (?:do not|no longer) ask for (?!.*\b(?:but|only|except|unless|than|apart)\b)/i

const ITEM = /^[-*•]\s+/
const folded = (text: string) =>
  foldedWords(text.replace(ITEM, '').replace(/[*_\\]/g, '')).join(' ')

/** What a template’s passages ask for, line by line, each line with its class. */
interface AskedLine {
  class: InformationClass
  /** An office's own words, which are read like any that are typed. */
  typed: boolean
}
const lines = new WeakMap<Templates, Map<string, Map<string, AskedLine>>>()
function askedLines(templates: Templates, kind: LetterContent['kind']) {
  const known = lines.get(templates) ?? new Map<string, Map<string, AskedLine>>()
  lines.set(templates, known)
  const template = templates.get(kind)
  const asksOf = (of: typeof template) => (of?.passages ?? []).flatMap(({ asks }) => asks)
  const shipped = new Set(
    asksOf(template?.office?.shipped ?? template).map((one) => `${one.class} ${one.text}`),
  )
  const found =
    known.get(kind) ??
    new Map(
      asksOf(template).map(({ text, class: about }) => [
        folded(text),
        { class: about, typed: !shipped.has(`${about} ${text}`) },
      ]),
    )
  known.set(kind, found)
  return found
}

interface About {
  content: LetterContent
  templates: Templates
  sensitive: Sensitive
  /** What the letter that it chases asks for, where it chases one. */
  chased: { content: LetterContent; templates: Templates } | null
}

/**
 * What a letter asks its addressee for: each line of the template by its class, and what a person typed by the words
 * that stand in it. A chaser asks for what the letter asked for that it chases, but for what it says it no longer asks for.
 */
export function askedIn({ content, templates, sensitive, chased }: About): Asked[] {
  const { kind, passages } = content
  const classes = asksFor(kind, chased?.content.kind ?? null)?.classes
  if (!classes) return []
  const lined = askedLines(templates, kind)
  const template = templates.get(kind)
  const printed = new Set(template?.office?.shipped.passages.map(({ text }) => text))
  const asking = new Set(template?.passages.flatMap(({ id, asks }) => (asks.length > 0 ? id : [])))
  // What an office wrote into its own template is read like anything that is typed.
  const isOffices = (made: string) =>
    template?.office != null &&
    template.passages.some((one) => isPassage(one, made) && !printed.has(one.text))
  const asked = passages
    .filter(({ id, origin }) => origin === 'written' || asking.has(id) || isOffices(id))
    .flatMap(({ id, text, origin }) =>
      sentencesOf(text).flatMap((sentence) => {
        const line = lined.get(folded(sentence))
        const word = sentence.replace(ITEM, '')
        if (line)
          return [
            { at: id, class: line.class, word },
            ...(line.typed ? sensitive.asked(word).map((one) => ({ at: id, ...one })) : []),
          ]
        if (NOT_ASKED.test(sentence)) return []
        const isTyped = origin === 'written' || !asking.has(id)
        if (isTyped && !ITEM.test(sentence) && !ASKING.test(sentence)) return []
        const whole = EVERYTHING.exec(sentence)?.[0]
        return [
          ...(whole ? classes.map((one) => ({ at: id, class: one, word: whole })) : []),
          ...sensitive.asked(sentence.replace(/[*_\\]/g, '')).map((one) => ({ at: id, ...one })),
        ]
      }),
    )
  return [...asked, ...(chased ? chasedFor(content, { ...chased, sensitive }) : [])]
}

function chasedFor(
  { passages }: LetterContent,
  { content, templates, sensitive }: Pick<About, 'content' | 'templates' | 'sensitive'>,
): Asked[] {
  const given = passages
    .flatMap(({ text }) => sentencesOf(text))
    .filter((one) => NOT_ASKED.test(one))
  const at = passages.find(({ id }) => id === 'asked')?.id ?? passages[0]?.id ?? ''
  const before = askedIn({ content, templates, sensitive, chased: null })
  return [...new Set(before.map((one) => one.class))]
    .filter((about) => !given.some((one) => one.includes(RECORDS_OF[about])))
    .map((about) => ({ at, class: about, word: RECORDS_OF[about] }))
}

const sentencesOf = (text: string): string[] =>
  text
    .split(/\n|(?<=[.!?])\s+(?=[A-Z])/)
    .map((one) => one.trim())
    .filter(Boolean)

/** The classes that a letter to this recipient may ask for on a day. */
export const askableBy = (
  {
    content: { kind, addressee },
    chased,
    applicant,
    on,
  }: {
    content: Pick<LetterContent, 'kind' | 'addressee'>
    chased: LetterContent['kind'] | null
    /** Who applies, of a letter about the records of the dead. */
    applicant: LetterContent['applicant']
    on: string
  },
  grants: readonly Grant[],
): Askable | null => {
  const asks = asksFor(kind, chased)
  const { name, role } = addressee
  if (!asks || role === 'client') return null
  const about = { recipient: { name, role }, classes: asks.classes, on }
  if (asks.records !== 'deceased-records') return askable(about, grants)
  // The forms of a claimant are not on the client's file: whoever drafts says when the authority was signed.
  if (applicant?.capacity !== 'personal-representative') return null
  const own = grants.filter(
    ({ signature }) => signature?.representative.id === applicant.representativeId,
  )
  return askable(about, own)
}
