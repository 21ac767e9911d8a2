import type { Connection } from './connection.ts'
import type { Tables } from './schema.ts'

/*
 * An information barrier closes a matter to all but some people. Whatever is asked in somebody's name is asked of views
 * that stand over the tables under their own names and leave out what is closed to them, so that no question can forget it.
 */

/** By whose eyes a question is asked; null sees everything, and is for what the office itself keeps. */
export type Eyes = string | null

const ofMatter = (column: string) => `${column} in (select id from temp.closed_matter)`
const ofLetter = (column: string) => `${column} in (select id from temp.closed_letter)`
const ofEntry = 'seq in (select value from json_each(closed_entries()))'
const WHOLE = null

/** Which rows of a table are of a matter that is closed to whoever asks; closed over all tables, so that a new one does not compile without. */
const CLOSED: Record<keyof Tables, string | typeof WHOLE> = {
  matter: ofMatter('id'),
  matter_version: ofMatter('matter_id'),
  matter_note: ofMatter('matter_id'),
  matter_closing: ofMatter('matter_id'),
  matter_reopening: ofMatter('matter_id'),
  matter_open: ofMatter('matter_id'),
  matter_access: ofMatter('matter_id'),
  matter_access_person: ofMatter('matter_id'),
  case_detail: ofMatter('matter_id'),
  letter: ofMatter('matter_id'),
  letter_index: ofMatter('matter_id'),
  letter_event: ofLetter('letter_id'),
  letter_days: ofLetter('id'),
  diary:
    'our_ref in (select our_ref from main.matter where id in (select id from temp.closed_matter))',
  document: 'document_id in (select id from temp.closed_document)',
  disclosure: `letter_id is not null and ${ofLetter('letter_id')}`,
  disclosure_class: 'id in (select id from temp.closed_disclosure)',
  log: ofEntry,
  log_payload: ofEntry,
  // The log as it is proved, without a word of what it says.
  ...{ log_node: WHOLE, log_checkpoint: WHOLE, log_key: WHOLE },
  // What a desk was answered, for whoever it was; emptied where a matter is closed.
  asked: WHOLE,
  // A document is read by its id, which the rows above have.
  ...{ paper: WHOLE, key_copy: WHOLE, former_key: WHOLE, export_begun: WHOLE },
  // The office, its people, its law and its words.
  ...{ office: WHOLE, person: WHOLE, same_person: WHOLE, failed_sign_in: WHOLE },
  ...{ sign_in_mark: WHOLE, key_mark: WHOLE, recovery_sheet: WHOLE, given_passphrase: WHOLE },
  ...{ work_passed: WHOLE, person_pair: WHOLE, file_key_change: WHOLE, firm_version: WHOLE },
  ...{ signatory: WHOLE, second_check: WHOLE, firm_logo: WHOLE, backup_plan: WHOLE },
  ...{ backup: WHOLE, backup_trial: WHOLE, restoration: WHOLE, edition_import: WHOLE },
  ...{ law_change: WHOLE, law_check: WHOLE, arrangement: WHOLE, pct_transfer: WHOLE },
  ...{ import_run: WHOLE, retention_period: WHOLE, processing_detail: WHOLE, taken_out: WHOLE },
  ...{ office_template: WHOLE, house_paragraph: WHOLE, sensitive_word: WHOLE, post_book: WHOLE },
  ...{ diary_made: WHOLE, diary_stale: WHOLE, erasure_unfinished: WHOLE },
  ...{ desk: WHOLE, desks_let_in: WHOLE },
  // The client: a conflict check needs the name, and whoever may disclose anything every form.
  ...{ client: WHOLE, client_record: WHOLE, joining: WHOLE, client_version: WHOLE, stay: WHOLE },
  ...{ searchable: WHOLE, representative: WHOLE, access_request: WHOLE, call: WHOLE },
  ...{ consent: WHOLE, consent_check: WHOLE, consent_review: WHOLE, consent_withdrawal: WHOLE },
  ...{ consent_scan: WHOLE, basis: WHOLE, legal_hold: WHOLE, erasure_proposal: WHOLE },
  ...{ kept_longer: WHOLE, erased_client: WHOLE },
  // Nothing is left out of it: the view below has more.
  no_matter: WHOLE,
}

const VIEWS = [
  // A matter is open to everybody unless a barrier stands that does not name them.
  `closed_matter as select matter_access.matter_id as id from main.matter_access
    where asker() is not null and not exists (select 1 from main.matter_access_person named
      where named.matter_id = matter_access.matter_id and named.person_id = asker())`,
  `closed_letter as select id from main.letter closed
    where closed.matter_id in (select id from temp.closed_matter)`,
  // Also one that was filed there once: its earlier state says so.
  `closed_document as select filed.document_id as id from temp.closed_matter c
    cross join main.document filed on json_valid(filed.said) and filed.said ->> 'matterId' = +c.id
    union all select answering.document_id from temp.closed_letter c
    cross join main.document answering
    on json_valid(answering.said) and answering.said ->> 'letterId' = +c.id`,
  `closed_disclosure as select id from main.disclosure disclosed
    where disclosed.letter_id in (select id from temp.closed_letter)`,
  // A client all of whose matters are closed is on record as one who never had any.
  `no_matter as select client_id, since from main.no_matter
    union all select first.client_id, substr(first.recorded_at, 1, 10)
    from main.client_version first where first.version = 1 and first.client_id in (
      select shut.client_id from temp.closed_matter c cross join main.matter shut on shut.id = c.id
      where not exists (select 1 from main.matter seen where seen.client_id = shut.client_id
        and not (${ofMatter('seen.id')})))`,
  // What a matter is found by: kept by triggers, and no table of a room.
  `matter_words as select * from main.matter_words where not (${ofMatter('matter_id')})`,
  ...Object.entries(CLOSED).flatMap(([table, closed]) =>
    closed === WHOLE ? [] : [`${table} as select * from main.${table} where not (${closed})`],
  ),
]

/** Puts the views over a connection's tables; gives what sets by whose eyes its next question is asked. */
export function viewsOver(db: Connection): { as(eyes: Eyes, text: string): void } {
  let eyes: Eyes = null
  let closed = '[]'
  db.function('asker', () => eyes)
  db.function('closed_entries', () => closed)
  // The views stand in memory: they are no change of the file.
  const guarded = db.pragma('query_only', { simple: true }) === 1
  if (guarded) db.pragma('query_only = 0')
  for (const view of VIEWS) db.exec(`create temp view if not exists ${view}`)
  if (guarded) db.pragma('query_only = 1')
  const entriesClosed = closedEntries(db)
  return {
    as(next, text) {
      eyes = next
      if (OF_THE_LOG.test(text)) closed = next === null ? '[]' : entriesClosed(next)
    },
  }
}
const OF_THE_LOG = /\blog\b|\blog_payload\b/

/** A change of the tables themselves is made to the tables. */
export const onTables = (text: string): string => text.replace(CHANGE, '$1"main"."')
const CHANGE = /^(\s*(?:insert(?: or \w+)? into|replace into|update(?: or \w+)?|delete from) )"/i

interface Named {
  seq: number
  disclosures: string
}
/** An entry that may say what was looked for. */
interface Searched extends Named {
  leaf: string
}

/** Prepared when it is first asked: a new file has no tables yet. */
const once = <T>(prepare: () => T) => {
  let made: T | undefined
  return () => (made ??= prepare())
}

/** Which entries are about a matter that is closed to somebody: read anew where the log has grown or a barrier changed. */
function closedEntries(db: Connection): (asker: string) => string {
  const newest = once(() =>
    db
      .prepare<[], string>(
        `select count(*) || ' ' || coalesce(max(seq), 0) || ' ' || coalesce(
          (select seq || hex(hash) from main.log order by seq desc limit 1), '') from main.matter_access`,
      )
      .pluck(),
  )
  const mine = once(() => db.prepare<[], string>('select id from temp.closed_matter').pluck())
  const ids = once(() =>
    db.prepare<[], { id: string; matter: string }>(`
      select matter_id as id, matter_id as matter from main.matter_access
      union all select l.id, l.matter_id from main.letter l
        where l.matter_id in (select matter_id from main.matter_access)
      union all select d.document_id, a.matter_id from main.matter_access a
        join main.document d on json_valid(d.said) and d.said ->> 'matterId' = +a.matter_id
      union all select d.document_id, l.matter_id from main.matter_access a
        join main.letter l on l.matter_id = a.matter_id
        join main.document d on json_valid(d.said) and d.said ->> 'letterId' = +l.id`),
  )
  const entries = once(() =>
    db.prepare<[], Named>(`
      select g.seq, p.disclosures from main.log g join main.log_payload p on p.seq = g.seq
      where substr(g.leaf, -30, 22) in (select c.tag from main.client c where c.id in (
        select b.client_id from main.client_record b where b.person_id in (
          select o.person_id from main.client_record o where o.client_id in (
            select m.client_id from main.matter m
            where m.id in (select matter_id from main.matter_access)))))
      union all select p.seq, p.disclosures from main.post_book b
        join main.log_payload p on p.seq = b.seq
        where exists (select 1 from main.matter_access)
      order by 1`),
  )
  const searchedIn = savedSearches(db)
  let known = ''
  let about = new Map<number, Set<string>>()
  let searched: ReadonlyMap<number, string> = new Map()
  const asked = new Map<string, string>()

  return (asker) => {
    const now = newest().get() ?? ''
    if (now.startsWith('0 ')) return '[]'
    if (now !== known) {
      about = mattersOf(entries().all(), ids().all())
      searched = searchedIn()
      asked.clear()
      known = now
    }
    const before = asked.get(asker)
    if (before !== undefined) return before
    const closed = new Set(mine().all())
    const found = [...about].filter(([, matters]) => [...matters].some((id) => closed.has(id)))
    const ofOthers = [...searched].filter(([, by]) => closed.size > 0 && by !== asker)
    const text = JSON.stringify([...new Set([...found, ...ofOthers].map(([seq]) => seq))])
    asked.set(asker, text)
    return text
  }
}

/**
 * What was saved by a choice that may be the words of a closed matter, though it names none by its id: such an entry is for
 * whoever acted, and for whoever may see everything. Reads on from where it was, since the log only grows.
 */
function savedSearches(db: Connection): () => ReadonlyMap<number, string> {
  const since = once(() =>
    db.prepare<[number], Searched>(`
      select g.seq, g.leaf, p.disclosures
      from main.log g join main.log_payload p on p.seq = g.seq
      where g.seq > ? and (g.leaf glob '{"act":"list-exported",*'
        or g.leaf glob '{"act":"register-exported",*' or g.leaf glob '{"act":"pack-made",*'
        or g.leaf glob '{"act":"record-read",*')
      order by g.seq`),
  )
  const hashOf = once(() =>
    db.prepare<[number], string>('select hex(hash) from main.log where seq = ?').pluck(),
  )
  const last = once(() =>
    db.prepare<[], number>('select coalesce(max(seq), 0) from main.log').pluck(),
  )
  let read = { seq: 0, hash: '' }
  let found = new Map<number, string>()
  return () => {
    // What was read and rolled back is not there any more.
    if (read.seq > 0 && hashOf().get(read.seq) !== read.hash) {
      found = new Map()
      read = { seq: 0, hash: '' }
    }
    for (const { seq, leaf, disclosures } of since().all(read.seq)) {
      const [, act = '', actor = ''] = ACT_AND_ACTOR.exec(leaf) ?? []
      const said = new Map(fieldsOf(disclosures).map(([, name, value]) => [name, value]))
      // Whoever opened such an entry is in one like it.
      const by =
        act === 'record-read'
          ? found.get(Number(said.get('entry')))
          : CHOOSES[act]?.(said)
            ? actor
            : undefined
      if (by !== undefined) found.set(seq, by)
    }
    const newest = last().get() ?? 0
    read = { seq: newest, hash: hashOf().get(newest) ?? '' }
    return found
  }
}
const ACT_AND_ACTOR = /^\{"act":"([^"]*)","actor":"([^"]*)"/
type Said = ReadonlyMap<string | undefined, unknown>
const LISTS_OF_MATTERS: ReadonlySet<unknown> = new Set(['matters', 'letters', 'open-dates'])
const CHOOSES: Readonly<Record<string, (said: Said) => boolean>> = {
  'list-exported': (said) => LISTS_OF_MATTERS.has(said.get('list')),
  'register-exported': (said) => said.get('reader') !== '',
  'pack-made': (said) => said.get('recipient') !== '',
}

const fieldTexts = (disclosures: string) =>
  disclosures.split('~').map((one) => Buffer.from(one, 'base64url').toString())
const opened = (text: string) => JSON.parse(text || '[]') as [string?, string?, unknown?]
const fieldsOf = (disclosures: string) => fieldTexts(disclosures).map(opened)

/** What an entry is about by the fields that name it, or else by everything that it names. */
const OWN: ReadonlySet<string> = new Set(['matterId', 'letterId', 'documentId', 'disclosureId'])
const ID = /"([0-9a-f]{8}-[0-9a-f-]{27})"/g

/** By the number of an entry, the matters behind a barrier that it is about. Pure. */
function mattersOf(
  entries: readonly Named[],
  ids: readonly { id: string; matter: string }[],
): Map<number, Set<string>> {
  const matters = new Map<string, string[]>()
  for (const { id, matter } of ids) matters.set(id, [...(matters.get(id) ?? []), matter])
  const about = new Map<number, Set<string>>()
  for (const { seq, disclosures } of entries) {
    const fields = fieldTexts(disclosures)
    const named = fields.map(opened)
    const own = named.flatMap(([, name = '', value]) =>
      OWN.has(name) && value !== null ? [String(value)] : [],
    )
    const all = own.length > 0 ? own : fields.flatMap((text) => [...text.matchAll(ID)].map(at(1)))
    const found = new Set(all.flatMap((id) => matters.get(id) ?? []))
    for (const [, name, value] of named) {
      if (typeof value !== 'number') continue
      // Whoever opened an entry of the log is in one of their own.
      const of =
        name === 'entry'
          ? value
          : // A line of the register is numbered by the entry that recorded it, which stays when the line goes.
            name === 'disclosureId'
            ? Math.floor(value / 100)
            : null
      for (const matter of (of !== null && about.get(of)) || []) found.add(matter)
    }
    if (found.size > 0) about.set(seq, found)
  }
  return about
}
const at = (place: number) => (match: RegExpMatchArray) => match[place]!
