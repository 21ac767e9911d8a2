/** What lists are read by, so that no question takes longer in a large office: the opening of matters, classes told, words of names. */
export const flatReads = `
create index matter_by_opening on matter_version (seq) where version = 1;

-- Matters without a closing, with the days that their limitation runs from.
create table matter_open (
  matter_id text primary key,
  event_on text,
  known_on text
) strict, without rowid;
create index matter_open_by_event on matter_open (event_on);
create index matter_open_by_knowledge on matter_open (known_on);
insert into matter_open
  select id, event_on, known_on from matter
  where not exists (select 1 from matter_closing where matter_id = matter.id);

-- Each class that a telling told, in the order in which the register is read.
create table disclosure_class (
  class text not null,
  bare integer not null,
  id integer not null,
  primary key (class, bare, id)
) strict, without rowid;
insert or ignore into disclosure_class
  select json_extract(value, '$.class'), bare, disclosure.id from disclosure, json_each(told);
drop index disclosure_by_reader;
create index disclosure_by_reader on disclosure (reader, bare, id);

-- The words of searchable names, each once with how often it stands there; read where one was mistyped.
create table searchable_term (
  term text primary key,
  -- Its first letter and its last two.
  rim text not null,
  times integer not null
) strict, without rowid;
create index searchable_term_by_rim on searchable_term (rim, term);
insert into searchable_term
  select value, substr(value, 1, 1) || substr(value, -2), count(distinct searchable.id)
  from searchable, json_each('["' || replace(folded, ' ', '","') || '"]') group by value;
create trigger searchable_term_added after insert on searchable begin
  insert into searchable_term
    select distinct value, substr(value, 1, 1) || substr(value, -2), 1
    from json_each('["' || replace(new.folded, ' ', '","') || '"]') where true
    on conflict (term) do update set times = times + 1;
end;
create trigger searchable_term_removed after delete on searchable begin
  update searchable_term set times = times - 1
    where term in (select value from json_each('["' || replace(old.folded, ' ', '","') || '"]'));
  delete from searchable_term
    where times = 0 and term in (select value from json_each('["' || replace(old.folded, ' ', '","') || '"]'));
end;
drop table searchable_terms;
`
