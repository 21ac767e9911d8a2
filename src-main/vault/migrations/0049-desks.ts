/** The other desks of an office, each known by a key. */
export const desks = `
create table desk (
  id text primary key,
  name text not null,
  -- The SHA-256 of its public key, in hexadecimal.
  key text not null,
  at text not null,
  by text not null
) strict, without rowid;
`
