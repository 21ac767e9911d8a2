import { formatDay } from '../dates/words.ts'
import type { DeadlineLaw } from '../law/edition.ts'
import { inForce } from '../law/provenance.ts'
import { Refusal } from '../wire/refusal.ts'
import type { LetterContent } from './contract.ts'
import { rulesFor } from './deadline.ts'
import type { Missing } from './gate.ts'

/** From when to when something that a letter cites is law; null where the edition has no bound. */
interface Span {
  from: string | null
  to: string | null
}
interface Instrument extends Span {
  name: string
  /** Of its sections, those that came or went by themselves. */
  sections: ReadonlyMap<string, Span>
}
/** An instrument or a section of one, as a letter names it. */
interface Citation extends Span {
  said: string
}

const GDPR_RULE = rulesFor('health-records')[0]

/** What the regulation on personal data is called on a day. */
export const gdprOn = (day: string, { rules }: Pick<DeadlineLaw, 'rules'>): string =>
  rules.get(GDPR_RULE)?.versions.find((version) => inForce(version, day))?.authority.instrument ??
  'UK GDPR'

const known = new WeakMap<DeadlineLaw['rules'], readonly Instrument[]>()

function instrumentsOf({ rules }: Pick<DeadlineLaw, 'rules'>): readonly Instrument[] {
  const before = known.get(rules)
  if (before) return before
  const versions = [...rules.values()].flatMap((rule) => rule.versions)
  const found = [...Map.groupBy(versions, ({ authority }) => authority.instrument)].map(
    ([name, all]): Instrument => {
      const sections = new Set(all.flatMap(({ authority }) => numbersIn(authority.section)))
      const of = (section: string) =>
        all.filter(({ authority }) => numbersIn(authority.section).includes(section))
      return {
        ...{ name, ...spanOf(all) },
        sections: new Map([...sections].map((section) => [section, spanOf(of(section))])),
      }
    },
  )
  known.set(rules, found)
  return found
}

/** The sections in a reference: `Articles 12(3) and 12A(1)` gives 12 and 12A. */
const numbersIn = (reference: string): string[] =>
  reference.replaceAll(/\([^)]*\)/g, '').match(/\d+[A-Z]*/g) ?? []

function spanOf(spans: readonly Span[]): Span {
  const bound = (days: (string | null)[], which: 0 | -1) =>
    days.includes(null)
      ? null
      : (days
          .filter((day) => day !== null)
          .sort()
          .at(which) ?? null)
  return {
    from: bound(
      spans.map(({ from }) => from),
      0,
    ),
    to: bound(
      spans.map(({ to }) => to),
      -1,
    ),
  }
}

/** What a text cites of the law that the rules of the edition rest on, with when each is in force. Pure. */
export function citationsIn(text: string, law: Pick<DeadlineLaw, 'rules'>): Citation[] {
  return instrumentsOf(law).flatMap(({ name, from, to, sections }) => {
    if (!text.includes(name)) return []
    const named = text.matchAll(
      new RegExp(String.raw`\b(sections?|Articles?) ([^.;:]{1,60}?) of the ${name}`, 'g'),
    )
    const parts = [...named].flatMap(([, sort, reference]) =>
      numbersIn(reference!).flatMap((number) => {
        const span = sections.get(number)
        const one = sort!.replace(/s$/, '')
        return span ? [{ said: `${one} ${number} of the ${name}`, ...span }] : []
      }),
    )
    return [{ said: `the ${name}`, from, to }, ...parts]
  })
}

/** Why a citation does not stand on a day, in words; null where it does. */
function faultOn({ said, from, to }: Citation, day: string): { what: string; cure: string } | null {
  if (from !== null && day < from)
    return {
      what: `${said}, which came into force on ${formatDay(from)}`,
      cure: 'Date it on or after that day: what the law was before is not in the edition.',
    }
  if (to !== null && day > to)
    return {
      what: `${said}, which was in force until ${formatDay(to)}`,
      cure: 'Date it today, and it is worded by the law of today.',
    }
  return null
}

type Cited = Pick<LetterContent, 'datedOn' | 'heading' | 'passages'>

/** What the letter’s own words cite; of the time that has run out a chaser says by what law it ran, whatever came since. */
const citedIn = ({ heading, passages }: Omit<Cited, 'datedOn'>, law: DeadlineLaw): Citation[] => [
  ...citationsIn(heading, law),
  ...passages
    .filter(({ origin }) => origin === 'template')
    .flatMap(({ id, text }) =>
      citationsIn(text, law).map((one) => (id === 'overdue' ? { ...one, to: null } : one)),
    ),
]

/** Refuses a letter whose own words cite what was not law on its day. */
export function expectCitable(content: Cited, law: DeadlineLaw): void {
  const { datedOn } = content
  for (const cited of citedIn(content, law)) {
    const fault = faultOn(cited, datedOn)
    if (!fault) continue
    const message = `The letter is dated ${formatDay(datedOn)} and cites ${fault.what}. ${fault.cure}`
    throw new Refusal('invalid-input', message, { datedOn: message })
  }
}

/**
 * What a draft cites that is not law: its own words on the day of the letter and, where it may leave, today; what a person
 * wrote, where it was not law yet. Of what was law before a person may write. Pure.
 */
export function citationsWrong(
  content: Cited,
  law: DeadlineLaw,
  { today, leaves }: { today: string; leaves: boolean },
): Missing[] {
  const { datedOn, passages } = content
  const days = leaves ? [datedOn, today] : [datedOn]
  const own = citedIn(content, law)
    .flatMap((cited) => days.map((day) => faultOn(cited, day)).find(Boolean) ?? [])
    .map((fault) => ({ ...fault, where: 'date' as const }))
  const typed = passages
    .filter(({ origin }) => origin !== 'template')
    .flatMap(({ text }) => citationsIn(text, law))
    .filter(({ from }) => from !== null && datedOn < from)
    .map((cited) => ({
      what: faultOn(cited, datedOn)!.what,
      ...{ cure: 'Leave it out, or correct the date of the letter.', where: 'passages' as const },
    }))
  const all = [...own, ...typed].map((one) => ({
    ...one,
    what: `The letter is dated ${formatDay(datedOn)} and cites ${one.what}.`,
  }))
  return all.filter((one, at) => all.findIndex(({ what }) => what === one.what) === at)
}

/** What an approved letter cites that was law on its day and is none on the day it would leave, by the law held now. Pure. */
export function citationsOvertaken(content: Cited, law: DeadlineLaw, on: string): string[] {
  const gone = citedIn(content, law).flatMap((cited) => {
    const before = faultOn(cited, content.datedOn)
    const now = before ? null : faultOn(cited, on)
    return now ? [`The letter cites ${now.what}.`] : []
  })
  return [...new Set(gone)]
}
