import type { Generated } from 'kysely'

/** A step in the history of something of a client’s; an alias, since rows are read by any column. */
type ClientStep = {
  seq: number
  client_id: string
  act: string
  at: string
  by: string
  /** JSON: what the entry said. */
  said: string
}

/** The tables of an office's file, as Kysely sees them; the SQL stands in `migrations/`. */
export interface Tables {
  log: { seq: number; leaf: string; hash: Uint8Array }
  log_node: { level: number; place: number; hash: Uint8Array }
  log_payload: { seq: number; disclosures: string }
  log_checkpoint: { size: number; at: string; note: string }
  log_key: { only: number; private_key: Uint8Array; public_key: Uint8Array }
  paper: { id: string; key: Uint8Array; sha256: Uint8Array; size: number }
  office: { only: number; id: string; name: string; sample: number }
  person: { id: string; name: string; role: string; works: number }
  same_person: { person_id: string; same_as: string }
  failed_sign_in: {
    seq: number
    person_id: string
    at: string
    times: number
    first_at: string
    last_at: string
    lost: number
  }
  sign_in_mark: { only: number; mark: string }
  key_mark: { only: number; digest: string }
  key_copy: { only: number; text: string }
  recovery_sheet: { only: number; at: string; by: string }
  given_passphrase: { person_id: string; at: string; by: string }
  work_passed: {
    seq: number
    at: string
    by: string
    from_id: string
    to_id: string
    matters: number
    letters: number
  }
  person_pair: { person_id: string; public: string }
  file_key_change: { seq: number; at: string; by: string }
  asked: { desk: string; id: string; person_id: string; at: string; answer: string | null }
  export_begun: { folder: string; at: string }
  former_key: { id: Generated<number>; at: string; key: Uint8Array }
  client: {
    id: string
    tag: string
    version: number
    surname: string
    forenames: string
    born_on: string | null
    prison_number: string
    folded_name: string
  }
  client_record: { client_id: string; person_id: string; place: number }
  joining: {
    seq: number
    what: string
    client_id: string
    kept_id: string
    at: string
    by: string
    reason: string
  }
  client_version: {
    client_id: string
    version: number
    seq: number
    recorded_at: string
    recorded_by: string
    reason: string
    particulars: string
  }
  stay: {
    id: string
    client_id: string
    replaces: string | null
    establishment_id: string
    from_on: string
    source: string
    seq: number
    recorded_at: string
    recorded_by: string
    reason: string
    kind: string
    place: string
    lines: string
    postcode: string
  }
  searchable: { id: number; client_id: string; kind: string; shown: string; folded: string }
  firm_version: {
    version: number
    seq: number
    recorded_at: string
    recorded_by: string
    details: string
  }
  signatory: {
    person_id: string
    signs_as: string
    capacity: string
    initials: string
    direct_line: string
    email: string
  }
  matter: {
    id: string
    client_id: string
    client_number: number
    matter_number: number
    our_ref: string
    opened_on: string
    version: number
    kind: string
    title: string
    folded: string
    responsible: string
    event_on: string | null
    known_on: string | null
  }
  matter_version: {
    matter_id: string
    version: number
    seq: number
    recorded_at: string
    recorded_by: string
    reason: string
    particulars: string
  }
  matter_note: { seq: number; matter_id: string; at: string; by: string; text: string }
  document: ClientStep & { document_id: string }
  access_request: ClientStep & { request_id: string }
  case_detail: {
    matter_id: string
    group_name: string
    version: number
    seq: number
    at: string
    by: string
    /** JSON: the rows, a text for each field. */
    said: string
  }
  matter_closing: {
    matter_id: string
    closed_on: string
    reason: string
    seq: number
    limits: string
  }
  matter_reopening: {
    seq: number
    matter_id: string
    at: string
    by: string
    reason: string
    closed_seq: number
    closed_at: string
    closed_by: string
    closed_on: string
    closed_reason: string
  }
  matter_access: { matter_id: string; seq: number; at: string; by: string; reason: string }
  matter_access_person: { matter_id: string; person_id: string }
  matter_open: { matter_id: string; event_on: string | null; known_on: string | null }
  consent: {
    id: string
    client_id: string
    seq: number
    recorded_at: string
    recorded_by: string
    form: string
    second_check: number
    signed_on: string
  }
  representative: ClientStep & { representative_id: string }
  basis: ClientStep & { basis_id: string }
  consent_check: {
    seq: number
    consent_id: string
    at: string
    by: string
    outcome: string
    against: string
    reason: string
    partly: number
  }
  consent_review: {
    seq: number
    consent_id: string
    at: string
    by: string
    on_day: string
    how: string
    note: string
  }
  second_check: {
    seq: number
    at: string
    by: string
    required: number
    reason: string
    proposed: number
  }
  consent_withdrawal: {
    seq: number
    consent_id: string
    recorded_at: string
    recorded_by: string
    classes: string
    received_on: string
    how: string
    note: string
    said_on: string | null
    replaces: number | null
    reason: string
    said_by: string
  }
  consent_scan: {
    seq: number
    consent_id: string
    recorded_at: string
    recorded_by: string
    paper_id: string
    kind: string
    size: number
    sha256: string
  }
  firm_logo: { only: number; paper_id: string; kind: string; width: number; height: number }
  letter: {
    id: string
    client_id: string
    matter_id: string
    kind: string
    dated_on: string
    answers: string | null
    version: number
    seq: number
    content: string
  }
  letter_event: {
    seq: number
    letter_id: string
    at: string
    by: string
    act: string
    said: string
  }
  letter_index: {
    id: string
    client_id: string
    matter_id: string
    kind: string
    answers: string | null
    to_name: string
    to_role: string
    dated_on: string
    state: string
    awaits: number
    sent_on: string | null
    route: string | null
    first_seq: number
    restricted: number
  }
  post_book: { seq: number; at: string; by: string; on_day: string; lines: string }
  backup_plan: { only: number; folder: string; daily: number; weekly: number; monthly: number }
  backup: {
    seq: number
    at: string
    by: string
    made_at: string
    folder: string
    by_itself: number
    size: number
    papers: number
    lacking: number
    bytes: number
  }
  backup_trial: { seq: number; at: string; made_at: string; verdict: string; entries: number }
  restoration: {
    seq: number
    at: string
    by: string
    made_at: string
    size: number
    replaced_size: number | null
  }
  office_template: {
    easy_read: number
    seq: number
    kind: string
    version: number
    /** Null where it says that the version is used no more. */
    text: string | null
    sha256: string | null
    based_on: number | null
    reason: string
    at: string
    by: string
    stands: number
  }
  house_paragraph: {
    seq: number
    id: string
    version: number
    name: string
    class: string
    /** Null where it says that the paragraph is used no more. */
    text: string | null
    based_on: number | null
    reason: string
    at: string
    by: string
    stands: number
  }
  sensitive_word: {
    seq: number
    word: string
    class: string
    at: string
    by: string
    reason: string
  }
  letter_days: { id: string; client_id: string; sort: string; from_day: string; to_day: string }
  diary: {
    id: Generated<number>
    client_id: string
    part: string
    from_day: string
    to_day: string
    on_day: string
    our_ref: string
    about: string
    not_by: string | null
    item: string
    sight: string
  }
  diary_made: { only: number; since: string; law: string }
  diary_stale: { client_id: string }
  legal_hold: {
    client_id: string
    seq: number
    at: string
    by: string
    asked_by: string
    reason: string
    review_on: string | null
  }
  erasure_proposal: {
    client_id: string
    seq: number
    at: string
    by: string
    ground: string
    reason: string
    basis: string | null
  }
  retention_period: {
    seq: number
    at: string
    by: string
    kind: string
    years: number
    reason: string
  }
  kept_longer: {
    client_id: string
    seq: number
    at: string
    by: string
    until: string
    reason: string
  }
  processing_detail: { only: number; seq: number; at: string; by: string; said: string }
  taken_out: { seq: number; at: string; by: string; act: string }
  no_matter: { client_id: string; since: string }
  erased_client: {
    seq: number
    tag: string
    at: string
    by: string
    proposed_seq: number
    proposed_by: string
    ground: string
    client_number: number | null
    entries: number
    went: string
    told: string
  }
  erasure_unfinished: { seq: number }
  disclosure: {
    id: number
    seq: number
    client_id: string
    /** Null for what was told by telephone. */
    letter_id: string | null
    on_day: string
    route: string
    reader: string
    role: string
    purpose: string
    told: string
    /** 1 where something in it rests on neither a form of the client's nor another reason. */
    bare: number
  }
  disclosure_class: { class: string; bare: number; id: number }
  call: {
    seq: number
    client_id: string
    at: string
    by: string
    on_day: string
    caller: string
    role: string
    purpose: string
    asked: string
    told: string
    undone: string
  }
  edition_import: {
    seq: number
    at: string
    by: string
    paper_id: string
    sha256: string
    size: number
    edition_id: string
    title: string
    published_on: string
    digest: string
  }
  law_change: { seq: number; at: string; by: string; act: string; said: string }
  law_check: {
    seq: number
    at: string
    by: string
    entry: string
    digest: string
    checked_on: string
    source: string
    note: string
  }
  arrangement: {
    seq: number
    id: string
    at: string
    by: string
    establishment_id: string | null
    sort: string
    said: string
    reason: string
  }
  pct_transfer: {
    seq: number
    at: string
    by: string
    establishment_id: string
    on_day: string
    source: string
    note: string
    verified: number
  }
  import_run: {
    seq: number
    at: string
    by: string
    what: string
    sha256: string
    /** A hash of the headings of the file. */
    headings: string
    from_seq: number
    to_seq: number
    /** JSON: how many rows became what. */
    counts: string
    /** JSON: how the columns were taken. */
    taken: string
  }
  desk: { id: string; name: string; key: string; at: string; by: string }
  desks_let_in: { only: number; at: string }
}
