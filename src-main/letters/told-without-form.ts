import type { OpenedEntry } from '../audit/verify-words.ts'
import { LoggedParticulars } from '../clients/logged.ts'
import { basesThen } from '../bases/basis-then.ts'
import type { Question } from '../consents/allowed.ts'
import { nameKey, spokenName } from '../clients/known-client.ts'
import type { DetailName } from '../details/groups.ts'
import { DetailsRecorded } from '../details/logged.ts'
import type { LetterShows, OtherBasis } from '../disclosures/without-form.ts'
import { foldedInOneStyle, roleKey } from '../establishments/styles.ts'
import type { SuppliedPrisons } from '../law/supplied-prisons.ts'
import type { LetterKind } from './contract.ts'
import {
  asksAgain,
  asksFor,
  KINDS,
  kindThat,
  NAMED,
  NATIONAL,
  takesFreeWords,
  toldOfTheDead,
} from './kinds.ts'
import { LetterApproved, LetterSent, LetterWritten } from './logged.ts'

interface Reader {
  name: string
  role: string
}
/** Kept of a letter: who reads it and what it is, and nothing of its words. */
interface Written {
  clientId: string
  matterId: string
  kind: LetterKind
  answers: string | null
  readers: Reader[]
  /** Something in it has no class. */
  hasUnclassed: boolean
  /** Somebody applies or instructs by it for one who has died. */
  hasApplicant: boolean
  /** The edition of the law under which it was approved; null where the entry names none. */
  edition: string | null
  /** What it told, once it left; by `role name` in one style. */
  told: Map<string, Set<string>> | null
}

const readerKey = ({ name, role }: Reader) => `${roleKey(role)} ${foldedInOneStyle(name)}`

/**
 * The letters by the entries so far: what they may tell without a form, and what they show of what they told. `supplied` is
 * what the program knows of bodies.
 */
export function lettersThen(supplied: () => SuppliedPrisons | null = () => null): {
  others: OtherBasis[]
  letters: LetterShows
} {
  const letters = new Map<string, Written>()
  /** Every name that a client went by. */
  const names = new Map<string, Set<string>>()
  const dead = new Map<string, Map<string, string | null>>()
  const named = namedThen()

  function keep(entry: OpenedEntry): void {
    const { act, detail } = entry
    keepClient(entry)
    named.keep(entry)
    if (act === 'letter-drafted' || act === 'letter-redrafted') {
      const said = LetterWritten.safeParse(detail).data
      if (said) letters.set(said.letterId, writtenAs(said))
    }
    const approved = act === 'letter-approved' && LetterApproved.safeParse(detail).data
    const of = approved && letters.get(approved.letterId)
    if (of) of.edition = approved.edition?.digest ?? null
    if (act !== 'letter-sent') return
    const said = LetterSent.safeParse(detail).data
    const letter = said && letters.get(said.letterId)
    if (!letter) return
    letter.told = new Map(
      said.disclosed.map(({ reader: name, role, told }) => [
        readerKey({ name, role }),
        new Set(told.map((one) => one.class)),
      ]),
    )
  }

  function keepClient({ act, detail }: OpenedEntry): void {
    const { clientId, stayId, replaces, place, from, never } = detail ?? {}
    if (typeof clientId !== 'string') return
    if (act === 'client-registered' || act === 'client-corrected') {
      const said = NAMES.safeParse(detail).data
      const known = names.get(clientId) ?? new Set<string>()
      for (const one of said ? [said, ...said.aliases] : []) known.add(nameKey(spokenName(one)))
      names.set(clientId, known)
    }
    if (act !== 'stay-recorded' && act !== 'stay-corrected' && act !== 'client-registered') return
    const died = never !== true && (place as { kind?: unknown } | undefined)?.kind === 'died'
    const deaths = dead.get(clientId) ?? new Map<string, string | null>()
    deaths.delete(String(replaces))
    if (died) deaths.set(String(stayId), String(from))
    dead.set(clientId, deaths)
  }

  /** Whoever holds records or treats the client may be written to in free words, which have no class of their own. */
  const freeWords: OtherBasis = {
    keep() {},
    proves({ class: about, reader: { role }, letterId }) {
      const letter = letters.get(letterId ?? '')
      return (
        about === 'unclassed' &&
        (role === 'records-holder' || role === 'treating') &&
        letter?.hasUnclassed === true &&
        takesFreeWords(letter.kind)
      )
    },
  }

  /** A notice of withdrawal says whose consent was withdrawn to whom an earlier letter of the same client told it. */
  const toldBefore: OtherBasis = {
    keep() {},
    proves({ class: about, reader, letterId, records }) {
      const letter = letters.get(letterId ?? '')
      const answered = letters.get(letter?.answers ?? '')
      return (
        letter?.kind === kindThat('notice') &&
        (about === 'identity' || about === 'location') &&
        answered !== undefined &&
        records.includes(answered.clientId) &&
        answered.told?.get(readerKey(reader))?.has(about) === true
      )
    },
  }

  /** Whether the body to which such a letter goes is known by this name: to the case details, or to the edition. */
  function isOnRecord(letter: Written, name: string): boolean {
    const chased = asksAgain(letter.kind) ? letters.get(letter.answers ?? '') : undefined
    const { kind, matterId, edition } = chased ?? letter
    const { to } = KINDS[kind]
    if (to in NAMED) return named.has(matterId, NAMED[to as keyof typeof NAMED].group, name)
    const known = supplied()
    // Only what the program’s own edition says is known here.
    if (!(to in NATIONAL) || known === null || known.digest !== edition) return true
    const { body } = NATIONAL[to as keyof typeof NATIONAL]
    return known.namesOf(body).some((one) => foldedInOneStyle(one) === foldedInOneStyle(name))
  }

  /**
   * Access to Health Records Act 1990, section 3(1)(f): whoever applies says whose records, and where they were made; and whoever
   * instructs after a death has it told to whom the letter goes.
   */
  const ofTheDead: OtherBasis = {
    keep() {},
    proves({ class: about, reader: { name, role }, letterId, records, on }) {
      const letter = letters.get(letterId ?? '')
      if (!letter) return false
      const chased = letters.get(letter.answers ?? '')?.kind ?? null
      const of = toldOfTheDead(letter.kind, chased)
      if (!of || roleKey(of.role) !== roleKey(role)) return false
      if (!of.classes.some((one) => one === about)) return false
      const isRequest = asksFor(letter.kind, chased)?.records === 'deceased-records'
      // Any other such letter tells it to whom it goes, and for whoever instructs.
      const [first] = letter.readers
      const isTold = first && readerKey(first) === readerKey({ name, role })
      if (!isRequest && !(letter.hasApplicant && isTold && isOnRecord(letter, name))) return false
      const died = records.some((id) =>
        [...(dead.get(id)?.values() ?? [])].some((day) => day !== null && day <= on),
      )
      return died
    },
  }

  /** What is the client’s own goes to the client, by the name on record. */
  const own: OtherBasis = {
    keep() {},
    proves: ({ reader: { name, role }, letterId, records }) =>
      role === 'client' &&
      letterId !== null &&
      records.some((id) => names.get(id)?.has(nameKey(name)) ?? false),
  }

  /** An order of court, a duty in law or a public interest: by its record, as it stood then. */
  const bases = basesThen()
  const recorded: OtherBasis = {
    recorded: true,
    keep: (entry) => void bases.keep(entry),
    proves: ({ basisId, reader: recipient, class: about, purpose, on, records, entry }) =>
      basisId !== null &&
      bases.proves(basisId, { recipient, class: about, purpose, on } as Question, {
        ...{ records, entry },
      }),
  }

  function contradicts({ detail }: OpenedEntry): string | null {
    const said = LetterSent.safeParse(detail).data
    if (!said) return null
    const letter = letters.get(said.letterId)
    if (!letter) return 'The log has no such letter before it.'
    if (letter.clientId !== said.clientId) return 'The letter is about another client.'
    const readers = new Map(letter.readers.map((one) => [readerKey(one), one]))
    for (const { reader: name, role, purpose } of said.disclosed) {
      if (!readers.has(readerKey({ name, role })))
        return 'The letter did not go to a reader whom it names.'
      if (purpose !== KINDS[letter.kind].purpose) return 'Letters of its kind have another purpose.'
    }
    for (const reader of letter.readers) {
      if (reader.role === 'client') continue
      const row = said.disclosed.find(({ reader: name, role }) => {
        return readerKey({ name, role }) === readerKey(reader)
      })
      const told = new Set(row?.told.map((one) => one.class))
      const missing = said.decisions.find(
        ({ what, reader: name, class: about, allowed }) =>
          what !== 'asked' &&
          allowed &&
          about !== 'none' &&
          name === reader.name &&
          !told.has(about ?? 'unclassed'),
      )
      // Its heading says whose letter it is, to everybody who reads it.
      if (missing || !told.has('identity'))
        return 'What it told one of its readers is not all in the register.'
    }
    return null
  }

  return {
    others: [freeWords, toldBefore, ofTheDead, own, recorded],
    letters: { keep, contradicts },
  }
}

/** The bodies and persons whom the case details of each matter have named so far. */
function namedThen() {
  const names = new Map<string, Set<string>>()
  return {
    keep({ act, detail }: OpenedEntry) {
      const said = act === 'details-recorded' ? DetailsRecorded.safeParse(detail).data : undefined
      if (!said) return
      const key = `${said.matterId} ${said.group}`
      const known = names.get(key) ?? new Set()
      for (const row of said.rows) known.add(foldedInOneStyle(row['name'] ?? ''))
      names.set(key, known)
    },
    has: (matterId: string, group: DetailName, name: string) =>
      names.get(`${matterId} ${group}`)?.has(foldedInOneStyle(name)) === true,
  }
}

function writtenAs({ clientId, content }: ReturnType<typeof LetterWritten.parse>): Written {
  const { matterId, kind, answers, addressee, applicant, copies, passages, enclosures } = content
  return {
    ...{ clientId, matterId, kind, answers, edition: null, told: null },
    readers: [addressee, ...copies.map((copy) => copy.addressee)].map(({ name, role }) => ({
      name,
      role,
    })),
    hasApplicant: applicant !== undefined,
    hasUnclassed:
      passages.some(
        ({ class: about, origin }) => about === null || (origin === 'written' && about === 'none'),
      ) ||
      enclosures.some(
        ({ class: about, document }) => about === null || document?.tells?.includes(null),
      ),
  }
}

const NAMES = LoggedParticulars.pick({ surname: true, forenames: true, aliases: true })
