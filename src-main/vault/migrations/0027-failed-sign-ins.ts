/** Wrong passphrases, as a later sign-in logged them; and the mark that the newest sign-in gave the file that keeps them. */
export const failedSignIns = `
create table failed_sign_in (
  seq integer not null,
  person_id text not null,
  at text not null,
  times integer not null,
  first_at text not null,
  last_at text not null,
  -- The record of them had been removed: how many there were is not known.
  lost integer not null,
  primary key (seq, person_id)
) strict, without rowid;
create index failed_sign_in_by_time on failed_sign_in (at);
create table sign_in_mark (only integer primary key, mark text not null) strict;
`
