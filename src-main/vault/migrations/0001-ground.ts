/** The log with its tree, and what the ground keeps: the office, people, clients, stays and the search index. */
export const ground = `
-- The log. A leaf is kept as the very bytes that were hashed.
create table log (
  seq integer primary key,
  leaf text not null,
  hash blob not null check (length(hash) = 32)
) strict;

-- Roots of the complete subtrees above the leaves (RFC 9162): level 1 joins two leaves.
create table log_node (
  level integer not null check (level > 0),
  place integer not null,
  hash blob not null check (length(hash) = 32),
  primary key (level, place)
) strict, without rowid;

-- What each entry commits to, with its salts: the only part that an erasure removes.
create table log_payload (
  seq integer primary key references log (seq),
  disclosures text not null
) strict;

create table log_checkpoint (
  size integer primary key,
  at text not null,
  note text not null
) strict;

create table log_key (
  only integer primary key check (only = 1),
  private_key blob not null,
  public_key blob not null
) strict;

create trigger log_never_changes before update on log begin select raise(abort, 'the log is append-only'); end;
create trigger log_never_shrinks before delete on log begin select raise(abort, 'the log is append-only'); end;
create trigger node_never_changes before update on log_node begin select raise(abort, 'the log is append-only'); end;
create trigger node_never_shrinks before delete on log_node begin select raise(abort, 'the log is append-only'); end;
create trigger checkpoint_never_changes before update on log_checkpoint begin select raise(abort, 'the log is append-only'); end;
create trigger checkpoint_never_shrinks before delete on log_checkpoint begin select raise(abort, 'the log is append-only'); end;
create trigger payload_never_changes before update on log_payload begin select raise(abort, 'the log is append-only'); end;

-- A paper lies in papers/ under its id, encrypted with this key; without the row nobody can read it.
create table paper (
  id text primary key,
  key blob not null check (length(key) = 32),
  sha256 blob not null check (length(sha256) = 32),
  size integer not null
) strict;

-- Everything below is drawn from the log and can be remade from it.
create table office (
  only integer primary key check (only = 1),
  id text not null,
  name text not null,
  sample integer not null
) strict;

create table person (
  id text primary key,
  name text not null,
  role text not null,
  works integer not null
) strict;

create table client (
  id text primary key,
  -- Stands in the log in place of the client.
  tag text not null unique,
  version integer not null,
  surname text not null,
  forenames text not null,
  born_on text,
  prison_number text not null,
  folded_name text not null
) strict;
create index client_by_name on client (folded_name, id);
create index client_by_number on client (prison_number);
create index client_by_birth on client (born_on);

create table client_version (
  client_id text not null,
  version integer not null,
  seq integer not null,
  recorded_at text not null,
  recorded_by text not null,
  reason text not null,
  -- The particulars as recorded, JSON.
  particulars text not null,
  primary key (client_id, version)
) strict, without rowid;

create table stay (
  id text primary key,
  client_id text not null,
  -- The stay that this one corrects; a stay that nothing replaces is in force.
  replaces text,
  establishment_id text not null,
  from_on text not null,
  source text not null,
  seq integer not null,
  recorded_at text not null,
  recorded_by text not null,
  reason text not null
) strict;
create index stay_by_client on stay (client_id, from_on);
create index stay_by_replaced on stay (replaces);

-- One row per name (the client's own and each alias), folded; search reads nothing else.
create table searchable (
  id integer primary key,
  client_id text not null,
  kind text not null,
  shown text not null,
  folded text not null
) strict;
create index searchable_by_client on searchable (client_id);
create virtual table searchable_words using fts5 (
  folded, content='searchable', content_rowid='id', tokenize="unicode61 remove_diacritics 2", prefix='2 3'
);
create virtual table searchable_trigrams using fts5 (
  folded, content='searchable', content_rowid='id', tokenize='trigram'
);
-- The words of the index, read where one was mistyped; holds nothing of its own.
create virtual table searchable_terms using fts5vocab (searchable_words, row);
create trigger searchable_added after insert on searchable begin
  insert into searchable_words (rowid, folded) values (new.id, new.folded);
  insert into searchable_trigrams (rowid, folded) values (new.id, new.folded);
end;
create trigger searchable_removed after delete on searchable begin
  insert into searchable_words (searchable_words, rowid, folded) values ('delete', old.id, old.folded);
  insert into searchable_trigrams (searchable_trigrams, rowid, folded) values ('delete', old.id, old.folded);
end;
`
