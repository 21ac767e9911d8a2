/** Calls about a client; what was told by telephone joins the register, which is read in pages of its own order. */
export const calls = `
create table call (
  seq integer primary key,
  client_id text not null,
  at text not null,
  by text not null,
  on_day text not null,
  caller text not null,
  role text not null,
  purpose text not null,
  asked text not null,
  -- Each class told and the form it rests on, JSON; empty where nothing was told.
  told text not null
) strict;
create index call_by_client on call (client_id, seq);

create table disclosure_made_anew (
  id integer primary key,
  seq integer not null,
  client_id text not null,
  -- Null for what was told by telephone.
  letter_id text,
  on_day text not null,
  route text not null,
  reader text not null,
  role text not null,
  purpose text not null,
  -- Each class told and the form it rests on, JSON.
  told text not null,
  -- 1 where something in it rests on neither a form of the client's nor another reason.
  bare integer not null
) strict;
insert into disclosure_made_anew
  select id, seq, client_id, letter_id, on_day, route, reader, role, purpose, told,
    exists (
      select 1 from json_each(told)
      where json_extract(value, '$.consentId') is null and json_extract(value, '$.why') = ''
    )
  from disclosure;
drop table disclosure;
alter table disclosure_made_anew rename to disclosure;
create index disclosure_by_client on disclosure (client_id, id);
create index disclosure_by_letter on disclosure (letter_id) where letter_id is not null;
create index disclosure_by_basis on disclosure (bare, id);
create index disclosure_by_reader on disclosure (reader, on_day, bare);
create index disclosure_by_day on disclosure (on_day, bare);
`
