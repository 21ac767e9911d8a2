/** The editions of the law that were brought in; the bytes of each lie in the papers. */
export const editions = `
create table edition_import (
  seq integer primary key,
  at text not null,
  by text not null,
  paper_id text not null,
  sha256 text not null,
  size integer not null,
  edition_id text not null,
  title text not null,
  published_on text not null,
  digest text not null
) strict;
`
