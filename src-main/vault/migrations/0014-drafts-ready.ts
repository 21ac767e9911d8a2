/** Whether a draft is ready follows from the firm, checks of the law and what is on record of prisons as well. */
export const draftsReady = `
${['firm_version', 'signatory', 'law_vouching', 'arrangement', 'pct_transfer']
  .map(
    (table) => `create trigger diary_by_${table} after insert on ${table} begin
  insert or ignore into diary_stale select client_id from letter_index where shelf = 'draft';
end;`,
  )
  .join('\n')}
`
