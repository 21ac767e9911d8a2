/** Letters, what happened to each, and the register of what was told to whom. */
export const letters = `
create table letter (
  id text primary key,
  client_id text not null,
  matter_id text not null,
  kind text not null,
  dated_on text not null,
  -- The letter that this one chases or withdraws from.
  answers text,
  version integer not null,
  seq integer not null,
  -- Everything that makes the letter as it was last written, JSON.
  content text not null
) strict;
create index letter_by_matter on letter (matter_id, seq);
create index letter_by_client on letter (client_id, seq);
create index letter_by_answered on letter (answers) where answers is not null;

create table letter_event (
  seq integer primary key,
  letter_id text not null,
  at text not null,
  by text not null,
  act text not null,
  -- What the entry says besides, JSON.
  said text not null
) strict;
create index letter_event_by_letter on letter_event (letter_id, seq);

create table disclosure (
  id integer primary key,
  seq integer not null,
  client_id text not null,
  letter_id text not null,
  on_day text not null,
  route text not null,
  reader text not null,
  role text not null,
  purpose text not null,
  -- Each class told and the form it rests on, JSON.
  told text not null
) strict;
create index disclosure_by_client on disclosure (client_id, on_day);
create index disclosure_by_letter on disclosure (letter_id);
`
