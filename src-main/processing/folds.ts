import type { Fold, Folds } from '../audit/entry.ts'
import { ProcessingSaid } from './logged.ts'

const takenOut: Fold = ({ seq, at, actor: by, act }) => [
  { table: 'taken_out', put: { seq, at, by, act } },
]

/** Draws what the office says of its processing, and what was written out of it, from the log. */
export const processingFolds: Folds = {
  'processing-said': ({ seq, at, actor, detail }) => {
    const said = JSON.stringify(ProcessingSaid.parse(detail))
    return [{ table: 'processing_detail', put: { only: 1, seq, at, by: actor, said } }]
  },
  'office-exported': takenOut,
  'pack-made': takenOut,
}
