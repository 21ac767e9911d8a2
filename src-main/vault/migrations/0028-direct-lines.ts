/** Of who signs: the direct line and the address for email, beside the references of their letters. */
export const directLines = `
alter table signatory add column direct_line text not null default '';
alter table signatory add column email text not null default '';
`
