/** A line of the diary says for whose eyes it is: of whoever may open what is restricted, of whoever may not, or of both. */
export const dayInSight = `
alter table diary add column sight text not null default 'both' check (sight in ('both', 'all', 'open'));
drop index diary_by_start;
create index diary_by_start on diary (part, from_day, to_day, sight);
drop index diary_by_day;
create index diary_by_day on diary (part, on_day, our_ref, about, from_day, to_day, sight);
`
