import type { LetterKind, Letter } from '../../src-main/letters/contract.ts'
import type { Matter } from '../../src-main/matters/contract.ts'
import { isDay } from '../../src-main/wire/schema.ts'
import type { Here } from './here-store.ts'

const RECORDS = ['2.4.1', '2.4.2', '2.4.3', '2.4.10', '2.4.15']
const CONSENT = ['2.8.1', '2.8.4', '2.9.8', '2.9.9']

/** What one asks about in each kind of letter. */
const OF_LETTER: Record<LetterKind, Pick<Here, 'kinds' | 'rules' | 'topics'>> = {
  L03: { kinds: ['health-records'], topics: RECORDS, rules: [] },
  L05: { kinds: ['prison-records'], topics: ['2.5.2', '2.5.3', '2.5.4', '2.4.2'], rules: [] },
  L09: { kinds: ['health-records'], topics: ['2.4.3', '2.4.4', '2.4.15'], rules: [] },
  L24: { kinds: ['confidentiality'], topics: CONSENT, rules: [] },
  L36: { kinds: ['confidentiality'], topics: CONSENT, rules: [] },
  L37: { kinds: ['confidentiality'], topics: CONSENT, rules: [] },
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
  ...(kind === '' ? {} : { ...OF_LETTER[kind], letter: kind }),
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
  topics: ['2.4.3', '2.4.4', '2.4.5', '2.4.9'],
})

/** What belongs to a matter: who answers for its event, and the clocks that may run out. */
export const hereOfMatter = ({ id, clientId, kind, eventOn, limitation }: Matter): Here => ({
  called: 'this matter',
  ...OF_MATTER[kind],
  clientId,
  matterId: id,
  eventOn,
  rules: limitation.map(({ rule }) => rule),
  topics: ['2.10.1', '2.10.3', '2.10.7', '2.10.10'],
})

/** What belongs to a client: who is responsible where the client is now. */
export const hereOfClient = (clientId: string, establishmentId: string | undefined): Here => ({
  called: 'this client',
  clientId,
  ...(establishmentId ? { establishmentId } : {}),
  topics: ['2.2.11', '2.1.7', '2.3.6', '2.3.7'],
})

/** What belongs to a client's consents, the same for every client. */
export const hereOfConsents = (clientId: string): Here => ({
  called: 'consents',
  clientId,
  kinds: ['confidentiality'],
  topics: ['2.8.1', '2.8.2', '2.8.4', '2.9.8', '2.9.9'],
})
