/** Which accounts are of one person, and a proposal to do without the second check. */
export const secondPerson = `
create table same_person (
  person_id text primary key,
  -- The other account of the same person.
  same_as text not null
) strict, without rowid;
-- One partner asks for it; it is chosen once another has agreed.
alter table second_check add column proposed integer not null default 0;
`
