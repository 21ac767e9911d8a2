/** Forms by the day they were signed, lines of the day by when they are shown, and the words of matters: none is looked for from end to end. */
export const matterWords = `
-- A verification keeps long texts as their hash alone, which is no JSON.
create index consent_by_signing on consent (
  iif(json_valid(form), json_extract(form, '$.signedOn'), null), client_id
);

-- With the days on which a line is shown, so that those of other days are passed over unread.
drop index diary_by_day;
create index diary_by_day on diary (part, on_day, our_ref, about, from_day, to_day);

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
