import type { What } from './contract.ts'

/** How the cells of a field are read. */
export type FieldSort =
  'text' | 'day' | 'yes-no' | 'prison' | 'choice' | 'person' | 'lines' | 'many'

/** One thing that can be imported: its name on the screen and in a heading, and other headings that people give it. */
export interface ImportField {
  key: string
  label: string
  sort: FieldSort
  /** Other headings, folded: small plain letters. */
  also: readonly string[]
  /** What a cell may say, by the words for it; the first word of each is the one shown. */
  choices?: Readonly<Record<string, readonly string[]>>
}

const field = (
  key: string,
  label: string,
  sort: FieldSort,
  also: string,
  choices?: ImportField['choices'],
): ImportField => ({
  ...{ key, label, sort, also: also.split('|').filter(Boolean) },
  ...(choices ? { choices } : {}),
})

const WHERE = {
  prison: ['in prison', 'prison', 'custody', 'in custody', 'serving', 'remand'],
  released: ['released', 'released without licence', 'free'],
  licence: ['on licence', 'licence', 'on licence in the community', 'community'],
  hospital: ['in hospital', 'hospital', 'bedwatch'],
  'secure-hospital': ['secure hospital', 'transferred to hospital'],
  'removal-centre': ['immigration removal centre', 'removal centre', 'irc'],
  abroad: ['abroad', 'repatriated', 'removed', 'deported'],
  unknown: ['whereabouts unknown', 'unknown', 'not known'],
  died: ['died', 'dead', 'deceased'],
} as const
const TITLES = {
  Mr: ['mr'],
  Mrs: ['mrs'],
  Miss: ['miss'],
  Ms: ['ms'],
  Mx: ['mx'],
  Dr: ['dr', 'doctor'],
  Professor: ['professor', 'prof'],
  Revd: ['revd', 'rev', 'reverend'],
  Sir: ['sir'],
  Dame: ['dame'],
  Lord: ['lord'],
  Lady: ['lady'],
} as const
const PRONOUNS = {
  he: ['he', 'he him', 'him', 'he him his'],
  she: ['she', 'she her', 'her', 'she her hers'],
  they: ['they', 'they them', 'them', 'they them theirs'],
} as const
const MATTERS = {
  'health-records': ['health records', 'medical records', 'healthcare records'],
  'prison-records': ['prison records', 'prison file'],
  treatment: ['treatment', 'medical treatment', 'healthcare'],
  confidentiality: ['confidentiality', 'breach of confidence', 'privacy'],
  death: ['death', 'death in custody', 'inquest'],
  other: ['other'],
} as const
const SORTS = {
  provider: ['healthcare provider', 'provider', 'health provider'],
  commissioner: ['commissioner'],
  governance: ['governance', 'clinical governance'],
  'lead-pct': ['primary care trust', 'lead pct', 'pct'],
  address: ['address', 'prison address'],
  operator: ['operator', 'contractor'],
  'disclosure-team': ['disclosure team'],
} as const
const CAPACITIES = {
  'health-attorney': [
    'attorney for health and welfare',
    'health attorney',
    'health and welfare attorney',
  ],
  'property-attorney': ['attorney for property and affairs', 'property attorney'],
  deputy: ['deputy', 'court of protection deputy'],
  'litigation-friend': ['litigation friend'],
  executor: ['executor', 'executrix'],
  administrator: ['administrator', 'administrator of the estate'],
  parent: ['parent', 'person with parental responsibility', 'mother', 'father', 'guardian'],
} as const
const COVERED = {
  health: ['health', 'health and welfare', 'welfare'],
  property: ['property', 'property and affairs'],
} as const

const NAME = [
  field('surname', 'Surname', 'text', 'last name|family name|lastname|client surname|surnames'),
  field(
    'forenames',
    'Forenames',
    'text',
    'first name|forename|given name|given names|firstname|first names|christian name|client forename|client forenames',
  ),
  field(
    'name',
    'Full name',
    'text',
    'name|client|client name|fullname|prisoner|prisoner name|contact|contact name|display name',
  ),
]
const ADDRESS = [
  field(
    'lines',
    'Address',
    'lines',
    'address line 1|address line 2|address line 3|address line 4|address 1|address 2|address 3|street|town|city|county|country|post town',
  ),
  field('postcode', 'Postcode', 'text', 'post code|postal code|zip'),
]
const STAY = [
  field(
    'where',
    'Where the client is',
    'choice',
    'whereabouts|status|where|custody status|kind of stay',
    WHERE,
  ),
  field(
    'prison',
    'Prison',
    'prison',
    'establishment|current prison|hmp|location|prison name|institution',
  ),
  field(
    'place',
    'Hospital, centre or care of',
    'text',
    'hospital|care of|c o|approved premises|place',
  ),
  ...ADDRESS,
  field(
    'since',
    'There since',
    'day',
    'since|from|from date|date from|start|start date|date of transfer|transferred on|arrived|arrival date|in this prison since|received|move date',
  ),
  field(
    'until',
    'There until',
    'day',
    'until|to|to date|date to|end|end date|left|departed|date left',
  ),
  field('source', 'Source', 'text', 'source of information|where from'),
]
const MATTER = [
  field(
    'title',
    'Title of the matter',
    'text',
    'matter title|matter|case|case title|matter name|subject|matter description|title',
  ),
  field(
    'kind',
    'Kind of matter',
    'choice',
    'matter kind|matter type|kind|type of matter|case type|work type|category',
    MATTERS,
  ),
  field(
    'responsible',
    'Responsible solicitor',
    'person',
    'responsible|solicitor|fee earner|caseworker|handler|case handler|owner',
  ),
  field(
    'eventOn',
    'When it happened',
    'day',
    'date of event|event date|incident date|date of incident|date it happened|accrual date',
  ),
  field('knownOn', 'When the client knew', 'day', 'date of knowledge|known on|knowledge date'),
  field('noEventReason', 'Why there is no date', 'text', 'no date reason|reason for no date'),
]
/** By what a row of another list says which client it is about. */
const WHOSE = [
  field(
    'clientNumber',
    'Prison number of the client',
    'text',
    'prison number|prisoner number|prison no|nomis|noms|noms number|nomis number|client number|number|prisonnumber',
  ),
  field(
    'clientName',
    'Name of the client',
    'text',
    'client|client name|name of client|client full name|prisoner|prisoner name',
  ),
  field(
    'clientBornOn',
    'Date of birth of the client',
    'day',
    'client date of birth|client dob|dob|date of birth|birth date|born',
  ),
]

/**
 * What can be imported, and what of it: a table that an export can write by, so that what goes out can come in again.
 * The order is that of the columns.
 */
export const IMPORTABLE: Readonly<Record<What, readonly ImportField[]>> = {
  clients: [
    ...NAME,
    field('title', 'Title', 'choice', 'salutation|prefix|honorific|client title', TITLES),
    field('pronouns', 'Pronouns', 'choice', 'pronoun', PRONOUNS),
    field('bornOn', 'Date of birth', 'day', 'dob|birth date|born|d o b|birthdate|birthday'),
    field(
      'prisonNumber',
      'Prison number',
      'text',
      'prisoner number|prison no|nomis|noms|noms number|nomis number|number|prisonnumber|noms id|offender number|prison id',
    ),
    field(
      'noNumber',
      'Why no ordinary number',
      'text',
      'reason for no number|number reason|exception',
    ),
    field(
      'nhsNumber',
      'NHS number',
      'text',
      'nhs no|nhs|nhs id|nhsnumber|nhs number of the client',
    ),
    field(
      'formerNumbers',
      'Former prison numbers',
      'many',
      'former numbers|former number|old number|old prison number|previous number|previous prison number|previous numbers',
    ),
    field(
      'aliases',
      'Other names',
      'many',
      'aliases|alias|also known as|aka|known as|maiden name|other name|former name',
    ),
    ...STAY,
    field('language', 'Language', 'text', 'first language|preferred language'),
    field('interpreter', 'Interpreter', 'yes-no', 'needs interpreter|interpreter needed'),
    field('largePrint', 'Large print', 'yes-no', 'needs large print'),
    field('easyWords', 'Plain short sentences', 'yes-no', 'easy read|easy words|plain words'),
    field('readAloud', 'Letters read aloud', 'yes-no', 'cannot read|read aloud'),
    field('needsNote', 'Note on needs', 'text', 'needs|needs note|communication needs'),
    ...MATTER.map((one) => ({
      ...one,
      key: `matter.${one.key}`,
      // A title is the client’s own in this list.
      also: one.also.filter((word) => word !== 'title' && word !== 'kind' && word !== 'subject'),
    })),
  ],
  stays: [...WHOSE, ...STAY],
  matters: [...WHOSE, ...MATTER, field('note', 'Note', 'text', 'notes|comment|comments|file note')],
  bodies: [
    field('prison', 'Prison', 'prison', 'establishment|hmp|prison name|institution|for'),
    field('sort', 'What it is', 'choice', 'kind|sort|type|role', SORTS),
    field(
      'name',
      'Name',
      'text',
      'body|organisation|organization|company|provider|full name|body name',
    ),
    ...ADDRESS,
    field('since', 'From', 'day', 'since|from date|date from|start|start date'),
    field('until', 'Until', 'day', 'to|to date|date to|end|end date'),
    field('seenOn', 'Known to be so on', 'day', 'seen on|as at|checked on'),
    field('source', 'Source', 'text', 'source of information|where from'),
    field('note', 'Note', 'text', 'notes|comment|comments|telephone'),
  ],
  contacts: [
    ...WHOSE.map((one) => ({
      ...one,
      // A contact has a name and a birthday too: only what names the client is taken for the client’s.
      also: one.also.filter((word) => /client|prison|noms|nomis/.test(word)),
    })),
    field(
      'capacity',
      'In what capacity',
      'choice',
      'capacity|role|acts as|relationship',
      CAPACITIES,
    ),
    field('title', 'Title', 'choice', 'salutation|prefix|honorific', TITLES),
    ...NAME.map((one) => ({
      ...one,
      also: one.also.filter((word) => !/client|prisoner/.test(word)),
    })),
    ...ADDRESS,
    field('telephone', 'Telephone', 'text', 'phone|tel|telephone number|mobile|phone number'),
    field(
      'since',
      'Began on',
      'day',
      'from|since|start|start date|date of appointment|appointed on',
    ),
    field('until', 'Ends on', 'day', 'until|to|end|end date|expires'),
    field('covers', 'What it covers', 'many', 'covers', COVERED),
    field('together', 'Acts together with', 'text', 'together with|jointly with'),
    field('limits', 'Conditions and limits', 'text', 'limits|conditions'),
    field('provedOn', 'Date of the proof', 'day', 'proof date|proved on'),
    field('source', 'Source', 'text', 'source of information|where from'),
  ],
}

/** Fields that may be taken from more than one column: their cells are put together in the order of the columns. */
export const isMany = ({ sort }: Pick<ImportField, 'sort'>): boolean =>
  sort === 'lines' || sort === 'many'

/** A field of a list by its key; undefined for one that it has not. */
export const fieldOf = (what: What, key: string): ImportField | undefined =>
  IMPORTABLE[what].find((one) => one.key === key)
