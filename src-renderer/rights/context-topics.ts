import { KINDS, type Letter, type LetterKind } from '../../src-main/letters/contract.ts'
import type { Matter } from '../../src-main/matters/contract.ts'
import { isDay } from '../../src-main/wire/schema.ts'
import type { Context } from './context-store.ts'

/** Whom one asks for in a letter of this kind. */
const askedIn = (kind: LetterKind): NonNullable<Context['kinds']> => {
  const { part, asks } = KINDS[kind]
  return [part === 'chaser' ? 'health-records' : (asks?.records ?? 'confidentiality')]
}

const OF_MATTER: Record<Matter['kind'], Pick<Context, 'kinds'>> = {
  'health-records': { kinds: ['health-records'] },
  'prison-records': { kinds: ['prison-records'] },
  treatment: { kinds: ['clinical', 'health-records'] },
  confidentiality: { kinds: ['confidentiality'] },
  death: { kinds: ['death', 'deceased-records'] },
  other: {},
}

/** What belongs to a letter of this kind and day. */
export const contextOfKind = (kind: LetterKind | '', datedOn: string): Context => ({
  called: 'this letter',
  ...(isDay(datedOn) ? { actionOn: datedOn } : {}),
  ...(kind === '' ? {} : { kinds: askedIn(kind), rules: [], letter: kind, screen: kind }),
})

/** What belongs to a letter. */
export const contextOfLetter = ({ clientId, content, deadline }: Letter): Context => ({
  ...contextOfKind(content.kind, content.datedOn),
  clientId,
  matterId: content.matterId,
  ...(deadline ? { rules: [deadline.rule] } : {}),
})

/** What belongs to the working of a letter's deadline. */
export const contextOfDeadline = (letter: Letter): Context => ({
  ...contextOfLetter(letter),
  called: 'this deadline',
  screen: 'deadline',
})

/** What belongs to a matter: who answers for its event, and the clocks that may run out. */
export const contextOfMatter = ({ id, clientId, kind, eventOn, limitation }: Matter): Context => ({
  called: 'this matter',
  ...OF_MATTER[kind],
  clientId,
  matterId: id,
  eventOn,
  rules: limitation.map(({ rule }) => rule),
  screen: 'matter',
})

/** What belongs to a client: who is responsible where the client is now. */
export const contextOfClient = (
  clientId: string,
  establishmentId: string | undefined,
): Context => ({
  called: 'this client',
  clientId,
  ...(establishmentId ? { establishmentId } : {}),
  screen: 'client',
})

/** What belongs to a client's consents, the same for every client. */
export const contextOfConsents = (clientId: string): Context => ({
  called: 'consents',
  clientId,
  kinds: ['confidentiality'],
  screen: 'consents',
})
