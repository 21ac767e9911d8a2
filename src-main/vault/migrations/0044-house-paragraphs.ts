/** Paragraphs that the office keeps under a name: each version that was saved, and that one was stopped, as it was recorded. */
export const houseParagraphs = `
create table house_paragraph (
  seq integer primary key,
  id text not null,
  version integer not null,
  name text not null,
  class text not null,
  text text,
  based_on integer,
  reason text not null,
  at text not null,
  by text not null,
  stands integer not null
) strict;
create index house_paragraph_by_id on house_paragraph (id, version);
`
