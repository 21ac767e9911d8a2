import { createHash } from 'node:crypto'
import { canonical } from '../audit/canonical.ts'
import { peopleNamed } from '../people/names.ts'
import type { Tables } from '../vault/schema.ts'
import type { Readable } from '../vault/vault.ts'
import type { z } from '../wire/schema.ts'
import type { Firm } from './contract.ts'
import { LoggedFirm } from './logged.ts'

/** SRA Transparency Rules, rule 4.1: these words, beside the number, on every letterhead. */
const REGULATED = /authorised and regulated by the solicitors regulation authority/i
const MISSING_WORDS =
  'The words “authorised and regulated by the Solicitors Regulation Authority” are missing.'

/** The logo in force, and the paper that it is; undefined while there is none. */
export const logoRow = (tx: Readable) => tx.selectFrom('firm_logo').selectAll().executeTakeFirst()

/** The firm's details in force and who signs for it, or null before any were recorded. */
export async function readFirm(tx: Readable): Promise<z.input<typeof Firm> | null> {
  const row = await tx
    .selectFrom('firm_version as f')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'f.recorded_by')
    .leftJoin('firm_logo as g', (on) => on.onTrue())
    .select(['f.version', 'f.details', 'f.recorded_at', 'f.recorded_by', 'p.name as by'])
    .select(['g.kind', 'g.width', 'g.height'])
    .orderBy('f.version', 'desc')
    .executeTakeFirst()
  if (!row) return null
  const signatories = await tx
    .selectFrom('signatory as s')
    .innerJoin(peopleNamed(tx).as('p'), 'p.id', 's.person_id')
    .select(['s.person_id', 's.signs_as', 's.capacity', 's.initials'])
    .select(['s.direct_line', 's.email'])
    .where('p.works', '=', 1)
    .orderBy('s.signs_as')
    .execute()
  const { kind, width, height } = row
  const details = LoggedFirm.parse(JSON.parse(row.details))
  return {
    ...details,
    version: row.version,
    recordedAt: row.recorded_at,
    recordedBy: row.by ?? row.recorded_by,
    signatories: signatories.map(({ person_id, signs_as, direct_line, ...said }) => ({
      ...{ personId: person_id, signsAs: signs_as, directLine: direct_line, ...said },
      version: versionOf({ person_id, signs_as, direct_line, ...said }),
    })),
    logo:
      kind !== null && width !== null && height !== null
        ? { kind: kind as 'png' | 'jpeg', width, height }
        : null,
    missing: [
      ...(REGULATED.test(details.regulatedBy) ? [] : [MISSING_WORDS]),
      ...(signatories.length > 0 ? [] : ['No signatory is recorded for the firm.']),
    ],
  }
}

/** The version of what is recorded of who signs; empty of anybody else. */
export async function signatoryVersion(tx: Readable, personId: string): Promise<string> {
  const row = await tx
    .selectFrom('signatory')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row ? versionOf(row) : ''
}

/** Follows from the particulars alone, so that no entry has to count them. */
const versionOf = (row: Tables['signatory']): string =>
  createHash('sha256').update(canonical(row)).digest('hex')

/** The initials that were recorded for who signs letters; null for anybody else. */
export async function recordedInitials(tx: Readable, personId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('signatory')
    .select('initials')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.initials ?? null
}
