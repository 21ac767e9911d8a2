import type { ArrangementDraft, Establishment } from '../establishments/contract.ts'
import type { OnRecord, OnRecords } from '../establishments/on-record.ts'
import { answerFor } from '../rights/answering.ts'
import type { LawBook } from '../law/law-book.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Addressee } from './contract.ts'

export interface Directory {
  book: LawBook
  prisons: readonly Establishment[]
  onRecord: OnRecords
}
interface Holding {
  records: 'health-records' | 'prison-records'
  /** Where the client was when it happened; undefined where no stay is recorded. */
  prison: Establishment | undefined
  eventOn: string
  datedOn: string
}
/** Who holds the records, and the rows of the table that say so. */
export interface Holder {
  addressee: Addressee
  rows: readonly string[]
}

const ADDRESS = '[address]'
const CHECK = '[check this address]'
/** As the personal information charter had it; nobody has confirmed it since. */
const DISCLOSURE = {
  name: 'Ministry of Justice, Disclosure Team',
  lines: ['Postal point 10.38, 102 Petty France', 'London', CHECK],
  postcode: 'SW1H 9AJ',
}

/**
 * Who holds the records, by the law of both days and by what is on record of the prison; where that is not known a
 * blank in brackets stands, which the person fills in and which keeps the letter in the office until then. Pure.
 */
export function holderOf(
  { records, prison, eventOn, datedOn }: Holding,
  directory: Directory,
): Holder {
  const role = 'records-holder'
  const blank = (name: string): Addressee => ({
    ...{ name, role, postcode: '' },
    lines: [...(prison ? [prison.name] : []), ADDRESS],
  })
  const what = records.replace('-', ' ')
  if (!prison) return { addressee: blank(`[who holds the ${what}]`), rows: [] }
  const { body, rows } = bodyFor({ records, prison, eventOn, datedOn }, directory)
  if (body === null)
    return { addressee: blank(`[who holds the ${what} of ${prison.name}]`), rows: [] }
  if (body.startsWith('the healthcare provider at '))
    return { addressee: blank(`[provider of healthcare at ${prison.name}]`), rows }
  if (/^Ministry of Justice, disclosure team/i.test(body)) {
    const team = directory.onRecord(null).on('disclosure-team', datedOn)
    const addressee = team ? fromRecord(team.name, [], team) : DISCLOSURE
    return { addressee: { ...addressee, role }, rows }
  }
  const name = body.replace(/ \(.*$/, '').slice(0, 120)
  const record = directory.onRecord(prison.id)
  return { addressee: { ...atThePrison(name, prison, record, datedOn), role }, rows }
}

type Written = Omit<Addressee, 'role'>

/** The body with the address on record: its own, else that of the prison. */
function atThePrison(name: string, prison: Establishment, record: OnRecord, on: string): Written {
  const above = name.includes(prison.name) ? [] : [prison.name]
  const provider = record.on('provider', on)
  if (provider?.name === name && provider.lines.length > 0) return fromRecord(name, [], provider)
  const address = record.on('address', on)
  return address
    ? fromRecord(name, above, address)
    : { name, lines: [...above, ADDRESS], postcode: '' }
}

/** An address as it is on record; one that nobody verified keeps a mark that is taken out by hand. */
function fromRecord(name: string, above: string[], from: ArrangementDraft): Written {
  const mark = from.verified ? [] : [CHECK]
  const lines = [...unrepeated(name, [...above, ...from.lines]), ...mark]
  return { name, lines: lines.slice(-6), postcode: from.postcode }
}

/** The lines without one that stands above already, and without the prison where the name says it; a town stays. */
export function unrepeated(name: string, lines: readonly string[]): string[] {
  const same = (line: string) => line.trim().toLowerCase()
  const prisons = name.split(/,\s+|\s+at\s+/).filter((part) => part.startsWith('HM'))
  const said = new Set([name, ...prisons].map(same))
  return lines.filter((line) => !said.has(same(line)) && said.add(same(line)))
}

function bodyFor(
  { records, prison, eventOn, datedOn }: Holding & { prison: Establishment },
  directory: Directory,
): { body: string | null; rows: readonly string[] } {
  try {
    const question = { prison: prison.id, kind: records, eventOn, actionOn: datedOn }
    const { answers, rows } = answerFor(question, directory)
    const one = answers.find(({ role }) => role === 'gets the request') ?? answers[0]
    return { body: one?.body ?? null, rows }
  } catch (error) {
    // Dates that the edition does not cover: the writer must find out.
    if (error instanceof Refusal) return { body: null, rows: [] }
    throw error
  }
}

/** The client at the prison, as the envelope needs it: name, number, prison, and its address where that is on record. */
export function clientAt(
  { name, number }: { name: string; number: string },
  { prison, on }: { prison: Establishment | undefined; on: string },
  onRecord: OnRecords,
): Addressee {
  const above = [...(number ? [number] : []), prison?.name ?? '[prison where the client is]']
  const address = prison && onRecord(prison.id).on('address', on)
  const written = address
    ? fromRecord(name, above, address)
    : { name, lines: [...above, ADDRESS], postcode: '' }
  return { ...written, role: 'client' }
}
