/** Who came to have a passphrase from a partner and has not chosen one of their own since. */
export const givenPassphrase = `
create table given_passphrase (
  person_id text primary key,
  at text not null,
  by text not null
) strict;
`
