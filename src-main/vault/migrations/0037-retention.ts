/** How long files are kept, clients whose file is kept longer, and what a proposal to erase worked out from both. */
export const retention = `
create table retention_period (
  seq integer primary key,
  at text not null,
  by text not null,
  kind text not null,
  years integer not null,
  reason text not null
) strict;

create table kept_longer (
  client_id text primary key,
  seq integer not null,
  at text not null,
  by text not null,
  until text not null,
  reason text not null
) strict, without rowid;

-- JSON; null of a proposal on another ground, and of one that is older than periods.
alter table erasure_proposal add column basis text;

-- What was closed long ago is found by its day.
create index matter_closing_by_day on matter_closing (closed_on, matter_id);

-- Clients who have no matter, by the day since when they are on record: kept by triggers.
create table no_matter (
  client_id text primary key,
  since text not null
) strict, without rowid;
create index no_matter_by_day on no_matter (since, client_id);
insert into no_matter (client_id, since)
  select v.client_id, substr(v.recorded_at, 1, 10) from client_version v
  where v.version = 1 and not exists (select 1 from matter m where m.client_id = v.client_id);
create trigger no_matter_yet after insert on client_version when new.version = 1 begin
  insert or replace into no_matter (client_id, since)
    select new.client_id, substr(new.recorded_at, 1, 10)
    where not exists (select 1 from matter m where m.client_id = new.client_id);
end;
create trigger no_matter_any_more after insert on matter begin
  delete from no_matter where client_id = new.client_id;
end;
create trigger no_matter_of_nobody after delete on client_version when old.version = 1 begin
  delete from no_matter where client_id = old.client_id;
end;
`
