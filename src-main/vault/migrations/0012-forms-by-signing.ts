/** Forms by the day they were signed: what a change of the law of ageing is asked against. */
export const formsBySigning = `
create index consent_by_signing on consent (json_extract(form, '$.signedOn'), client_id);
`
