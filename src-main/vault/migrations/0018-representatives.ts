/** Who acts for a client: every step of its history, from which it follows how each stands. */
export const representatives = `
create table representative (
  seq integer primary key,
  representative_id text not null,
  client_id text not null,
  act text not null,
  at text not null,
  by text not null,
  said text not null
) strict;
create index representative_by_client on representative (client_id, seq);
create index representative_by_id on representative (representative_id, seq);

-- Who withdrew: the client, or the representative who had signed.
alter table consent_withdrawal add column said_by text not null default 'client';

create trigger diary_representative after insert on representative begin
  insert or ignore into diary_stale values (new.client_id);
end;
`
