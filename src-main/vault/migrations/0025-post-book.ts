/** The post books that were made, and the post of a day found without looking at every letter. */
export const postBook = `
create table post_book (
  seq integer primary key,
  at text not null,
  by text not null,
  on_day text not null,
  lines text not null
) strict;
create index post_book_by_day on post_book (on_day, seq);
create index letter_index_by_sent on letter_index (sent_on) where sent_on is not null;
`
