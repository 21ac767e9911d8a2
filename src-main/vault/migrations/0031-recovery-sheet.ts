/** Whether somebody read the recovery sheet back, and the key file once more, whence the sheet brings it back. */
export const recoverySheet = `
create table recovery_sheet (
  only integer primary key check (only = 1),
  at text not null,
  by text not null
) strict;
create table key_copy (
  only integer primary key check (only = 1),
  text text not null
) strict;
`
