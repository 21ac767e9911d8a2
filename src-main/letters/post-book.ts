import { createHash } from 'node:crypto'
import { londonDay } from '../dates/days.ts'
import { peopleNamed } from '../people/names.ts'
import { allows } from '../people/permissions.ts'
import { sightOf } from '../matters/read-access.ts'
import { mattersNamed } from '../matters/read-matter.ts'
import { readFirm } from '../practice/read-firm.ts'
import type { Readable } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { letters as contract } from './contract.ts'
import type { PostLine } from './post-book-contract.ts'
import { contentOf, LetterApproved, PostBookPrinted } from './logged.ts'
import { postBookSheet } from './post-book-sheet.ts'
import type { LetterParts } from './record.ts'

type Line = z.input<typeof PostLine>
type Shown = z.input<(typeof contract)['postBook']['output']>
type Listed = z.output<typeof PostBookPrinted>['lines'][number]

/** The post of a day as it is recorded now, by route and then as it was recorded. */
async function postOf(tx: Readable, on: string, seesRestricted: boolean): Promise<Line[]> {
  const rows = await tx
    .selectFrom('letter_index as i')
    .innerJoin('letter as l', 'l.id', 'i.id')
    .innerJoin(mattersNamed(tx).as('m'), 'm.id', 'i.matter_id')
    .innerJoin('letter_event as s', (on) =>
      on.onRef('s.letter_id', '=', 'i.id').on('s.act', '=', 'letter-sent'),
    )
    .innerJoin('letter_event as a', (on) =>
      on.onRef('a.letter_id', '=', 'i.id').on('a.act', '=', 'letter-approved'),
    )
    .select(['i.id', 'i.kind', 'i.route', 'm.our_ref', 'l.content'])
    .select(['s.seq', 'a.seq as approved', 'a.said'])
    .where('i.sent_on', '=', on)
    .$if(!seesRestricted, (query) => query.where('i.restricted', '=', 0))
    .orderBy('s.seq')
    .orderBy('a.seq')
    .execute()
  // Of a letter that was sent or approved more than once the last counts.
  const newest = new Map(rows.map((row) => [row.id, row]))
  return [...newest.values()]
    .map(({ id, kind, route, our_ref, content, seq, said }) => {
      const { addressee, copies, enclosures } = contentOf(content)
      const { pages } = LetterApproved.pick({ pages: true }).parse(JSON.parse(said))
      return {
        ...{ letterId: id, seq, kind, route: route ?? '', ourRef: our_ref, to: addressee.name },
        ...{ place: addressee.lines.at(0) ?? '', pages, enclosures: enclosures.length },
        copies: copies.map((copy) => copy.addressee.name),
      }
    })
    .sort((one, other) => one.route.localeCompare(other.route) || one.seq - other.seq)
}

/** What a book is compared by: where and when each letter was recorded as sent, and nobody's name. */
const listed = ({ letterId, seq, route }: Line): Listed => ({ letterId, seq, route })

/** The book of that day as it was printed last; null where it never was. */
async function lastBook(tx: Readable, on: string) {
  const row = await tx
    .selectFrom('post_book as b')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'b.by')
    .select(['b.seq', 'b.at', 'b.lines', 'p.name'])
    .where('b.on_day', '=', on)
    .orderBy('b.seq', 'desc')
    .executeTakeFirst()
  if (!row) return null
  const lines = PostBookPrinted.shape.lines.parse(JSON.parse(row.lines))
  return { seq: row.seq, at: row.at, by: row.name ?? 'Unknown person', lines }
}

/** The post of a day with what changed since its book was printed. */
async function bookOf(tx: Readable, on: string, by: Pick<Actor, 'role'>): Promise<Shown> {
  const seesRestricted = allows(by.role, 'reveal-consents')
  const lines = await postOf(tx, on, seesRestricted)
  const last = await lastBook(tx, on)
  const before = new Map(last?.lines.map((one) => [one.letterId, one]))
  const gone = [...before.keys()].filter((id) => !lines.some(({ letterId }) => letterId === id))
  const names = await namedLetters(tx, gone, seesRestricted)
  return {
    on: on as Shown['on'],
    lines: lines.map((one) => {
      const was = before.get(one.letterId)
      const same = was?.seq === one.seq && was.route === one.route
      return { ...one, since: last === null || same ? null : was ? 'changed' : 'added' }
    }),
    gone: names,
    last: last && { seq: last.seq, at: last.at, by: last.by },
  }
}

/** Letters by what they are called in a post book. */
async function namedLetters(
  tx: Readable,
  ids: readonly string[],
  seesRestricted: boolean,
): Promise<Shown['gone']> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('letter_index as i')
    .innerJoin(mattersNamed(tx).as('m'), 'm.id', 'i.matter_id')
    .select(['i.id', 'i.kind', 'i.to_name', 'm.our_ref', 'i.sent_on'])
    .where('i.id', 'in', [...ids])
    .$if(!seesRestricted, (query) => query.where('i.restricted', '=', 0))
    .orderBy('i.first_seq')
    .execute()
  return rows.map(({ id, kind, to_name, our_ref, sent_on }) => ({
    ...{ letterId: id, kind, to: to_name, ourRef: our_ref },
    sentOn: sent_on as Shown['on'] | null,
  }))
}

/** The post book: the letters that left on a day, to be signed; making one is an entry. */
export function postBooks(
  parts: LetterParts,
): Pick<Handlers<typeof contract>, 'postBook' | 'makePostBook'> {
  const { vault, log, pdfWorker, platform, clock } = parts
  const expectPast = (on: string) => {
    const fault = 'This date is in the future. Correct it.'
    if (on > londonDay(clock())) throw new Refusal('invalid-input', fault, { on: fault })
  }
  return {
    postBook: ({ on }, by) => {
      expectPast(on)
      return vault.read((tx) => bookOf(tx, on, by))
    },

    async makePostBook({ on, way, printer }, by) {
      expectPast(on)
      if (way === 'printer' && printer === '')
        throw new Refusal('invalid-input', 'Choose a printer.', { printer: 'Choose a printer.' })
      const { code } = await log.health()
      const { book, firm, stillSees } = await vault.read(async (tx) => ({
        ...{ book: await bookOf(tx, on, by), stillSees: await sightOf(tx) },
        firm: (await readFirm(tx))?.name ?? '',
      }))
      const made = { on: londonDay(clock()), by: by.name, firm: firm || by.name, code }
      const sheet = postBookSheet(book, made)
      const { pdf } = await pdfWorker.renderSheet(sheet)
      const sha256 = createHash('sha256').update(pdf).digest('hex')
      const record = () =>
        vault.write(async (tx) => {
          await stillSees(tx)
          const detail = { on, way, lines: book.lines.map(listed), code, sha256 }
          await log.record(tx, by, { act: 'post-book-printed', subject: null, detail })
        })
      if (way === 'file')
        return { made: await platform.saveReport(`Post book ${on}`, 'pdf', pdf, record) }
      await vault.read(stillSees)
      if (way === 'printer') await platform.printPdf(printer, pdf, sheet.title)
      else await platform.openPdf(pdf, sheet.title)
      await record()
      return { made: true }
    },
  }
}
