/** What had another name in the window, or in a document, has the same one here: a check of the law, and the stage and the restriction of a letter. */
export const oneName = `
alter table law_vouching rename to law_check;
drop index law_vouching_by_entry;
create index law_check_by_entry on law_check (entry, seq);
drop trigger diary_by_law_vouching;
create trigger diary_by_law_check after insert on law_check begin
  insert or ignore into diary_stale select client_id from letter_index where shelf = 'draft';
end;
drop trigger diary_by_vouching_undone;
create trigger diary_by_check_undone after delete on law_check begin
  insert or ignore into diary_stale select client_id from letter_index where shelf = 'draft';
end;
alter table letter_index rename column shelf to stage;
drop index letter_index_by_shelf;
create index letter_index_by_stage on letter_index (stage, dated_on, first_seq desc);
alter table letter_index rename column held to restricted;
drop index letter_index_held;
create index letter_index_restricted on letter_index (id) where restricted = 1;
`
