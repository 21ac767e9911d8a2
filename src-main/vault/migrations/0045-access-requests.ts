/** Clients’ requests for what the office holds about them: every step of each, and the day anew at every one. */
export const accessRequests = `
create table access_request (
  seq integer not null,
  request_id text not null,
  client_id text not null,
  act text not null,
  at text not null,
  by text not null,
  said text not null,
  -- One copy may answer two requests.
  primary key (seq, request_id)
) strict, without rowid;
create index access_request_by_client on access_request (client_id, seq);
create index access_request_by_id on access_request (request_id, act);
create trigger day_after_access_request after insert on access_request begin
  insert or ignore into diary_stale values (new.client_id);
end;
`
