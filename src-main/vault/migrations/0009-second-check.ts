/** The second pair of eyes on a form, whether the office asks for it, and when the client was asked again. */
export const secondCheck = `
alter table consent add column second_check integer not null default 1;
alter table consent add column signed_on text not null default '';
update consent set signed_on = json_extract(form, '$.signedOn');
create index consent_by_signature on consent (signed_on);

create table consent_check (
  seq integer primary key,
  consent_id text not null,
  at text not null,
  by text not null,
  -- passed or returned.
  outcome text not null,
  -- What it was compared with: scan or paper; empty where it was returned.
  against text not null,
  reason text not null
) strict;
create index consent_check_by_consent on consent_check (consent_id, seq);

create table consent_review (
  seq integer primary key,
  consent_id text not null,
  at text not null,
  by text not null,
  on_day text not null,
  how text not null,
  note text not null
) strict;
create index consent_review_by_consent on consent_review (consent_id, seq);

create table second_check (
  seq integer primary key,
  at text not null,
  by text not null,
  required integer not null,
  reason text not null
) strict;
`
