/** Words that an office found to tell of something, and prison numbers that a client had before. */
export const wordsAndNumbers = `
create table sensitive_word (
  seq integer primary key,
  word text not null,
  class text not null,
  at text not null,
  by text not null,
  reason text not null
) strict;

-- Another word may stop letters that have not left: what the day says of their clients is worked out again.
create trigger diary_word after insert on sensitive_word begin
  insert or ignore into diary_stale
    select distinct client_id from letter_index where shelf in ('draft', 'approved', 'printed', 'signed');
end;
create trigger diary_word_gone after delete on sensitive_word begin
  insert or ignore into diary_stale
    select distinct client_id from letter_index where shelf in ('draft', 'approved', 'printed', 'signed');
end;

-- A verification keeps long texts as their hash alone, which is no JSON.
create index client_version_by_number on client_version (
  iif(json_valid(particulars), json_extract(particulars, '$.prisonNumber.number'), null)
);
`
