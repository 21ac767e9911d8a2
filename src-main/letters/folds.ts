import type { Change, Entry, Folds } from '../audit/entry.ts'
import { registered } from '../disclosures/told.ts'
import type { z } from '../wire/schema.ts'
import {
  LetterActed,
  LetterApproved,
  LetterDiscarded,
  LetterRecalled,
  LetterReturned,
  LetterSent,
  LetterWritten,
  ReplyRecorded,
} from './logged.ts'

/** Draws the letters, what happened to each, and the register of what was told. */
export const letterFolds: Folds = {
  'letter-drafted': (entry) => written(entry),
  'letter-redrafted': (entry) => written(entry),
  'letter-approved': (entry) => [happened(entry, LetterApproved.parse(entry.detail))],
  'letter-printed': (entry) => [happened(entry, LetterActed.parse(entry.detail))],
  'letter-signed': (entry) => [happened(entry, LetterActed.parse(entry.detail))],
  'letter-copied': (entry) => [happened(entry, LetterActed.parse(entry.detail))],
  'letter-recalled': (entry) => [happened(entry, LetterRecalled.parse(entry.detail))],
  'letter-discarded': (entry) => [happened(entry, LetterDiscarded.parse(entry.detail))],
  'letter-returned': (entry) => [happened(entry, LetterReturned.parse(entry.detail))],
  'reply-recorded': (entry) => [happened(entry, ReplyRecorded.parse(entry.detail))],
  'letter-sent': (entry) => {
    const said = LetterSent.parse(entry.detail)
    return [happened(entry, said), ...register(entry, said)]
  },
}

function written(entry: Entry): Change[] {
  const { letterId, clientId, version, content } = LetterWritten.parse(entry.detail)
  const { matterId, kind, datedOn, answers } = content
  return [
    {
      table: 'letter',
      put: {
        id: letterId,
        client_id: clientId,
        matter_id: matterId,
        kind,
        dated_on: datedOn,
        answers,
        version,
        seq: entry.seq,
        content: JSON.stringify(content),
      },
    },
    happened(entry, { letterId, version }),
  ]
}

function happened(
  { seq, at, actor, act }: Entry,
  { letterId, ...said }: { letterId: string; [more: string]: unknown },
): Change {
  const put = { seq, letter_id: letterId, at, by: actor, act, said: JSON.stringify(said) }
  return { table: 'letter_event', put }
}

const register = (
  { seq }: Entry,
  { letterId, clientId, on, route, disclosed }: z.output<typeof LetterSent>,
): Change[] =>
  disclosed.flatMap(({ reader, role, purpose, told }, place) =>
    registered(
      {
        ...{ id: seq * 100 + place, seq, client_id: clientId, letter_id: letterId },
        ...{ on_day: on, route, reader, role, purpose },
      },
      told,
    ),
  )
