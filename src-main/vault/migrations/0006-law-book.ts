/** What the office changed in the law, who vouched for what, and what it knows of each prison from day to day. */
export const lawBook = `
create table law_change (
  seq integer primary key,
  at text not null,
  by text not null,
  act text not null,
  said text not null
) strict;

create table law_vouching (
  seq integer primary key,
  at text not null,
  by text not null,
  entry text not null,
  -- Of the entry as it stood; another one after any change.
  digest text not null,
  checked_on text not null,
  source text not null,
  note text not null
) strict;
create index law_vouching_by_entry on law_vouching (entry, seq);

create table arrangement (
  seq integer primary key,
  id text not null,
  at text not null,
  by text not null,
  -- Null for what belongs to no prison.
  establishment_id text,
  sort text not null,
  said text not null,
  reason text not null
) strict;
create index arrangement_by_establishment on arrangement (establishment_id, seq);

create table pct_transfer (
  seq integer primary key,
  at text not null,
  by text not null,
  establishment_id text not null,
  on_day text not null,
  source text not null,
  note text not null,
  verified integer not null
) strict;
create index pct_transfer_by_establishment on pct_transfer (establishment_id, seq);
`
