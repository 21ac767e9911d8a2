import { accessSteps } from '../access-requests/chronology.ts'
import { namesIn } from '../people/names.ts'
import type { ChronologyLine, ChronologyPart } from '../audit/chronology-line.ts'
import { leafOf, leavesIn } from '../audit/read.ts'
import { basisSteps } from '../bases/chronology.ts'
import { recordsJoined, staysRecorded, versionsRecorded } from '../clients/chronology.ts'
import { checks, forms, reviews, scans, withdrawals } from '../consents/chronology.ts'
import { documentSteps } from '../documents/chronology.ts'
import { callsAbout, packsAbout } from '../disclosures/chronology.ts'
import { holdsAndProposals } from '../erasure/chronology.ts'
import { letterEvents, disclosedByLetter } from '../letters/chronology.ts'
import { lettersOf } from '../letters/letter-index.ts'
import {
  matterClosings,
  matterNotes,
  matterReopenings,
  matterVersions,
} from '../matters/chronology.ts'
import { representativeSteps } from '../representatives/chronology.ts'
import { allows } from '../people/permissions.ts'
import type { Readable } from '../vault/vault.ts'
import { clientsNamed, tagOf } from '../clients/known-client.ts'
import { ofPerson } from '../clients/records.ts'
import type { Actor } from '../wire/operation.ts'
import type { z } from '../wire/schema.ts'
import type { day } from './contract.ts'

type Asked = z.output<(typeof day)['chronology']['input']>
type Answer = z.input<(typeof day)['chronology']['output']>

type Kind = ChronologyLine['kind']
/** Which room tells what of a client: each from the client’s rows, by their index. */
const roomsOf = (prison: (establishmentId: string) => string): Record<Kind, ChronologyPart[]> => ({
  client: [versionsRecorded, recordsJoined],
  stay: [staysRecorded(prison)],
  representative: [representativeSteps],
  matter: [matterVersions, matterNotes, matterClosings, matterReopenings],
  consent: [forms, withdrawals, scans, checks, reviews, basisSteps],
  document: [documentSteps],
  letter: [letterEvents],
  told: [callsAbout, packsAbout, disclosedByLetter],
  access: [accessSteps],
  erasure: [holdsAndProposals],
})

/** One entry may make several lines, which are never parted: so many of them at most. */
const OF_ONE_ENTRY = 20

/**
 * Everything recorded of a client, newest first, in pages: each source gives no more rows than a page has, from
 * the client's own, so that the log's length does not matter.
 */
export async function chronology(
  tx: Readable,
  { clientId, kinds, before, after, limit }: Asked,
  { prison, by }: { prison: (establishmentId: string) => string; by: Pick<Actor, 'role'> },
): Promise<Answer> {
  await tagOf(tx, clientId)
  const all = roomsOf(prison)
  const seesRestricted = allows(by.role, 'reveal-consents')
  const wanted = {
    ...{ clientId, limit: limit + OF_ONE_ENTRY, seesRestricted },
    letters: new Set(await lettersOf(tx, clientId, { seesRestricted })),
    before: before ?? Number.MAX_SAFE_INTEGER / 1000,
  }
  const found: ChronologyLine[] = []
  for (const kind of kinds)
    for (const source of all[kind]) {
      const lines = await source(tx, wanted)
      found.push(...lines.filter((line) => !isSaid(line, kinds)))
    }
  found.sort((one, other) => other.seq - one.seq)
  const last = found[limit - 1]?.seq ?? 0
  const shown = found.filter(({ seq }) => seq >= last && seq > after)
  const recordOf = await recordsBy(
    tx,
    clientId,
    shown.map(({ seq }) => seq),
  )
  const nameOf = await namesIn(tx)
  return {
    lines: shown.map(({ by, ...line }) => ({
      ...{ ...line, who: nameOf(by, 'Unknown person'), record: recordOf(line.seq) },
    })),
    next: shown.length < found.length && last > after + 1 ? last : null,
  }
}

/** Beside the letters, what a letter disclosed has its own line. */
const isSaid = ({ kind, act }: ChronologyLine, kinds: readonly Kind[]): boolean =>
  kind === 'told' && act === 'letter-sent' && kinds.includes('letter')

/** By the tags of the log's own entries, which of the person's records each was recorded in; 1 where there is one. */
async function recordsBy(
  tx: Readable,
  clientId: string,
  seqs: readonly number[],
): Promise<(seq: number) => number> {
  const records = await clientsNamed(tx).where(ofPerson('o.id', clientId)).execute()
  if (records.length === 1) return () => 1
  const placeOf = new Map(records.map(({ tag, place }) => [tag, place]))
  const leaves = await leavesIn(tx)
    .where('seq', 'in', [...new Set(seqs)])
    .execute()
  const places = new Map(
    leaves.map(({ seq, leaf }) => [seq, placeOf.get(leafOf(seq, leaf).subject ?? '')]),
  )
  return (seq) => places.get(seq) ?? 1
}
