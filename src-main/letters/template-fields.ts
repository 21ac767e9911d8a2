import { DETAILS, type DetailGroup, type DetailName } from '../details/groups.ts'
import type { z } from '../wire/schema.ts'
import type { LetterKind } from './contract.ts'
import { detailsPrinted } from './detail-facts.ts'
import { LetterFacts } from './facts.ts'
import { answersAnother, asksAgain, isChaser, KINDS, namedFor } from './kinds.ts'
import type { PartEdition } from './template.ts'

/**
 * What a field tells: `none` where it is not personal; `row` where a row of case details says what it is about, so that it
 * is printed by a passage for each class among the rows alone; `case` where it is written of the case and has no class of its own.
 */
export type FieldClass = 'none' | 'identity' | 'location' | 'legal-advice' | 'case' | 'row'

/** A field that a template may use, and what stands in it. */
export interface Field {
  sort: 'text' | 'flag' | 'list' | 'group'
  class: FieldClass
  /** All the values it can have, where they are known. */
  options: readonly string[] | null
  /** Of a text, what can stand in it: to fill a template in before it is used. */
  example: string | number
  /** It is never missing: to ask whether it is there asks nothing. */
  filled: boolean
  /** Of a group, its fields; of a list, what each of it is. */
  fields: Readonly<Record<string, Field>>
  item: Field | null
}

type Facts = z.output<typeof LetterFacts>
type Told = FieldClass | Readonly<Record<string, FieldClass>>
/** What each fact tells; closed over the facts, so that a new one does not compile without its class. */
const TELLS: Record<Exclude<keyof Facts, 'details' | 'named'>, Told> = {
  client: {
    '': 'identity',
    ...{ they: 'none', them: 'none', their: 'none', dear: 'none', privilege: 'none' },
    ...{ prison: 'location', heldBy: 'location', lastPrison: 'location' },
    ...{ leftOn: 'location', releasedOn: 'location' },
  },
  law: 'none',
  signedConsent: 'none',
  addressee: 'none',
  firm: 'none',
  authority: 'identity',
  request: { '': 'none', stays: 'location', preserve: 'location' },
  deceased: 'identity',
  care: 'location',
  answer: 'none',
  limitation: 'legal-advice',
  answered: 'none',
  question: 'none',
  opinion: 'none',
  chain: 'location',
  overdue: 'none',
  consent: 'identity',
  withdrawal: { '': 'identity', limitationOn: 'none', answerBy: 'none', whole: 'none' },
}

/** Facts that only some kinds of letter are given. */
const GIVEN: Partial<Record<keyof Facts, (kind: LetterKind) => boolean>> = {
  overdue: isChaser,
  withdrawal: (kind) => ['notice', 'confirmation'].includes(KINDS[kind].part),
  consent: (kind) => KINDS[kind].part === 'form',
  question: (kind) => KINDS[kind].part === 'answer',
  chain: (kind) => KINDS[kind].to === 'health-ombudsman',
  opinion: (kind) => KINDS[kind].part === 'challenge',
  request: (kind) => KINDS[kind].asks !== null || asksAgain(kind),
  answered: answersAnother,
  named: (kind) => namedFor(kind) !== null,
  answer: (kind) => KINDS[kind].answerIn !== null,
  deceased: (kind) => KINDS[kind].client !== 'living',
}

const USUAL = { options: null, filled: false, fields: {}, item: null, example: 'Example' } as const
const text = (about: FieldClass, more: Partial<Field> = {}): Field => ({
  ...USUAL,
  ...{ sort: 'text', class: about },
  ...more,
})

interface Schema {
  safeParse(value: unknown): { success: boolean }
  def: {
    type: string
    innerType?: Schema
    element?: Schema
    shape?: Record<string, Schema>
    entries?: Record<string, string>
    in?: Schema
  }
}

const A_DAY = '2026-01-05'
const EXAMPLES = ['Example', A_DAY, 3]

/** A field by the schema of its fact. */
function fieldOf(schema: Schema, told: Told): Field {
  const { def } = schema
  const own = typeof told === 'string' ? told : (told[''] ?? 'none')
  if (def.innerType) return { ...fieldOf(def.innerType, told), filled: false }
  if (def.in) return fieldOf(def.in, told)
  if (def.shape) {
    const fields = Object.entries(def.shape).map(([name, one]): [string, Field] => [
      name,
      fieldOf(one, typeof told === 'string' ? told : (told[name] ?? own)),
    ])
    return { ...text(own), sort: 'group', fields: Object.fromEntries(fields) }
  }
  if (def.element) return { ...text(own), sort: 'list', item: fieldOf(def.element, own) }
  const options = def.entries ? Object.values(def.entries) : null
  const example = options?.[0] ?? EXAMPLES.find((one) => schema.safeParse(one).success) ?? 'Example'
  return text(own, { sort: def.type === 'boolean' ? 'flag' : 'text', options, example })
}

/** A row of case details: every field is a text, empty where nothing is recorded. */
function rowOf({ fields, many }: DetailGroup): Field {
  const byRow = Object.values(fields).some(({ input }) => input === 'class')
  const made = Object.entries(fields).map(([id, field]): [string, Field] => {
    const plainly = ['day', 'time', 'choice', 'class'].includes(field.input)
    const told = byRow && (many || field.input === 'prose') ? 'row' : 'case'
    const about = plainly ? 'none' : told
    const options = field.options ? [...Object.values(field.options), ''] : null
    const example = field.input === 'day' ? A_DAY : options?.[0]
    return [id, text(about, { filled: true, options, ...(example ? { example } : {}) })]
  })
  const number = text('none', { filled: true })
  return {
    ...text(byRow ? 'row' : 'case'),
    ...{ sort: 'group', fields: { number, ...Object.fromEntries(made) } },
  }
}

const listOf = (item: Field): Field => ({ ...text(item.class), sort: 'list', item })

/** The rows that a passage for each class is filled in from: it is of their class. */
export function rowsField(group: DetailName): Field {
  const row = rowOf(DETAILS[group])
  const fields = Object.entries(row.fields).map(([name, field]): [string, Field] => [
    name,
    { ...field, class: 'none' },
  ])
  return listOf({ ...row, class: 'none', fields: Object.fromEntries(fields) })
}

const givenTo = (kind: LetterKind | null, fact: keyof Facts): boolean => {
  const given = GIVEN[fact]
  return !given || (kind !== null && given(kind))
}

/** Everything that a template of this kind, or where there is none of any, may use by name; what other kinds alone are given is left out. */
export function fieldsFor(
  kind: LetterKind | null,
  editions: readonly PartEdition[],
): Field['fields'] {
  const shapes = LetterFacts.shape as unknown as Record<string, Schema>
  const facts = Object.entries(TELLS).flatMap(([name, told]): [string, Field][] =>
    givenTo(kind, name as keyof Facts) ? [[name, fieldOf(shapes[name]!, told)]] : [],
  )
  const named = kind && namedFor(kind)
  const details = (kind ? detailsPrinted(kind) : []).map((name): [string, Field] => {
    const row = rowOf(DETAILS[name])
    return [name, DETAILS[name].many ? listOf(row) : row]
  })
  const laws = editions.filter((one) => one === 'dpa-1998' || one === 'uk-gdpr')
  const options = laws.length > 0 ? laws : ['dpa-1998', 'uk-gdpr']
  return {
    ...Object.fromEntries(facts),
    ...(named ? { named: rowOf(DETAILS[named.group]) } : {}),
    ...Object.fromEntries(details),
    edition: text('none', { options, filled: true }),
  }
}
