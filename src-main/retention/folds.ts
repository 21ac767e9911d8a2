import type { Folds } from '../audit/entry.ts'
import { KeepingExtended, RetentionSet } from './logged.ts'

/** Draws the periods and the files that are kept longer from the log. */
export const retentionFolds: Folds = {
  'retention-set': ({ seq, at, actor, detail }) => [
    { table: 'retention_period', put: { seq, at, by: actor, ...RetentionSet.parse(detail) } },
  ],
  'keeping-extended': ({ seq, at, actor, detail }) => {
    const { clientId, until, reason } = KeepingExtended.parse(detail)
    const put = { client_id: clientId, seq, at, by: actor, until, reason }
    return [{ table: 'kept_longer', put }]
  },
}
