import { highestErasedNumber } from '../erasure/read-erasure.ts'
import { namesIn } from '../people/names.ts'
import { readFirm, recordedInitials } from '../practice/read-firm.ts'
import { referenceBy, USUAL_PATTERN } from '../practice/reference.ts'
import { fold } from '../search/fold.ts'
import { missingGlyphs } from '../typesetting/glyphs.ts'
import { whole } from '../vault/eyes.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'

interface Numbering {
  clientNumber: number
  matterNumber: number
  ourRef: string
}

/**
 * Gives a new matter its numbers and our reference: clients are numbered as their first matter is opened, and
 * a client's matters as they come.
 */
export async function numbering(
  tx: Readable,
  client: { id: string; surname: string },
  responsible: string,
): Promise<Numbering> {
  // No number is given twice, whoever may see the matter that has it.
  const every = whole(tx)
  const own = await every
    .selectFrom('matter')
    .select(({ fn }) => [
      fn.max<number | null>('client_number').as('client'),
      fn.max<number | null>('matter_number').as('last'),
    ])
    .where('client_id', '=', client.id)
    .executeTakeFirstOrThrow()
  const all = await every
    .selectFrom('matter')
    .select(({ fn }) => fn.max<number | null>('client_number').as('last'))
    .executeTakeFirstOrThrow()
  const numbers = {
    // A number that an erased client had stands on letters somewhere.
    clientNumber: own.client ?? Math.max(all.last ?? 0, await highestErasedNumber(tx)) + 1,
    matterNumber: (own.last ?? 0) + 1,
  }
  return { ...numbers, ourRef: await referenceOf(tx, client, responsible, numbers) }
}

/**
 * The reference that a matter keeps: its own, or one by the pattern of today where a letter cannot print it, as those of
 * matters could be that were opened while a surname was written in other letters.
 */
export async function referenceKept(
  tx: Readable,
  matter: Numbering,
  client: { surname: string },
  responsible: string,
): Promise<string> {
  const { ourRef, ...numbers } = matter
  return missingGlyphs(ourRef).length === 0 ? ourRef : referenceOf(tx, client, responsible, numbers)
}

async function referenceOf(
  tx: Readable,
  client: { surname: string },
  responsible: string,
  numbers: Omit<Numbering, 'ourRef'>,
): Promise<string> {
  const firm = await readFirm(tx)
  const ourRef = referenceBy(firm?.referencePattern ?? USUAL_PATTERN, {
    solicitor: await initialsOf(tx, responsible),
    client: printable(client.surname).slice(0, 4).toUpperCase() || 'CLNT',
    ...numbers,
  })
  const taken = await whole(tx)
    .selectFrom('matter')
    .select('id')
    .where('our_ref', '=', ourRef)
    .executeTakeFirst()
  if (!taken) return ourRef
  throw new Refusal(
    'conflict',
    `Our reference would be ${ourRef}, which another matter has. Change the pattern of references in Office.`,
  )
}

/** Its letters that a letter can print: no reference may keep every letter of a matter from being made. */
const printable = (name: string): string => {
  const letters = fold(name).replaceAll(' ', '')
  return missingGlyphs(letters).length > 0 ? letters.replaceAll(/[^a-z0-9]/g, '') : letters
}

/** As recorded for who signs letters, or taken from the name. */
async function initialsOf(tx: Readable, personId: string): Promise<string> {
  const recorded = await recordedInitials(tx, personId)
  if (recorded !== null) return recorded
  const initials = fold((await namesIn(tx))(personId))
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')
  return printable(initials).toUpperCase()
}

/** The number that a record has in our references; null before its first matter. */
export async function clientNumberOf(tx: Readable, clientId: string): Promise<number | null> {
  const { number } = await tx
    .selectFrom('matter')
    .select(({ fn }) => fn.max<number | null>('client_number').as('number'))
    .where('client_id', '=', clientId)
    .executeTakeFirstOrThrow()
  return number
}
