/** The firm as it stands on its letterhead, and the clients' cases. */
export const practiceAndMatters = `
create table firm_version (
  version integer primary key,
  seq integer not null,
  recorded_at text not null,
  recorded_by text not null,
  -- The details as recorded, JSON.
  details text not null
) strict;

create table signatory (
  person_id text primary key,
  signs_as text not null,
  capacity text not null,
  initials text not null
) strict;

create table matter (
  id text primary key,
  client_id text not null,
  -- Which of the office's clients and which of the client's cases this is, for our reference.
  client_number integer not null,
  matter_number integer not null,
  our_ref text not null,
  opened_on text not null,
  version integer not null,
  kind text not null,
  title text not null,
  folded text not null,
  responsible text not null,
  event_on text,
  known_on text
) strict;
create index matter_by_client on matter (client_id, matter_number);
create index matter_by_number on matter (client_number);
create unique index matter_by_reference on matter (our_ref);

create table matter_version (
  matter_id text not null,
  version integer not null,
  seq integer not null,
  recorded_at text not null,
  recorded_by text not null,
  reason text not null,
  particulars text not null,
  primary key (matter_id, version)
) strict, without rowid;

create table matter_note (
  seq integer primary key,
  matter_id text not null,
  at text not null,
  by text not null,
  text text not null
) strict;
create index matter_note_by_matter on matter_note (matter_id, seq);

create table matter_closing (
  matter_id text primary key,
  closed_on text not null,
  reason text not null,
  seq integer not null
) strict;
`
