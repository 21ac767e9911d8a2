import { formatDay } from '../dates/words.ts'

/** Where a client can be: in a prison, or somewhere that is none. */
export const WHEREABOUTS = [
  ...(['prison', 'released', 'licence', 'hospital', 'secure-hospital'] as const),
  ...(['removal-centre', 'abroad', 'unknown', 'died'] as const),
] as const
export type Whereabouts = (typeof WHEREABOUTS)[number]

interface Sort {
  /** As it is chosen. */
  label: string
  /** As it is spoken of where it has no name of its own. */
  called: string
  /** A prison holds the client, who may be away from it under guard. */
  custody: boolean
  /** What its own name is asked for as; null where there is none to ask for. */
  named: string | null
  /** The client’s post goes to an address of its own. */
  post: boolean
  /** What its first day is asked for as. */
  since: string
}

/** What the office must know of each. */
export const SORTS: Record<Whereabouts, Sort> = {
  prison: {
    ...{ label: 'In prison', called: 'Prison', since: 'In this prison since' },
    ...{ custody: true, named: null, post: false },
  },
  released: {
    ...{ label: 'Released, without licence', called: 'Released', since: 'Released on' },
    ...{ custody: false, named: 'Care of', post: true },
  },
  licence: {
    ...{ label: 'On licence in the community', called: 'On licence', since: 'Released on' },
    ...{ custody: false, named: 'Approved premises, or care of', post: true },
  },
  hospital: {
    ...{ label: 'In hospital, still a prisoner (bedwatch)', called: 'Hospital' },
    ...{ custody: true, named: 'Hospital', post: true, since: 'In hospital since' },
  },
  'secure-hospital': {
    ...{ label: 'Secure hospital (Mental Health Act 1983, section 47 or 48)' },
    ...{ called: 'Secure hospital', since: 'Transferred on' },
    ...{ custody: false, named: 'Hospital', post: true },
  },
  'removal-centre': {
    ...{ label: 'Immigration removal centre', called: 'Immigration removal centre' },
    ...{ custody: false, named: 'Centre', post: true, since: 'There since' },
  },
  abroad: {
    ...{ label: 'Abroad (removed or repatriated)', called: 'Abroad', since: 'Abroad since' },
    ...{ custody: false, named: 'Prison or household', post: true },
  },
  unknown: {
    ...{ label: 'Whereabouts unknown', called: 'Whereabouts unknown', since: 'Unknown since' },
    ...{ custody: false, named: null, post: false },
  },
  died: {
    ...{ label: 'Died', called: 'Died', since: 'Date of death' },
    ...{ custody: false, named: null, post: false },
  },
}

interface Stayed {
  kind: Whereabouts
  /** The name of its own: of a hospital, a centre, approved premises; empty where none is recorded. */
  place: string
  /** Of the prison that holds the client; empty where none does. */
  prison: string
}

/** A stay by name: `HMP Leeds`, `On licence, care of Elm House`, `Leeds General Infirmary (bedwatch, HMP Leeds)`. */
export function stayName({ kind, place, prison }: Stayed): string {
  const { called } = SORTS[kind]
  switch (kind) {
    case 'prison':
      return prison
    case 'hospital':
      return `${place || called} (bedwatch, ${prison})`
    case 'secure-hospital':
      return place === '' ? called : `${place} (secure hospital)`
    case 'removal-centre':
      return place || called
    case 'released':
    case 'licence':
      return place === '' ? called : `${called}, care of ${place}`
    case 'abroad':
      return place === '' ? called : `${called}, ${place}`
    default:
      return called
  }
}

/** A stay in a list of clients, with its first day where it is no prison: `HMP Leeds`, `released 1 December 2026`. */
export function whereNow(stayed: Stayed & { from: string }): string {
  const { kind, from, place, prison } = stayed
  const day = formatDay(from)
  switch (kind) {
    case 'prison':
      return prison
    case 'hospital':
      return `${prison}, in hospital since ${day}`
    case 'released':
      return `released ${day}`
    case 'licence':
      return `on licence since ${day}`
    case 'died':
      return `died ${day}`
    case 'unknown':
      return `whereabouts unknown since ${day}`
    case 'abroad':
      return `abroad since ${day}`
    default:
      return `${place || SORTS[kind].called.toLowerCase()}, since ${day}`
  }
}

const IN_SENTENCES: readonly [RegExp, string][] = [
  [/^died (.+)$/, 'the client died on $1'],
  [/^released (.+)$/, 'the client was released on $1'],
  [/^(on licence|abroad) since (.+)$/, 'the client has been $1 since $2'],
  [/^whereabouts unknown since (.+)$/, 'where the client is has not been known since $1'],
  [/^(.+), in hospital since (.+)$/, 'the client, held by $1, has been in hospital since $2'],
  [/^secure hospital, since (.+)$/, 'the client has been in a secure hospital since $1'],
  [
    /^immigration removal centre, since (.+)$/,
    'the client has been in an immigration removal centre since $1',
  ],
  [/^(.+), since (.+)$/, 'the client has been at $1 since $2'],
  [/^(.+)$/, 'it is now $1'],
]

/** A stay in the words of a list as a letter says it of the client: `released on 1 December 2026`. */
export const whereAsSaid = (said: string): string =>
  said.replace(/^(died|released) (.+)$/, '$1 on $2')

/** A stay in the words of a list as a sentence says it: `the client was released on 1 December 2026`. */
export function whereInSentence(said: string): string {
  const [form, words] = IN_SENTENCES.find(([one]) => one.test(said))!
  return said.replace(form, words)
}

/** The lines of the client’s own address there, below the client’s name. */
export const postLines = ({
  kind,
  place,
  lines,
}: Pick<Stayed, 'kind' | 'place'> & { lines: readonly string[] }): string[] => {
  const careOf = kind === 'released' || kind === 'licence'
  return [...(place === '' ? [] : [careOf ? `c/o ${place}` : place]), ...lines]
}
