import { formatDay } from '../dates/words.ts'
import { fold } from '../search/fold.ts'
import { likeness } from '../search/likeness.ts'
import type { Tables } from '../vault/schema.ts'
import { spokenName } from './known-client.ts'
import type { LoggedParticulars } from './logged.ts'
import { nearDays } from './near-days.ts'
import { inForce, nameOfStay, saysTheSame, stayOn } from './stays.ts'

/** One record of a client, by itself. */
export interface RecordFile {
  client: Tables['client']
  /** Which of the person's records it is; 1 is the one that is kept. */
  place: number
  /** The entry that joined it; null for the one that is kept. */
  joinedSeq: number | null
  particulars: LoggedParticulars
  /** Prison numbers that it had before a correction. */
  formerNumbers: readonly string[]
  stays: readonly Tables['stay'][]
}

export interface Difference {
  about: 'name' | 'number' | 'born' | 'prison'
  /** Of which record beside the kept one. */
  place: number
  kept: string
  other: string
  /** Both say something and it cannot both be so: no letter leaves until it is settled. */
  stops: boolean
}

/** What the records of a person say differently from the one that is kept. Pure. */
export const differencesAmong = (
  files: readonly RecordFile[],
  how: { today: string; prison(establishmentId: string): string },
): Difference[] => {
  const [kept, ...others] = files.toSorted((one, other) => one.place - other.place)
  return kept ? others.flatMap((other) => differencesOf(kept, other, how)) : []
}

/** What two records of one person say differently, as questions until a correction settles them. Pure. */
export function differencesOf(
  kept: RecordFile,
  other: RecordFile,
  { today, prison }: { today: string; prison(establishmentId: string): string },
): Difference[] {
  const found: Difference[] = []
  const tell = (
    about: Difference['about'],
    one: string | null,
    two: string | null,
    stops = about !== 'name' && Boolean(one),
  ) => {
    if (one === two || !two) return
    found.push({ about, place: other.place, kept: one || '', other: two, stops })
  }
  const names = ({ client, particulars }: RecordFile) =>
    [client, ...particulars.aliases].map((one) => fold(`${one.surname} ${one.forenames}`))
  if (names(other).some((name) => !names(kept).includes(name)))
    tell('name', allNames(kept), allNames(other))
  if (!isExplained(kept, other))
    tell('number', kept.client.prison_number, other.client.prison_number)
  const born = (day: string | null) => (day === null ? null : formatDay(day))
  tell('born', born(kept.client.born_on), born(other.client.born_on))
  const at = ({ stays }: RecordFile) => stayOn(inForce(stays), today)
  const [here, there] = [at(kept), at(other)]
  const confirmed = [...kept.stays, ...other.stays].some(
    ({ seq }) => other.joinedSeq !== null && seq > other.joinedSeq,
  )
  if (here && there && !saysTheSame(here, there) && !confirmed)
    // Otherwise the days settle it: the later stay is where the client went.
    tell('prison', since(here, prison), since(there, prison), here.from_on === there.from_on)
  return found
}

const since = (stay: Tables['stay'], prison: (id: string) => string) =>
  `${nameOfStay(stay, prison)}, since ${formatDay(stay.from_on)}`

/** A number that one of the two bore before is explained. */
const isExplained = (one: RecordFile, other: RecordFile) =>
  one.formerNumbers.includes(other.client.prison_number) ||
  other.formerNumbers.includes(one.client.prison_number)

const allNames = ({ client, particulars }: RecordFile) =>
  [client, ...particulars.aliases].map(spokenName).join(', also known as ')

const CALLED: Record<Difference['about'], string> = {
  ...{ name: 'names', number: 'prison numbers', born: 'dates of birth', prison: 'places' },
}

/** A difference as a sentence. */
export const differenceInWords = ({ about, place, kept, other }: Difference): string =>
  `The joined records give different ${CALLED[about]}: record 1 gives ${kept || 'none'}; record ${place} gives ${other}.`

/** Names at least this alike may be one. */
const ALIKE = 0.6

/** What speaks for two different people, in sentences; empty where nothing does. Pure. */
export function againstOnePerson(one: RecordFile, other: RecordFile): string[] {
  const [born, theirs] = [one.client.born_on, other.client.born_on]
  const [number, another] = [one.client.prison_number, other.client.prison_number]
  const nameOf = ({ client, particulars }: RecordFile) =>
    [client, ...particulars.aliases].flatMap(({ surname, forenames }) => [
      fold(`${surname} ${forenames}`),
      fold(`${forenames} ${surname}`),
    ])
  const alike = Math.max(
    ...nameOf(one).flatMap((name) => nameOf(other).map((held) => likeness(name, held))),
  )
  const numbersDiffer =
    number !== '' && another !== '' && number !== another && !isExplained(one, other)
  return [
    ...(born && theirs && born !== theirs && !nearDays(born).includes(theirs)
      ? [`The dates of birth are ${formatDay(born)} and ${formatDay(theirs)}.`]
      : []),
    ...(numbersDiffer ? [`The prison numbers are ${number} and ${another}.`] : []),
    ...(alike < ALIKE
      ? [`The names are ${spokenName(one.client)} and ${spokenName(other.client)}.`]
      : []),
  ]
}
