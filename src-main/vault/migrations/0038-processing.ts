/** What of the record of processing nothing in the office says, and what was written out of it; who was told, and what matters are about, by what they are asked for. */
export const processing = `
create table processing_detail (
  only integer primary key,
  seq integer not null,
  at text not null,
  by text not null,
  said text not null
) strict;

create table taken_out (
  seq integer primary key,
  at text not null,
  by text not null,
  act text not null
) strict;
insert into taken_out (seq, at, by, act)
  select l.seq, l.leaf ->> 'at', l.leaf ->> 'actor', l.leaf ->> 'act'
  from log l join log_payload p on p.seq = l.seq
  where l.leaf ->> 'act' in ('office-exported', 'pack-made');

create index disclosure_by_role on disclosure (role, on_day);
create index matter_by_kind on matter (kind);
`
