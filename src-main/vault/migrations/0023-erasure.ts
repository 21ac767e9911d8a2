/** Holds, proposals and what remains of an erased client; the entries of a client are found by their tag. */
export const erasure = `
-- A leaf ends in its subject: the 22 characters of a client's tag, or others that are no tag.
create index log_by_subject on log (substr(leaf, -30, 22));

create table legal_hold (
  client_id text primary key,
  seq integer not null,
  at text not null,
  by text not null,
  asked_by text not null,
  reason text not null,
  -- When it is to be looked at again; it stands until it is lifted.
  review_on text
) strict, without rowid;

create table erasure_proposal (
  client_id text primary key,
  seq integer not null,
  at text not null,
  by text not null,
  ground text not null,
  reason text not null
) strict, without rowid;

create table erased_client (
  seq integer primary key,
  tag text not null,
  at text not null,
  by text not null,
  proposed_seq integer not null,
  proposed_by text not null,
  ground text not null,
  -- As in our reference; such a number is not given again.
  client_number integer,
  entries integer not null,
  -- What went, by the act that recorded it, and what the register keeps: JSON.
  went text not null,
  told text not null
) strict;

-- Erasures whose traces may still lie in the free space of this file.
create table erasure_unfinished (
  seq integer primary key
) strict;
`
