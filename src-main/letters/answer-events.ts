import { sql } from 'kysely'
import { REPLY_ACTS } from './replies.ts'

const ACTS = [...REPLY_ACTS, 'client-copy-decided'].map((act) => sql.lit(act))

/** What came back to the letter `l` and what was decided of it, in the order of the log: nothing of the letter’s own text. */
export const ANSWER_EVENTS = sql<string>`(
  select json_group_array(json_object('seq', e.seq, 'at', e.at, 'by', e.by, 'act', e.act, 'said', json(e.said))
    order by e.seq)
  from letter_event as e where e.letter_id = l.id and e.act in (${sql.join(ACTS)}))`
