import { foldedWords } from '../search/fold.ts'
import type { Handlers } from '../wire/operation.ts'
import { z } from '../wire/schema.ts'
import {
  Confidence,
  type Establishment,
  EstablishmentId,
  type establishments as contract,
  OperatorSpan,
  PartialDay,
} from './contract.ts'
import { bareWords } from './styles.ts'
import { fault, readTable } from './table.ts'

const PRISONS = 'establishments.csv'
const OPERATORS = 'establishment-operators.csv'

const filled = z.string().trim().min(1, 'this is empty.')
const partial = z
  .literal('')
  .transform(() => null)
  .or(PartialDay)

const PrisonRow = z.strictObject({
  id: EstablishmentId,
  short_name: filled,
  name: filled,
  category: z.string(),
  area: filled,
  nhs_region: filled,
  country: z.enum(['England', 'Wales']),
  opened: partial,
  closed: partial,
  current: z.enum(['yes', 'no']).transform((word) => word === 'yes'),
  successors: z
    .string()
    .transform((ids) => ids.split(' ').filter((one) => one !== ''))
    .pipe(z.array(EstablishmentId)),
  confidence: Confidence,
  note: z.string(),
})
const OperatorRow = z.strictObject({
  id: EstablishmentId,
  operator: filled,
  from: partial,
  to: partial,
  confidence: Confidence,
  note: z.string(),
})

/** Every prison by its id, former ones too. */
export interface Establishments extends Pick<Handlers<typeof contract>, 'list'> {
  /** By name. */
  readonly all: readonly Establishment[]
  byId(id: string): Establishment | undefined
}

/** Loads the prisons from the resources folder, once; throws `damaged` where a table is wrong. */
export function establishments({ resources }: { resources: string }): Establishments {
  const all = load(resources)
  const byId = new Map<string, Establishment>(all.map((one) => [one.id, one]))
  const words = new Map(all.map(({ id, name, area }) => [id, foldedWords(`${name} ${area}`)]))

  return {
    all,
    byId: (id) => byId.get(id),
    list({ text }) {
      const asked = bareWords(text)
      return all.filter(({ id }) =>
        asked.every((typed) => words.get(id)!.some((word) => word.startsWith(typed))),
      )
    },
  }
}

function load(resources: string): Establishment[] {
  const prisons = readTable(resources, PRISONS, PrisonRow)
  const ids = new Set<string>()
  for (const { row, line } of prisons) {
    if (ids.has(row.id)) throw fault(PRISONS, line, 'id', `${row.id} is listed twice.`)
    ids.add(row.id)
  }
  for (const { row, line } of prisons) {
    const unknown = row.successors.find((id) => !ids.has(id))
    if (unknown) throw fault(PRISONS, line, 'successors', `there is no prison ${unknown}.`)
    if (row.current && row.closed !== null)
      throw fault(PRISONS, line, 'closed', 'a prison that has closed is not a current one.')
  }
  const spans = readTable(resources, OPERATORS, OperatorRow)
  for (const { row, line } of spans)
    if (!ids.has(row.id)) throw fault(OPERATORS, line, 'id', `there is no prison ${row.id}.`)

  const operatorsOf = (id: string) =>
    spans.filter(({ row }) => row.id === id).map(({ row }) => OperatorSpan.parse(row))
  return prisons
    .map(({ row: { short_name: shortName, nhs_region: nhsRegion, ...row } }) => ({
      ...row,
      shortName,
      nhsRegion,
      operators: operatorsOf(row.id),
    }))
    .sort((one, other) => one.shortName.localeCompare(other.shortName, 'en'))
}
