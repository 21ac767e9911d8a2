/** The public halves of people's keys as the log knows them, changes of the file key, and the keys that were before. */
export const fileKey = `
create table person_pair (
  person_id text primary key,
  public text not null
) strict;
create table file_key_change (
  seq integer primary key,
  at text not null,
  by text not null
) strict;
create table former_key (
  id integer primary key,
  at text not null,
  key blob not null
) strict;
`
