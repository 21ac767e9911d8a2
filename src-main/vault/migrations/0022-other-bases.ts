/** What allows a disclosure besides consent: every step of its history, from which it follows how each stands. */
export const otherBases = `
create table basis (
  seq integer primary key,
  basis_id text not null,
  client_id text not null,
  act text not null,
  at text not null,
  by text not null,
  said text not null
) strict;
create index basis_by_client on basis (client_id, seq);
create index basis_by_id on basis (basis_id, seq);

create trigger diary_basis after insert on basis begin
  insert or ignore into diary_stale values (new.client_id);
end;
`
