import type { Folds } from '../audit/entry.ts'
import { ListExported } from './logged.ts'

/** That a list was saved changes nothing; the entry is what it is for. */
export const listFolds: Folds = {
  'list-exported': ({ detail }) => {
    ListExported.parse(detail)
    return []
  },
}
