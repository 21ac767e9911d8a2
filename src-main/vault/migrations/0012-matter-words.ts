/** Forms by the day they were signed, and the words of matters, so that neither is looked for from end to end. */
export const matterWords = `
create index consent_by_signing on consent (json_extract(form, '$.signedOn'), client_id);

-- What a matter is found by besides its client, kept by triggers.
create table matter_words (
  id integer primary key,
  matter_id text not null unique,
  said text not null
) strict;
create virtual table matter_trigrams using fts5 (
  said, content='matter_words', content_rowid='id', tokenize='trigram'
);
create trigger matter_words_added after insert on matter_words begin
  insert into matter_trigrams (rowid, said) values (new.id, new.said);
end;
create trigger matter_words_removed after delete on matter_words begin
  insert into matter_trigrams (matter_trigrams, rowid, said) values ('delete', old.id, old.said);
end;
insert into matter_words (matter_id, said) select id, folded || ' ' || lower(our_ref) from matter;
create trigger matter_added after insert on matter begin
  delete from matter_words where matter_id = new.id;
  insert into matter_words (matter_id, said) values (new.id, new.folded || ' ' || lower(new.our_ref));
end;
create trigger matter_removed after delete on matter begin
  delete from matter_words where matter_id = old.id;
end;
`
