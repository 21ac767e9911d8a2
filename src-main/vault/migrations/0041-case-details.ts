/** What is recorded of a case once and printed by every letter that needs it. */
export const caseDetails = `
create table case_detail (
  matter_id text not null,
  group_name text not null,
  version integer not null,
  seq integer not null,
  at text not null,
  by text not null,
  said text not null,
  primary key (matter_id, group_name)
) strict, without rowid;
`
