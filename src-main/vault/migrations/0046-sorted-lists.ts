/** The orders in which lists are read that are sorted by one of their columns. */
export const sortedLists = `
drop index client_by_number;
create index client_by_number on client (prison_number, folded_name, id);
drop index client_by_birth;
create index client_by_birth on client (born_on, folded_name, id);
create index matter_by_title on matter (title collate nocase, our_ref);
drop index matter_responsible;
create index matter_by_responsible on matter (responsible, our_ref);
create index letter_index_by_day on letter_index (dated_on, first_seq);
create index letter_index_by_kind on letter_index (kind, dated_on, first_seq);
create index letter_index_by_reader on letter_index (to_name collate nocase, first_seq);
create index disclosure_by_name on disclosure (reader collate nocase, id);
create index person_by_name on person (name collate nocase, id);
`
