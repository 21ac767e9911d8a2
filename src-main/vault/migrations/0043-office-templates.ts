/** The office's own templates of letters: each version that was saved, and that one was stopped, as it was recorded. */
export const officeTemplates = `
create table office_template (
  seq integer primary key,
  kind text not null,
  version integer not null,
  text text,
  sha256 text,
  based_on integer,
  reason text not null,
  at text not null,
  by text not null,
  stands integer not null
) strict;
create index office_template_by_kind on office_template (kind, version);
`
