import type { DetailName } from './groups.ts'

/** What is filled in of a row, besides the name and address of a body. */
type Filled = Readonly<Record<string, string>>
interface Offer {
  /** The id of the body among the addresses of the edition. */
  body: string
  sets: Filled
}

const all = (bodies: readonly string[], sets: Filled = {}): Offer[] =>
  bodies.map((body) => ({ body, sets }))
/** Trusts, companies and health boards that give care in prisons, by their names. */
const CARE = [
  ...['board-gwent', 'board-north', 'birmingham-solihull', 'board-cardiff', 'cnwl'],
  ...['board-cwm-taf', 'midlands-partnership', 'northamptonshire-healthcare'],
  ...['nottinghamshire-healthcare', 'oxleas', 'practice-plus-group', 'spectrum', 'board-swansea'],
]

/** Bodies whose name and address, as the edition has them, may be put into a row of these case details. */
export const OFFERED: Partial<Record<DetailName, readonly Offer[]>> = {
  opponents: [
    ...all(['gld'], { sort: 'solicitor' }),
    ...all(['nhs-resolution'], { sort: 'indemnifier' }),
    ...all(CARE, { sort: 'defendant' }),
  ],
  interested: all(['nhs-england', ...CARE, 'council-bridgend']),
}

interface Place {
  name: string
  lines: readonly string[]
  postcode: string
}
/** The fields of a row that say who and where, for a body. Pure. */
export const rowFor = (group: DetailName, { name, lines, postcode }: Place): Filled =>
  group === 'interested'
    ? { name, at: [...lines, postcode].filter(Boolean).join('\n') }
    : { name, address: lines.join('\n'), postcode }
