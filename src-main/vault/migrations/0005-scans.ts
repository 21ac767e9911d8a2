/** Scans of what clients signed, and the logo on the letterhead; the bytes lie in the papers. */
export const scans = `
create table consent_scan (
  seq integer primary key,
  consent_id text not null,
  recorded_at text not null,
  recorded_by text not null,
  paper_id text not null,
  kind text not null,
  size integer not null,
  sha256 text not null
) strict;
create index consent_scan_by_consent on consent_scan (consent_id, seq);

create table firm_logo (
  only integer primary key check (only = 1),
  paper_id text not null,
  kind text not null,
  -- Its own points, not those of the page.
  width integer not null,
  height integer not null
) strict;
`
