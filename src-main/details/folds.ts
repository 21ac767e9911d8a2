import type { Folds } from '../audit/entry.ts'
import { DetailsRecorded } from './logged.ts'

/** Draws what is recorded of each case, the last of each group. */
export const detailFolds: Folds = {
  'details-recorded': ({ seq, at, actor, detail }) => {
    const { matterId, group, version, rows } = DetailsRecorded.parse(detail)
    const said = JSON.stringify(rows)
    const put = { matter_id: matterId, group_name: group, version, seq, at, by: actor, said }
    return [{ table: 'case_detail', put }]
  },
}
