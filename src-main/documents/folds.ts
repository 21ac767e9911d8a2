import type { Change, Entry, Folds } from '../audit/entry.ts'
import { LOGGED, type DocumentAct } from './logged.ts'

/** One step in the history of a document, with everything that its entry said. */
function step(entry: Entry): Change[] {
  const { documentId, clientId, ...said } = LOGGED[entry.act as DocumentAct].parse(entry.detail)
  const put = {
    ...{ seq: entry.seq, document_id: documentId, client_id: clientId },
    ...{ act: entry.act, at: entry.at, by: entry.actor, said: JSON.stringify(said) },
  }
  return [{ table: 'document', put }]
}

/** Draws what is kept from the log; a look at a document changes nothing about it. */
export const documentFolds: Folds = Object.fromEntries(
  Object.keys(LOGGED).map((act) => [act, step]),
)
