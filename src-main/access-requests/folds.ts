import type { Change, Entry, Folds } from '../audit/entry.ts'
import { LOGGED } from './logged.ts'

const put = ({ seq, at, act, actor }: Entry, { requestId, clientId, said }: Step): Change[] => [
  {
    table: 'access_request',
    put: {
      ...{ seq, request_id: requestId, client_id: clientId, act, at, by: actor },
      said: JSON.stringify(said),
    },
  },
]
interface Step {
  requestId: string
  clientId: string
  said: object
}

/** One step in the history of a request, with everything that its entry said. */
function step(entry: Entry): Change[] {
  const { requestId, clientId, ...said } = LOGGED[entry.act as keyof typeof LOGGED].parse(
    entry.detail,
  )
  return put(entry, { requestId, clientId, said })
}

/** The copy that was written is the answer. */
export const answered = (
  entry: Entry,
  { requestId, clientId }: { requestId: string; clientId: string },
): Change[] => put(entry, { requestId, clientId, said: {} })

export const accessRequestFolds: Folds = Object.fromEntries(
  Object.keys(LOGGED).map((act) => [act, step]),
)
