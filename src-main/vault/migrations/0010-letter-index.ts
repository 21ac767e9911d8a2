/** Where every letter stands, drawn from its own entries, and the diary that is worked out from it. */
export const letterIndex = `
create table letter_index (
  id text primary key,
  client_id text not null,
  matter_id text not null,
  kind text not null,
  answers text,
  to_name text not null,
  to_role text not null,
  dated_on text not null,
  -- Where it got to by its own entries; whether it may still leave follows from the consents.
  state text not null,
  -- 1 where an answer to it is waited for once it is sent.
  awaits integer not null,
  sent_on text,
  route text,
  -- The entry that it began with.
  first_seq integer not null,
  shelf text not null generated always as (
    case
      when state in ('draft', 'approved', 'printed', 'signed', 'discarded') then state
      when state = 'sent' and awaits = 1 then 'waiting'
      else 'done'
    end
  ) virtual
) strict;
create index letter_index_by_client on letter_index (client_id, first_seq);
create index letter_index_by_matter on letter_index (matter_id, first_seq);
create index letter_index_by_answered on letter_index (answers) where answers is not null;
create index letter_index_by_shelf on letter_index (shelf, dated_on, first_seq desc);

-- Each letter is led through its own acts, in their order: one that was not possible changes nothing.
create table act_in_order (
  letter_id text not null,
  place integer not null,
  seq integer not null,
  act text not null,
  said text not null,
  primary key (letter_id, place)
) strict, without rowid;
insert into act_in_order
  select letter_id, row_number() over (partition by letter_id order by seq), seq, act,
    iif(act in ('letter-sent', 'reply-recorded'), said, '{}')
  from letter_event order by letter_id, seq;
insert into letter_index
with recursive way (letter_id, first_seq, place, state, sent_on, route) as (
  select letter_id, seq, place, 'draft', null, null from act_in_order where place = 1
  union all
  select e.letter_id, w.first_seq, e.place,
    case
      when e.act = 'letter-approved' and w.state = 'draft' then 'approved'
      when e.act = 'letter-discarded' and w.state = 'draft' then 'discarded'
      when e.act = 'letter-printed' and w.state in ('approved', 'printed') then 'printed'
      when e.act = 'letter-signed' and w.state = 'printed' then 'signed'
      when e.act = 'letter-sent' and w.state = 'signed' then 'sent'
      when e.act = 'letter-recalled' and w.state in ('approved', 'printed', 'signed') then 'recalled'
      when e.act = 'letter-returned' and w.state = 'sent' then 'returned'
      when e.act = 'reply-recorded' and w.state in ('sent', 'returned')
        and json_extract(e.said, '$.kind') in ('answered-in-full', 'refused', 'not-held') then 'replied'
      else w.state
    end,
    iif(e.act = 'letter-sent' and w.state = 'signed', json_extract(e.said, '$.on'), w.sent_on),
    iif(e.act = 'letter-sent' and w.state = 'signed', json_extract(e.said, '$.route'), w.route)
  from way w cross join act_in_order e on e.letter_id = w.letter_id and e.place = w.place + 1
)
select l.id, l.client_id, l.matter_id, l.kind, l.answers,
  json_extract(l.content, '$.addressee.name'), json_extract(l.content, '$.addressee.role'), l.dated_on,
  w.state, l.kind not in ('L09', 'L37'), w.sent_on, w.route, w.first_seq
from way w cross join letter l on l.id = w.letter_id
where not exists (
  select 1 from act_in_order e where e.letter_id = w.letter_id and e.place = w.place + 1
);
drop table act_in_order;

-- Below here nothing is drawn from the log: it is worked out from the lists above and from the law, as a
-- search index is, and made again for every client of whom something was recorded.
create table letter_days (
  id text not null,
  client_id text not null,
  -- due: from its day on the answer is due; shut: on these days it may not leave.
  sort text not null,
  from_day text not null,
  to_day text not null
) strict;
create index letter_days_by_letter on letter_days (id, sort);
create index letter_days_by_client on letter_days (client_id);
create index letter_days_by_day on letter_days (sort, from_day, id);

create table diary (
  id integer primary key,
  client_id text not null,
  part text not null,
  -- The days on which it is shown, both counted.
  from_day text not null,
  to_day text not null,
  -- What it is sorted by: its own day, then our reference, then what it is about.
  on_day text not null,
  our_ref text not null,
  about text not null,
  -- Who may not do it, where somebody else must.
  not_by text,
  item text not null
) strict;
create index diary_by_client on diary (client_id);
create index diary_by_start on diary (part, from_day, to_day);
create index diary_by_day on diary (part, on_day, our_ref, about);

-- From which day on it is complete, and by which law.
create table diary_made (only integer primary key check (only = 1), since text not null, law text not null) strict;
create table diary_stale (client_id text primary key) strict, without rowid;
insert into diary_stale select id from client;

create trigger diary_client_gone after delete on client begin
  delete from diary where client_id = old.id;
  delete from letter_days where client_id = old.id;
end;
create trigger diary_client after insert on client begin
  insert or ignore into diary_stale values (new.id);
end;
create trigger diary_letter after insert on letter_event begin
  insert or ignore into diary_stale select client_id from letter where id = new.letter_id;
end;
create trigger diary_matter after insert on matter begin
  insert or ignore into diary_stale values (new.client_id);
end;
create trigger diary_matter_closed after insert on matter_closing begin
  insert or ignore into diary_stale select client_id from matter where id = new.matter_id;
end;
create trigger diary_consent after insert on consent begin
  insert or ignore into diary_stale values (new.client_id);
end;
create trigger diary_withdrawal after insert on consent_withdrawal begin
  insert or ignore into diary_stale select client_id from consent where id = new.consent_id;
end;
create trigger diary_check after insert on consent_check begin
  insert or ignore into diary_stale select client_id from consent where id = new.consent_id;
end;
create trigger diary_review after insert on consent_review begin
  insert or ignore into diary_stale select client_id from consent where id = new.consent_id;
end;
`
