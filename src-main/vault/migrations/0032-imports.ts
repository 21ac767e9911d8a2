/** Which lists were imported, and how the columns of each were taken. */
export const imports = `
create table import_run (
  seq integer primary key,
  at text not null,
  by text not null,
  what text not null,
  sha256 text not null,
  headings text not null,
  from_seq integer not null,
  to_seq integer not null,
  counts text not null,
  taken text not null
) strict;
create index import_run_by_headings on import_run (headings, seq);
`
