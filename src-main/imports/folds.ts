import type { Folds } from '../audit/entry.ts'
import { ImportCompleted } from './logged.ts'

/** Draws which lists were imported, and how their columns were taken. */
export const importFolds: Folds = {
  'import-completed': ({ seq, at, actor, detail }) => {
    const { what, sha256, from, to, headings, columns, days, ...counts } =
      ImportCompleted.parse(detail)
    const put = {
      ...{ seq, at, by: actor, what, sha256, headings, from_seq: from, to_seq: to },
      ...{ counts: JSON.stringify(counts), taken: JSON.stringify({ what, columns, days }) },
    }
    return [{ table: 'import_run', put }]
  },
}
