import type { Kysely } from 'kysely'
import { oneOf } from '../vault/json-rows.ts'
import { projections, workedOut } from '../vault/projections.ts'
import type { Readable, Writable } from '../vault/vault.ts'
import type { Act, Folds } from './entry.ts'
import { leafOf, entryOf, subjectOf } from './read.ts'

/** Acts of another client's that name an erased one, and whose words may go with theirs: a joining, and its undoing. */
export const NAMES_ANOTHER: ReadonlySet<string> = new Set([
  ...(['client-joined', 'client-parted'] satisfies Act[]),
])

/** The entries about a client, with their contents while they are kept, oldest first. */
async function entriesAbout(tx: Readable, tag: string) {
  const rows = await kept(tx).where(subjectOf, '=', tag).execute()
  return rows.map(opened).filter(({ leaf }) => leaf.subject === tag)
}

/** Entries with their contents while they are kept, oldest first. */
const kept = (tx: Readable) =>
  tx
    .selectFrom('log')
    .leftJoin('log_payload', 'log_payload.seq', 'log.seq')
    .select(['log.seq', 'log.leaf', 'log_payload.disclosures'])
    .orderBy('log.seq')
type Kept = Awaited<ReturnType<ReturnType<typeof kept>['execute']>>[number]
const opened = ({ seq, leaf, disclosures }: Kept) => ({ leaf: leafOf(seq, leaf), disclosures })

/** How many entries there are of each act about these clients. */
export async function actsAbout(
  tx: Readable,
  tags: readonly string[],
): Promise<Map<string, number>> {
  const acts = new Map<string, number>()
  const rows = await tx
    .selectFrom('log')
    .select(['seq', 'leaf'])
    .where(oneOf(subjectOf, tags))
    .execute()
  for (const { act, subject } of rows.map(({ seq, leaf }) => leafOf(seq, leaf)))
    if (subject !== null && tags.includes(subject)) acts.set(act, (acts.get(act) ?? 0) + 1)
  return acts
}

/** What erasing the contents of some entries took away. */
export interface Erased {
  entries: number
  /** The documents that these entries stored: their keys are the caller's to destroy. */
  papers: string[]
  /** Of the client and of everything recorded about them. */
  ids: string[]
}

/**
 * Takes away what the entries about a client say, with their salts, and every row that they drew: afterwards the lists are
 * those that a rebuild gives. `also` are entries about other clients that name this one.
 */
export async function eraseEntries(
  tx: Writable,
  folds: Folds,
  { tag, also }: { tag: string; also: readonly number[] },
): Promise<Erased> {
  const own = await entriesAbout(tx, tag)
  const named = await entriesAt(tx, also)
  const tables = tx as unknown as AnyTable
  const papers: string[] = []
  const ids = new Set<string>()
  const clientIds = new Set<string>()
  for (const { leaf, disclosures } of [...own, ...named]) {
    const entry = entryOf(leaf, disclosures)
    if (!entry) continue
    const { paperId, clientId } = entry.detail
    if (typeof paperId === 'string') papers.push(paperId)
    if (leaf.subject === tag) {
      if (typeof clientId === 'string') clientIds.add(clientId)
      for (const [name, value] of Object.entries(entry.detail))
        if (name.endsWith('Id') && typeof value === 'string') ids.add(value)
    }
    for (const change of folds[entry.act]?.(entry) ?? [])
      if ('put' in change) {
        const put: Row = change.put
        const key = projections[change.table].map((column) => [column, put[column]])
        await removeRows(tables, change.table, Object.fromEntries(key))
      }
    await tables.deleteFrom('log_payload').where('seq', '=', leaf.seq).execute()
  }
  // After the rows: taking one away marks its client as to be worked out anew.
  for (const [table, column] of Object.entries(workedOut))
    for (const id of clientIds) await removeRows(tables, table, { [column]: id })
  return { entries: own.length, papers, ids: [...ids] }
}

type Row = Record<string, unknown>
type AnyTable = Pick<Kysely<Record<string, Row>>, 'deleteFrom'>

async function removeRows(tables: AnyTable, table: string, where: Row): Promise<void> {
  await tables
    .deleteFrom(table)
    .where((at) => at.and(where))
    .execute()
}

async function entriesAt(tx: Readable, seqs: readonly number[]) {
  if (seqs.length === 0) return []
  const rows = await kept(tx).where('log.seq', 'in', seqs).execute()
  return rows.map(opened)
}
