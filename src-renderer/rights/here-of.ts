import { KINDS, type Letter, type LetterKind } from '../../src-main/letters/contract.ts'
import type { Matter } from '../../src-main/matters/contract.ts'
import { isDay } from '../../src-main/wire/schema.ts'
import type { Here } from './here-store.ts'

/** Whom one asks for in a letter of this kind. */
const askedIn = (kind: LetterKind): NonNullable<Here['kinds']> => {
  const { part, asks } = KINDS[kind]
  return [part === 'chaser' ? 'health-records' : (asks?.records ?? 'confidentiality')]
}

const OF_MATTER: Record<Matter['kind'], Pick<Here, 'kinds'>> = {
  'health-records': { kinds: ['health-records'] },
  'prison-records': { kinds: ['prison-records'] },
  treatment: { kinds: ['clinical', 'health-records'] },
  confidentiality: { kinds: ['confidentiality'] },
  death: { kinds: ['death', 'deceased-records'] },
  other: {},
}

/** What belongs to a letter of this kind and day. */
export const hereOfKind = (kind: LetterKind | '', datedOn: string): Here => ({
  called: 'this letter',
  ...(isDay(datedOn) ? { actionOn: datedOn } : {}),
  ...(kind === '' ? {} : { kinds: askedIn(kind), rules: [], letter: kind, screen: kind }),
})

/** What belongs to a letter. */
export const hereOfLetter = ({ clientId, content, deadline }: Letter): Here => ({
  ...hereOfKind(content.kind, content.datedOn),
  clientId,
  matterId: content.matterId,
  ...(deadline ? { rules: [deadline.rule] } : {}),
})

/** What belongs to the working of a letter's deadline. */
export const hereOfDeadline = (letter: Letter): Here => ({
  ...hereOfLetter(letter),
  called: 'this deadline',
  screen: 'deadline',
})

/** What belongs to a matter: who answers for its event, and the clocks that may run out. */
export const hereOfMatter = ({ id, clientId, kind, eventOn, limitation }: Matter): Here => ({
  called: 'this matter',
  ...OF_MATTER[kind],
  clientId,
  matterId: id,
  eventOn,
  rules: limitation.map(({ rule }) => rule),
  screen: 'matter',
})

/** What belongs to a client: who is responsible where the client is now. */
export const hereOfClient = (clientId: string, establishmentId: string | undefined): Here => ({
  called: 'this client',
  clientId,
  ...(establishmentId ? { establishmentId } : {}),
  screen: 'client',
})

/** What belongs to a client's consents, the same for every client. */
export const hereOfConsents = (clientId: string): Here => ({
  called: 'consents',
  clientId,
  kinds: ['confidentiality'],
  screen: 'consents',
})
