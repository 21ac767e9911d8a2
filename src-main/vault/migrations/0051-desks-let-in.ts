/** Whether other desks are let into the office, as the log says. */
export const desksLetIn = `
create table desks_let_in (only integer primary key, at text not null) strict;
`
