/** The office's own templates in easy words stand beside the ordinary ones. */
export const easyTemplates = `
alter table office_template add column easy_read integer not null default 0;
`
