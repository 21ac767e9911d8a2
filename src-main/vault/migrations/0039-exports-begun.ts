/** Folders that exports are being written into: what one that was killed left is removed at the next opening. */
export const exportsBegun = `
create table export_begun (
  folder text primary key,
  at text not null
) strict, without rowid;
`
