const ofClient = `
  insert or ignore into diary_stale values (new.client_id);
end;`
const inTheTray = `
  insert or ignore into diary_stale
    select client_id from letter_index where shelf in ('approved', 'printed', 'signed');
end;`

/** What is approved and has not left is looked at again when what it states changes: a stay, the firm, who signs, an address. */
export const heldToBooks = `
create trigger diary_stay after insert on stay begin${ofClient}
create trigger diary_version after insert on client_version begin${ofClient}
create trigger diary_firm after insert on firm_version begin${inTheTray}
create trigger diary_signatory after insert on signatory begin${inTheTray}
create trigger diary_signatory_gone after delete on signatory begin${inTheTray}
create trigger diary_signatory_changed after update on signatory begin${inTheTray}
create trigger diary_person after insert on person begin${inTheTray}
create trigger diary_person_changed after update on person begin${inTheTray}
create trigger diary_arrangement after insert on arrangement begin${inTheTray}
create trigger diary_transfer after insert on pct_transfer begin${inTheTray}
`
