import type { Change, Entry, Folds } from '../audit/entry.ts'
import type { z } from '../wire/schema.ts'
import { ArrangementCorrected, ArrangementRecorded, TransferRecorded } from './logged.ts'

/** Draws what the office knows of each prison: every version stays, the newest stands. */
export const establishmentFolds: Folds = {
  'arrangement-recorded': (entry) =>
    arranged(entry, { ...ArrangementRecorded.parse(entry.detail), reason: '' }),
  'arrangement-corrected': (entry) => arranged(entry, ArrangementCorrected.parse(entry.detail)),
  'transfer-recorded': ({ seq, at, actor, detail }) => {
    const { establishmentId, on, source, note, verified } = TransferRecorded.parse(detail)
    const row = { seq, at, by: actor, establishment_id: establishmentId, on_day: on }
    return [{ table: 'pct_transfer', put: { ...row, source, note, verified: Number(verified) } }]
  },
}

function arranged(
  { seq, at, actor }: Entry,
  { id, reason, ...said }: z.output<typeof ArrangementCorrected>,
): Change[] {
  const { establishmentId, sort } = said
  const row = { seq, id, at, by: actor, establishment_id: establishmentId, sort, reason }
  return [{ table: 'arrangement', put: { ...row, said: JSON.stringify(said) } }]
}
