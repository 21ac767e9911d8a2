import type { DeadlineLaw } from '../law/edition.ts'
import { inForce } from '../law/provenance.ts'

/** Procedures of complaint and protocols of claims that letters speak of, each by the rule and the version of it that is in force with the procedure. */
const PROCEDURES = {
  'data-2026': { rule: 'R05', version: 0 },
  'nhs-1996': { rule: 'R11', version: 0 },
  'nhs-2004': { rule: 'R12', version: 0 },
  'nhs-2006': { rule: 'R13', version: 0 },
  'nhs-2009': { rule: 'R15', version: 0 },
  'clinical-1999': { rule: 'R27', version: 0 },
  'clinical-2010': { rule: 'R27', version: 1 },
  'clinical-2015': { rule: 'R27', version: 2 },
  'prison-2510': { rule: 'R19', version: 0 },
  'prison-2012': { rule: 'R19', version: 1 },
  'prison-2019': { rule: 'R19', version: 2 },
} as const

export type ProcedureEdition = keyof typeof PROCEDURES
export const PROCEDURE_EDITIONS = Object.keys(PROCEDURES) as [
  ProcedureEdition,
  ...ProcedureEdition[],
]

/** The first and the last day of a procedure; null where the edition has no bound. */
export function procedureSpan(name: ProcedureEdition, { rules }: Pick<DeadlineLaw, 'rules'>) {
  const { rule, version } = PROCEDURES[name]
  const found = rules.get(rule)?.versions[version]
  return { from: found?.from ?? null, to: found?.to ?? null }
}

/** The procedures that a complaint made on this day is under. Pure. */
export const proceduresOn = (
  day: string,
  { rules }: Pick<DeadlineLaw, 'rules'>,
): ProcedureEdition[] =>
  PROCEDURE_EDITIONS.filter((name) => {
    const { rule, version } = PROCEDURES[name]
    const found = rules.get(rule)?.versions[version]
    return found !== undefined && inForce(found, day)
  })
