/** Which records of clients are of one person, and what was decided about that. */
export const joinedRecords = `
-- Every record of a client has its row: a person with one record is the person of that record.
create table client_record (
  client_id text primary key,
  -- The record that is kept: what is recorded of the person from now on goes there.
  person_id text not null,
  -- Which record of the person it is, as lines are marked: 1 is the one that is kept.
  place integer not null
) strict, without rowid;
create index client_record_by_person on client_record (person_id);
-- The few that are joined: counted beside all, and left out of the list.
create index client_record_joined on client_record (client_id) where place > 1;
insert into client_record select id, id, 1 from client;

create table joining (
  seq integer primary key,
  -- joined or parted.
  what text not null,
  client_id text not null,
  kept_id text not null,
  at text not null,
  by text not null,
  reason text not null
) strict;
create index joining_by_client on joining (client_id);
create index joining_by_kept on joining (kept_id);

create trigger diary_record_moved after update on client_record begin
  insert or ignore into diary_stale values (old.client_id), (old.person_id), (new.person_id);
end;
`
