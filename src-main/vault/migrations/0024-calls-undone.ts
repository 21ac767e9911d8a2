/** Of a call that was recorded by mistake: when and why it was taken back. A check of the law that was goes altogether. */
export const callsUndone = `
alter table call add column undone text not null default '';
create trigger diary_by_vouching_undone after delete on law_vouching begin
  insert or ignore into diary_stale select client_id from letter_index where shelf = 'draft';
end;
`
