/** Where backups go, which were made, which were tried, and what was restored from them. */
export const backups = `
create table backup_plan (
  only integer primary key check (only = 1),
  folder text not null,
  daily integer not null,
  weekly integer not null,
  monthly integer not null
) strict;
create table backup (
  seq integer primary key,
  at text not null,
  by text not null,
  made_at text not null,
  folder text not null,
  by_itself integer not null,
  size integer not null,
  papers integer not null,
  lacking integer not null,
  bytes integer not null
) strict;
create table backup_trial (
  seq integer primary key,
  at text not null,
  made_at text not null,
  verdict text not null,
  entries integer not null
) strict;
create table restoration (
  seq integer primary key,
  at text not null,
  by text not null,
  made_at text not null,
  size integer not null,
  replaced_size integer
) strict;
`
