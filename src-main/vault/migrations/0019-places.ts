/** A stay may be somewhere other than a prison: what sort of place, what it is called and where post goes. */
export const places = `
alter table stay add column kind text not null default 'prison';
alter table stay add column place text not null default '';
alter table stay add column lines text not null default '[]';
alter table stay add column postcode text not null default '';
`
