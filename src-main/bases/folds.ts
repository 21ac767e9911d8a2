import type { Change, Entry, Folds } from '../audit/entry.ts'
import { LOGGED, type BasisAct } from './logged.ts'

/** One step in the history of a basis, with everything that its entry said. */
function step(entry: Entry): Change[] {
  const { basisId, clientId, ...said } = LOGGED[entry.act as BasisAct].parse(entry.detail)
  const put = {
    ...{ seq: entry.seq, basis_id: basisId, client_id: clientId },
    ...{ act: entry.act, at: entry.at, by: entry.actor, said: JSON.stringify(said) },
  }
  return [{ table: 'basis', put }]
}

/** Draws what was recorded of other bases from the log: how each stands follows from it. */
export const basisFolds: Folds = Object.fromEntries(Object.keys(LOGGED).map((act) => [act, step]))
