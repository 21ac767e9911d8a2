/** What desks asked that was recorded, and what they were answered: asked again it is not done again. */
export const asked = `
create table asked (
  desk text not null,
  id text not null,
  person_id text not null,
  at text not null,
  answer text,
  primary key (desk, id)
) strict, without rowid;
create index asked_by_day on asked (at);
`
