import type { Change, Entry, Folds } from '../audit/entry.ts'
import type { z } from '../wire/schema.ts'
import {
  ProofAttached,
  RepresentativeCorrected,
  RepresentativeEnded,
  RepresentativeRecorded,
  RepresentativeStated,
} from './logged.ts'

/** One step in the history of a representative, with everything that its entry said. */
function step(
  entry: Entry,
  schema: z.ZodType<{ representativeId: string; clientId: string }>,
): Change[] {
  const { representativeId, clientId, ...said } = schema.parse(entry.detail)
  const put = {
    ...{ seq: entry.seq, representative_id: representativeId, client_id: clientId },
    ...{ act: entry.act, at: entry.at, by: entry.actor, said: JSON.stringify(said) },
  }
  return [{ table: 'representative', put }]
}

/** Draws what happened to representatives from the log: how each stands follows from it. */
export const representativeFolds: Folds = {
  'representative-recorded': (entry) => step(entry, RepresentativeRecorded),
  'representative-corrected': (entry) => step(entry, RepresentativeCorrected),
  'representative-ended': (entry) => step(entry, RepresentativeEnded),
  'representative-removed': (entry) => step(entry, RepresentativeStated),
  'representative-restored': (entry) => step(entry, RepresentativeStated),
  'proof-attached': (entry) => step(entry, ProofAttached),
}
