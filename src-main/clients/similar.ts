import { fold } from '../search/fold.ts'
import { likeness } from '../search/likeness.ts'
import { formatDay } from '../dates/words.ts'
import {
  type NameFound,
  namesBeginning,
  namesBorn,
  namesBornOn,
  namesFormerlyNumbered,
  namesNumbered,
} from './find-names.ts'
import { nearDays } from './near-days.ts'
import type { Readable } from '../vault/vault.ts'
import { ALIKE } from './find.ts'
import { tidyPrisonNumber } from './prison-number.ts'

/** What is typed so far of a client not yet registered. */
export interface Typed {
  surname: string
  forenames: string
  bornOn: string | null
  prisonNumber: string
}

type Reason = { one: NameFound; why: string; weight: number }

const MOST = 10

/** Which clients on file might be the same person, the likeliest first, each with the reason in words. */
export async function similarClients(
  tx: Readable,
  typed: Typed,
): Promise<(NameFound & { why: string })[]> {
  const reasons = [
    ...(await byNumber(tx, typed)),
    ...(await byBirth(tx, typed)),
    ...(await byFullName(tx, typed)),
  ].sort((one, other) => other.weight - one.weight)
  const first = new Map<string, NameFound & { why: string }>()
  for (const { one, why } of reasons)
    if (!first.has(one.clientId)) first.set(one.clientId, { ...one, why })
  return [...first.values()].slice(0, MOST)
}

async function byNumber(tx: Readable, { prisonNumber }: Typed): Promise<Reason[]> {
  const number = tidyPrisonNumber(prisonNumber)
  if (number === '') return []
  const [found, before] = [
    await namesNumbered(tx, number, true),
    await namesFormerlyNumbered(tx, number, true),
  ]
  return [
    ...found.map((one) => ({ one, why: 'Same prison number', weight: 3 })),
    ...before.map((one) => ({ one, why: `Had the prison number ${number} before`, weight: 2.8 })),
  ]
}

async function byBirth(tx: Readable, typed: Typed): Promise<Reason[]> {
  const { bornOn, surname } = typed
  if (bornOn === null || fold(surname) === '') return []
  const near = (await namesBornOn(tx, nearDays(bornOn))).flatMap((one) => {
    const share = sameness(typed, one)
    if (one.heldBornOn === null || share.as < CERTAIN) return []
    const why = `${share.turned ? 'Names exchanged' : 'Same name'}; born ${formatDay(one.heldBornOn)}`
    return [{ one, why, weight: 1 + share.as / 4 }]
  })
  return [...(await namesBorn(tx, bornOn)).flatMap((one) => sameDay(typed, one)), ...near]
}

function sameDay(typed: Typed, one: NameFound): Reason[] {
  const surname = fold(typed.surname)
  const alias = one.kind === 'alias'
  if (!alias && fold(one.surname) === surname)
    return [{ one, why: 'Same surname and date of birth', weight: 2.5 }]
  if (alias && ` ${fold(one.shown)} `.includes(` ${surname} `))
    return [{ one, why: `Also known as ${one.shown}; same date of birth`, weight: 2 }]
  const share = sameness(typed, one)
  if (share.turned && share.as === 1)
    return [{ one, why: 'Surname and forename exchanged, same date of birth', weight: 2.4 }]
  const own = likeness(surname, alias ? fold(one.shown) : fold(one.surname))
  const as = Math.max(own, share.as)
  if (as < ALIKE) return []
  return [{ one, why: 'Similar name, same date of birth', weight: 1 + as / 2 }]
}

/** So alike must two names be where the day of birth is not the same. */
const CERTAIN = 0.85

/** How alike the names are, as they stand or with surname and forenames exchanged. */
function sameness({ surname, forenames }: Typed, one: NameFound): { as: number; turned: boolean } {
  const held = one.kind === 'alias' ? fold(one.shown) : one.foldedName
  const asTyped = likeness(fold(`${surname} ${forenames}`), held)
  const turned = fold(forenames) === '' ? 0 : likeness(fold(`${forenames} ${surname}`), held)
  return turned > asTyped ? { as: turned, turned: true } : { as: asTyped, turned: false }
}

/** The same full name, either way round, where no two dates of birth tell the two apart. */
async function byFullName(tx: Readable, { surname, forenames, bornOn }: Typed): Promise<Reason[]> {
  if (fold(surname) === '' || fold(forenames) === '') return []
  const ways = [fold(`${surname} ${forenames}`), fold(`${forenames} ${surname}`)]
  const found = [...(await namesBeginning(tx, ways[0]!)), ...(await namesBeginning(tx, ways[1]!))]
  return found
    .filter((one) => ways.includes(one.foldedName) && (bornOn === null || one.heldBornOn === null))
    .map((one) => ({
      one,
      why: `${one.foldedName === ways[0] ? 'Same name' : 'Surname and forename exchanged'}; a date of birth is missing`,
      weight: one.foldedName === ways[0] ? 1 : 0.9,
    }))
}
