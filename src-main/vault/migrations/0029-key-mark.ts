/** What the newest entry that changed a key calls the key file by. */
export const keyMark = `
create table key_mark (only integer primary key, digest text not null) strict;
`
