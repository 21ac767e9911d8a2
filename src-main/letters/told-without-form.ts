import type { OpenedEntry } from '../audit/verify-words.ts'
import { LoggedParticulars } from '../clients/logged.ts'
import { basesThen } from '../bases/basis-then.ts'
import type { Question } from '../consents/allowed.ts'
import { nameKey, spokenName } from '../clients/known-client.ts'
import type { LetterShows, OtherBasis } from '../disclosures/without-form.ts'
import { foldedInOneStyle } from '../establishments/styles.ts'
import type { LetterKind } from './contract.ts'
import { asksFor, KINDS, kindThat, takesFreeWords, toldOfTheDead } from './kinds.ts'
import { LetterSent, LetterWritten } from './logged.ts'

interface Reader {
  name: string
  role: string
}
/** Kept of a letter: who reads it and what it is, and nothing of its words. */
interface Written {
  clientId: string
  kind: LetterKind
  answers: string | null
  readers: Reader[]
  /** Something in it has no class. */
  hasUnclassed: boolean
  /** Somebody applies or instructs by it for one who has died. */
  hasApplicant: boolean
  /** What it told, once it left; by `role name` in one style. */
  told: Map<string, Set<string>> | null
}

const readerKey = ({ name, role }: Reader) => `${role} ${foldedInOneStyle(name)}`

/** The letters by the entries so far: what they may tell without a form, and what they show of what they told. */
export function lettersThen(): { others: OtherBasis[]; letters: LetterShows } {
  const letters = new Map<string, Written>()
  /** Every name that a client went by. */
  const names = new Map<string, Set<string>>()
  const dead = new Map<string, Map<string, string | null>>()

  function keep(entry: OpenedEntry): void {
    const { act, detail } = entry
    keepClient(entry)
    if (act === 'letter-drafted' || act === 'letter-redrafted') {
      const said = LetterWritten.safeParse(detail).data
      if (said) letters.set(said.letterId, writtenAs(said.clientId, said.content))
    }
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
      if (of?.role !== role || !of.classes.some((one) => one === about)) return false
      const isRequest = asksFor(letter.kind, chased)?.records === 'deceased-records'
      // Any other such letter tells it to whom it goes, and for whoever instructs.
      const [first] = letter.readers
      const isTold = first && readerKey(first) === readerKey({ name, role })
      if (!isRequest && !(letter.hasApplicant && isTold)) return false
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
      if (!readers.has(readerKey({ name, role }))) return `The letter did not go to ${name}.`
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
        return `What it told ${reader.name} is not all in the register.`
    }
    return null
  }

  return {
    others: [freeWords, toldBefore, ofTheDead, own, recorded],
    letters: { keep, contradicts },
  }
}

function writtenAs(
  clientId: string,
  content: ReturnType<typeof LetterWritten.parse>['content'],
): Written {
  const { kind, answers, addressee, applicant, copies, passages, enclosures } = content
  return {
    ...{ clientId, kind, answers, told: null },
    readers: [addressee, ...copies.map((copy) => copy.addressee)].map(({ name, role }) => ({
      name,
      role,
    })),
    hasApplicant: applicant !== undefined,
    hasUnclassed:
      passages.some(
        ({ class: about, origin }) => about === null || (origin === 'written' && about === 'none'),
      ) || enclosures.some(({ class: about }) => about === null),
  }
}

const NAMES = LoggedParticulars.pick({ surname: true, forenames: true, aliases: true })
