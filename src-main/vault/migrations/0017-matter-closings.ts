/** What a matter was closed with still open, and matters that were reopened. */
export const matterClosings = `
-- The rules whose limitation dates stay in the diary of a closed matter.
alter table matter_closing add column limits text not null default '[]';

-- With the closing that it took back, since a row is drawn from one entry alone.
create table matter_reopening (
  seq integer primary key,
  matter_id text not null,
  at text not null,
  by text not null,
  reason text not null,
  closed_seq integer not null,
  closed_at text not null,
  closed_by text not null,
  closed_on text not null,
  closed_reason text not null
) strict;
create index matter_reopening_by_matter on matter_reopening (matter_id);

create trigger diary_matter_reopened after delete on matter_closing begin
  insert or ignore into diary_stale select client_id from matter where id = old.matter_id;
end;
`
