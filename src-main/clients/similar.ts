import { fold } from '../search/fold.ts'
import { likeness } from '../search/likeness.ts'
import { type NameFound, namesBeginning, namesBorn, namesNumbered } from './find-names.ts'
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
  const found = await namesNumbered(tx, number, true)
  return found.map((one) => ({ one, why: 'Same prison number', weight: 3 }))
}

async function byBirth(tx: Readable, { surname, forenames, bornOn }: Typed): Promise<Reason[]> {
  const typed = fold(surname)
  if (bornOn === null || typed === '') return []
  const whole = fold(`${surname} ${forenames}`)
  return (await namesBorn(tx, bornOn)).flatMap((one) => {
    const alias = one.kind === 'alias'
    const held = alias ? fold(one.shown) : one.foldedName
    if (!alias && fold(one.surname) === typed)
      return [{ one, why: 'Same surname and date of birth', weight: 2.5 }]
    if (alias && ` ${held} `.includes(` ${typed} `))
      return [{ one, why: `Also known as ${one.shown}; same date of birth`, weight: 2 }]
    const share = Math.max(likeness(typed, alias ? held : fold(one.surname)), likeness(whole, held))
    return share < ALIKE
      ? []
      : [{ one, why: 'Similar name, same date of birth', weight: 1 + share / 2 }]
  })
}

/** The same full name, where no two dates of birth tell the two apart. */
async function byFullName(tx: Readable, { surname, forenames, bornOn }: Typed): Promise<Reason[]> {
  const whole = fold(`${surname} ${forenames}`)
  if (fold(surname) === '' || fold(forenames) === '') return []
  const found = await namesBeginning(tx, whole)
  return found
    .filter((one) => one.foldedName === whole && (bornOn === null || one.bornOn === null))
    .map((one) => ({ one, why: 'Same name; a date of birth is missing', weight: 1 }))
}
