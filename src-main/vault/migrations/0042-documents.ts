/** What comes in and is kept: every step of its history, from which it follows how each document stands. */
export const documents = `
create table document (
  seq integer primary key,
  document_id text not null,
  client_id text not null,
  act text not null,
  at text not null,
  by text not null,
  said text not null
) strict;
create index document_by_client on document (client_id, seq);
create index document_by_id on document (document_id, seq);
`
