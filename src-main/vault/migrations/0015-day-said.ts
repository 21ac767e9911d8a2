/** The day on which a withdrawal was signed or spoken, and which earlier withdrawal it corrects. */
export const daySaid = `
alter table consent_withdrawal add column said_on text;
alter table consent_withdrawal add column replaces integer;
alter table consent_withdrawal add column reason text not null default '';
`
