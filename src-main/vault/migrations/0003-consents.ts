/** What clients consented to, refused and took back. */
export const consents = `
create table consent (
  id text primary key,
  client_id text not null,
  seq integer not null,
  recorded_at text not null,
  recorded_by text not null,
  -- The form as recorded, JSON.
  form text not null
) strict;
create index consent_by_client on consent (client_id, seq);

create table consent_withdrawal (
  seq integer primary key,
  consent_id text not null,
  recorded_at text not null,
  recorded_by text not null,
  classes text not null,
  received_on text not null,
  how text not null,
  note text not null
) strict;
create index consent_withdrawal_by_consent on consent_withdrawal (consent_id);
`
