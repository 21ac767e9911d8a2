import { byRecord, recordsOf, type Records } from '../clients/records.ts'
import type { Question } from '../consents/allowed.ts'
import { RESTRICTED_CLASS, type InformationClass } from '../consents/contract.ts'
import type { LawBook } from '../law/law-book.ts'
import { asAt } from '../law/reference.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Tables } from '../vault/schema.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { Basis, BasisLaw } from './contract.ts'
import {
  basisStanding,
  otherBasis,
  type BasisRecord,
  type BasisStanding,
  type Step,
} from './standing.ts'

/** The other bases of the persons whose records these are, by record, in the order they were recorded. */
export async function basesAmong(
  tx: Readable,
  ofClients: Records,
): Promise<Map<string, BasisRecord[]>> {
  const rows = await tx
    .selectFrom('basis')
    .selectAll()
    .where(oneOf('client_id', ofClients.keys()))
    .orderBy('seq')
    .execute()
  const placed = [...recordsIn(rows).values()].map((one) => ({
    ...one,
    record: ofClients.get(one.clientId)!.place,
  }))
  return byRecord(ofClients, placed, ({ clientId }) => clientId)
}

function recordsIn(rows: readonly Tables['basis'][]): Map<string, BasisRecord> {
  const records = new Map<string, BasisRecord & { steps: Step[] }>()
  for (const { basis_id: id, client_id: clientId, seq, at, by, act, said } of rows) {
    const one = records.get(id) ?? { id, clientId, steps: [] }
    one.steps.push({ seq, at, by, act: act as Step['act'], said: JSON.parse(said) as unknown })
    records.set(id, one)
  }
  return records
}

/** Those of one person, whichever of the person's records is named. */
export const basesOf = async (tx: Readable, clientId: string): Promise<BasisRecord[]> =>
  (await basesAmong(tx, await recordsOf(tx, [clientId]))).get(clientId) ?? []

/** The other basis that allows something about a client, with the sentence of it; null where there is none. */
export const basisFor = async (tx: Readable, clientId: string, question: Question) =>
  otherBasis(question, await basesOf(tx, clientId))

/** Those with these ids, of whomever they are. */
export async function basesNamed(tx: Readable, ids: readonly string[]): Promise<BasisRecord[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('basis')
    .selectAll()
    .where(oneOf('basis_id', ids))
    .orderBy('seq')
    .execute()
  return [...recordsIn(rows).values()]
}

/** One of them; throws `not-found`. */
export async function basisRecord(tx: Readable, id: string): Promise<BasisRecord> {
  const owner = await tx
    .selectFrom('basis')
    .select('client_id')
    .where('basis_id', '=', id)
    .executeTakeFirst()
  const found = owner && (await basesOf(tx, owner.client_id)).find((one) => one.id === id)
  if (found) return found
  throw new Refusal('not-found', 'This basis is not recorded. Open the client again.')
}

/** What the edition says of bases other than consent on a day; null where it has nothing of them. */
export function basisLaw({ reference }: LawBook, on: string): z.input<typeof BasisLaw> | null {
  const [id] = reference.beside['other-basis'] ?? []
  const topic = id === undefined ? undefined : reference.topics.get(id)
  const version = topic && asAt(topic, on)
  if (!version) return null
  const { instrument, section } = version.authority
  return {
    ...{ topic: topic.id, text: version.text, uncertain: version.uncertain },
    authority: [instrument, section].filter(Boolean).join(', '),
  }
}

/** How a basis stands on a day. Pure. */
export function basisStateOn(
  { takenBack, paper, since, lastDay, basis: { from } }: BasisStanding,
  today: string,
): z.input<typeof Basis>['state'] {
  if (takenBack) return 'taken-back'
  if (today > lastDay) return 'ended'
  if (!paper) return 'paper-missing'
  if (since === null) return 'to-confirm'
  return today < from ? 'to-begin' : 'in-force'
}

type OpenClass = Exclude<InformationClass, typeof RESTRICTED_CLASS>
/** The classes that everybody may see: whether the restricted one is among them shows of none. */
const openOnly = (classes: readonly InformationClass[]): OpenClass[] =>
  classes.filter((about): about is OpenClass => about !== RESTRICTED_CLASS)

/** A basis as the window shows it on a day; `nameOf` names a person by id. Pure. */
export function shownBasis(
  record: BasisRecord,
  { today, nameOf }: { today: string; nameOf: (id: string) => string },
): z.input<typeof Basis> {
  const standing = basisStanding(record)
  if (!standing) throw new Refusal('damaged', 'This basis has no recorded version. Verify the log.')
  const { basis, earlier, decided, confirmed, paper, ended, takenBack, undone } = standing
  const when = ({ at, by }: { at: string; by: string }) => ({ at, by: nameOf(by) })
  const versionOf = ({ reasons: _, whyNot: _why, classes, seq: _seq, ...said }: typeof basis) => ({
    ...{ ...said, ...when(said), classes: openOnly(classes) },
  })
  return {
    ...{ id: record.id, clientId: record.clientId, record: record.record ?? 1 },
    ...versionOf(basis),
    ...{ decidedBy: nameOf(decided.by), decidedById: decided.by, second: decided.second },
    confirmed: confirmed && when(confirmed),
    paper: paper && { kind: paper.kind, size: paper.size, ...when(paper) },
    ...{ state: basisStateOn(standing, today), lastDay: standing.lastDay },
    ended: ended && { on: ended.on, reason: ended.reason, ...when(ended) },
    takenBack: takenBack && { reason: takenBack.reason, ...when(takenBack) },
    earlier: earlier.map(versionOf),
    undone: undone.map((one) => ({
      ...('on' in one
        ? { what: 'ended' as const, on: one.on }
        : { what: 'taken-back' as const, on: null }),
      ...{ reason: one.reason, ...when(one) },
    })),
  }
}
