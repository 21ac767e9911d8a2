import type { DeadlineLaw } from '../law/edition.ts'
import { inForce } from '../law/provenance.ts'

/**
 * Procedures of complaint and protocols of claims that letters speak of, each by the rule and the version of it that is in force with
 * the procedure; a complaint about care is under that of the country in which the care was given.
 */
const TABLE = {
  'data-2026': { rule: 'R05', version: 0 },
  'nhs-1996': { rule: 'R11', version: 0, country: 'England' },
  'nhs-2004': { rule: 'R12', version: 0, country: 'England' },
  'nhs-2006': { rule: 'R13', version: 0, country: 'England' },
  'nhs-2009': { rule: 'R15', version: 0, country: 'England' },
  'wales-2011': { rule: 'R33', version: 0, country: 'Wales' },
  'wales-2026': { rule: 'R33', version: 1, country: 'Wales' },
  'clinical-1999': { rule: 'R27', version: 0 },
  'clinical-2010': { rule: 'R27', version: 1 },
  'clinical-2015': { rule: 'R27', version: 2 },
  'prison-2510': { rule: 'R19', version: 0 },
  'prison-2012': { rule: 'R19', version: 1 },
  'prison-2019': { rule: 'R19', version: 2 },
} as const

export type ProcedureEdition = keyof typeof TABLE
interface Procedure {
  rule: string
  version: number
  country?: 'England' | 'Wales'
}
const PROCEDURES: Readonly<Record<ProcedureEdition, Procedure>> = TABLE
export const PROCEDURE_EDITIONS = Object.keys(TABLE) as [ProcedureEdition, ...ProcedureEdition[]]

/** The first and the last day of a procedure; null where the edition has no bound. */
export function procedureSpan(name: ProcedureEdition, { rules }: Pick<DeadlineLaw, 'rules'>) {
  const { rule, version } = PROCEDURES[name]
  const found = rules.get(rule)?.versions[version]
  return { from: found?.from ?? null, to: found?.to ?? null }
}

export const isProcedure = (name: string): name is ProcedureEdition => Object.hasOwn(TABLE, name)

/** Whether what is said of a procedure is said of one country alone. */
export const isOfOneCountry = (name: ProcedureEdition): boolean =>
  PROCEDURES[name].country !== undefined

/** The procedures that a complaint made on this day is under, about care in England or in Wales. Pure. */
export const proceduresOn = (
  day: string,
  { rules }: Pick<DeadlineLaw, 'rules'>,
  { inWales }: { inWales: boolean },
): ProcedureEdition[] =>
  PROCEDURE_EDITIONS.filter((name) => {
    const { rule, version, country } = PROCEDURES[name]
    const found = rules.get(rule)?.versions[version]
    const here = country === undefined || (country === 'Wales') === inWales
    return here && found !== undefined && inForce(found, day)
  })
