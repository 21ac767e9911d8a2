/** Whether a letter holds or asks for something restricted: it then exists only for whoever may open that. */
export const heldLetters = `
alter table letter_index add column held integer not null default 0;
update letter_index set held = 1 where
  exists (select 1 from letter l where l.id = letter_index.id
    and instr(l.content, '"hiv-sexual-health"') > 0)
  or exists (select 1 from letter_event e where e.letter_id = letter_index.id and e.act = 'letter-approved'
    and instr(e.said, '"class":"hiv-sexual-health"') > 0);
-- A check by somebody who may not open restricted information is of the rest of the form.
alter table consent_check add column partly integer not null default 0;
create index letter_index_held on letter_index (id) where held = 1;
`
