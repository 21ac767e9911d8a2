import { requestFor, type LetterKind } from '../letters/kinds.ts'

export type Step = 'draft' | 'approved' | 'printed' | 'signed' | 'sent'
/** How far a letter gets, in order. */
export const STEPS: readonly Step[] = ['draft', 'approved', 'printed', 'signed', 'sent']

/** One invented case: whose, about what, with which letter, carried how far, and what happened then. */
export interface Story {
  surname: string
  kind: LetterKind
  eventOn: string
  /** Who holds the records; the client’s authority names it, where one was signed. */
  holder: string
  /** Where letters about it go, as invented as the rest. */
  address: readonly [street: string, town: string, postcode: string]
  signed: boolean
  /** For a letter of the old law: its day. */
  datedOn?: string
  to: Step
  then?: 'answered' | 'acknowledged' | 'returned' | 'recalled' | 'withdrawn'
}

const HEALTH = requestFor('health-records')
const PRISON = requestFor('prison-records')

/** What the office began with in summer. */
export const FIRST: Story[] = [
  {
    surname: 'Bożek',
    kind: HEALTH,
    eventOn: '2025-02-20',
    holder: 'Northgate Health, HMP Humber',
    address: ['14 Pretend Lane', 'Inventham', 'ZZ2 1ZZ'],
    signed: true,
    to: 'sent',
  },
  {
    surname: 'Adebayo-Finch',
    kind: HEALTH,
    eventOn: '2024-05-02',
    holder: 'Fenland Prison Health, HMP Highpoint',
    address: ['3 Fiction Street', 'Nowhere Market', 'ZZ3 2ZZ'],
    signed: true,
    to: 'sent',
    then: 'answered',
  },
  {
    surname: 'Achterberg',
    kind: HEALTH,
    eventOn: '2024-01-15',
    holder: 'Wolds Health, HMP Maidstone',
    address: ['88 Makebelieve Road', 'Fabley', 'ZZ4 3ZZ'],
    signed: true,
    to: 'sent',
    then: 'withdrawn',
  },
  {
    surname: 'Bevington',
    kind: HEALTH,
    eventOn: '2004-05-10',
    holder: 'The Governor, HMP Albany',
    address: ['1 Imaginary Hill', 'Fancyport', 'ZZ5 4ZZ'],
    signed: true,
    datedOn: '2005-02-01',
    to: 'draft',
  },
  {
    surname: 'Eastlake',
    kind: PRISON,
    eventOn: '2004-11-03',
    holder: 'HM Prison Service',
    address: ['20 Notional Square', 'Supposeham', 'ZZ6 5ZZ'],
    signed: false,
    datedOn: '2005-03-14',
    to: 'draft',
  },
]
/** What came in during the last weeks. */
export const LAST: Story[] = [
  {
    surname: 'Okonjo-Leigh',
    kind: PRISON,
    eventOn: '2025-06-12',
    holder: 'Ministry of Justice, Offender Subject Access Request Team',
    address: ['20 Notional Square', 'Supposeham', 'ZZ6 5ZZ'],
    signed: true,
    to: 'sent',
    then: 'returned',
  },
  {
    surname: 'Uddin-Hartley',
    kind: HEALTH,
    eventOn: '2025-12-01',
    holder: 'Moorview Health, HMP & YOI Askham Grange',
    address: ['5 Dreamt Avenue', 'Unlikely', 'ZZ7 6ZZ'],
    signed: true,
    to: 'sent',
    then: 'acknowledged',
  },
  {
    surname: 'Quarmby',
    kind: HEALTH,
    eventOn: '2025-03-19',
    holder: 'Northgate Health, HMP & YOI Moorland',
    address: ['41 Storybook Way', 'Talebury', 'ZZ8 7ZZ'],
    signed: true,
    to: 'signed',
    then: 'recalled',
  },
  {
    surname: 'Hallworth',
    kind: HEALTH,
    eventOn: '2026-07-02',
    holder: 'Fenland Prison Health, HMP & YOI Thorn Cross',
    address: ['9 Figment Close', 'Mythwick', 'ZZ9 8ZZ'],
    signed: true,
    to: 'printed',
    then: 'withdrawn',
  },
  {
    surname: 'Trevanion',
    kind: HEALTH,
    eventOn: '2025-05-06',
    holder: 'Moorview Health, HMP & YOI Portland',
    address: ['27 Fable Row', 'Phantom Bay', 'ZZ10 9ZZ'],
    signed: true,
    to: 'printed',
  },
  {
    surname: 'Novotná',
    kind: HEALTH,
    eventOn: '2026-02-10',
    holder: 'Northgate Health, HMP Send',
    address: ['6 Whimsy Gardens', 'Neverton', 'ZZ11 1ZZ'],
    signed: true,
    to: 'signed',
  },
  {
    surname: 'Danvers',
    kind: HEALTH,
    eventOn: '2026-04-08',
    holder: 'Wolds Health, HMP & YOI Drake Hall',
    address: ['52 Fancy Lane', 'Seldom Green', 'ZZ12 2ZZ'],
    signed: false,
    to: 'draft',
  },
]
