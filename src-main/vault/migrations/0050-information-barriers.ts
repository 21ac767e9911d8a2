/** Matters that only some people may see. */
export const informationBarriers = `
create table matter_access (
  matter_id text primary key,
  seq integer not null,
  at text not null,
  by text not null,
  reason text not null
) strict, without rowid;
create table matter_access_person (
  matter_id text not null,
  person_id text not null,
  primary key (matter_id, person_id)
) strict, without rowid;
-- A verification keeps a long text as its hash alone, which is no JSON.
create index document_by_matter on document (said ->> 'matterId') where json_valid(said);
create index document_by_letter on document (said ->> 'letterId') where json_valid(said);
`
