/** Somebody's open work that passed to a colleague, and whose the open matters are. */
export const workPassed = `
create table work_passed (
  seq integer primary key,
  at text not null,
  by text not null,
  from_id text not null,
  to_id text not null,
  matters integer not null,
  letters integer not null
) strict;
create index work_passed_to on work_passed (to_id, seq);
create index matter_responsible on matter (responsible);
`
