import { answered } from '../access-requests/folds.ts'
import type { Folds } from '../audit/entry.ts'
import { AccessWritten } from './logged.ts'

/** What was written to a folder leaves no row, but a copy for the client is the answer to a request. */
export const exportFolds: Folds = {
  'access-written': (entry) => {
    const { requestId, alsoAnswers, clientId } = AccessWritten.parse(entry.detail)
    const answers = requestId === null ? [] : [requestId, ...alsoAnswers]
    return answers.flatMap((id) => answered(entry, { requestId: id, clientId }))
  },
}
