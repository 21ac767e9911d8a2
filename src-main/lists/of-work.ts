import { nameWhole } from '../imports/drafts.ts'
import { PARTS } from '../day/part-words.ts'
import { readDiary } from '../day/read-diary.ts'
import type { DayItem, Group } from '../day/contract.ts'
import type { Establishment } from '../establishments/contract.ts'
import { arrangementRows, newestOfEach, type ArrangementRow } from '../establishments/on-record.ts'
import type { LetterRow } from '../letters/contract.ts'
import { pageOf } from '../letters/listing.ts'
import { lettersListed } from '../letters/letters.ts'
import { openBooks } from '../letters/record.ts'
import { seesAll } from '../letters/sight.ts'
import { standingWord } from '../letters/state-words.ts'
import { mattersFound, mattersListed } from '../matters/listing.ts'
import type { Readable } from '../vault/vault.ts'
import type { z } from '../wire/schema.ts'
import { importable, prisonNamed } from './importable.ts'
import { dayCell, listOf, type Column, type List } from './list.ts'
import { filesOf } from './of-clients.ts'

/** More than any office has. */
const ALL = 10_000_000
const yes = (is: boolean): string => (is ? 'Yes' : '')

type Matter = Awaited<ReturnType<typeof mattersListed>>[number] & {
  of: { prison_number: string; born_on: string | null; surname: string; forenames: string }
}
const matters: List = listOf<Matter>(
  {
    name: 'Matters',
    may: 'read-matters',
    columns: [
      ['Our reference', 18, ({ ourRef }) => ourRef],
      ...importable<Matter>('matters', {
        clientNumber: ({ of }) => of.prison_number,
        clientName: ({ of }) => nameWhole(of),
        clientBornOn: ({ of }) => of.born_on,
        title: ({ title }) => title,
        kind: ({ kind }) => kind,
        responsible: ({ responsibleName }) => responsibleName,
        eventOn: ({ eventOn }) => eventOn,
        knownOn: ({ knownOn }) => knownOn,
        noEventReason: ({ noEventReason }) => noEventReason,
      }),
      ['Closed on', 12, ({ closedOn }) => dayCell(closedOn)],
      ['Next limitation, prudent date', 16, ({ next }) => dayCell(next?.prudent ?? null)],
      ['Next limitation, due', 14, ({ next }) => dayCell(next?.due ?? null)],
      ['Claim', 26, ({ next }) => next?.claim ?? ''],
    ],
  },
  async (tx, { text }, looking) => {
    const ids = await mattersFound(tx, text)
    return {
      of: ids.length,
      async rows(look, from, to) {
        const rows = await mattersListed(look, ids.slice(from, to), looking)
        const { files: known } = await filesOf(look, [
          ...new Set(rows.map(({ clientId }) => clientId as string)),
        ])
        const files = new Map(known.map(({ clientId, file }) => [clientId, file.client]))
        return rows.map((row) => ({ ...row, of: files.get(row.clientId)! }))
      },
    }
  },
)

type Letter = z.input<typeof LetterRow>
const LETTER_COLUMNS: readonly Column<Letter>[] = [
  ['Our reference', 18, ({ ourRef }) => ourRef],
  ['Client', 24, ({ clientName }) => clientName],
  ['Kind', 8, ({ kind }) => kind],
  ['Letter', 34, ({ title }) => title],
  ['To', 34, ({ to }) => to],
  ['Dated', 12, ({ datedOn }) => dayCell(datedOn)],
  ['State', 20, (row) => standingWord(row as never)],
  ['Reconstruction', 14, ({ reconstruction }) => yes(reconstruction)],
  ['Reply due', 12, ({ deadline }) => dayCell(deadline?.due ?? null)],
  ['Reply, prudent date', 14, ({ deadline }) => dayCell(deadline?.prudent ?? null)],
  ['Provisional', 11, ({ deadline }) => yes(deadline?.provisional ?? false)],
  ['Acknowledgement due', 14, ({ complaint }) => dayCell(complaint?.due ?? null)],
  ['Times chased', 12, ({ chasing }) => (chasing.times === 0 ? '' : String(chasing.times))],
]
const letters: List = listOf<Letter>(
  { name: 'Letters', may: 'read-letters', columns: LETTER_COLUMNS },
  async (tx, { which }, looking) => {
    const { today, by } = looking
    const asked = { which, sort: null, offset: 0, limit: ALL }
    const { ids } = await pageOf(tx, asked, { today, seesRestricted: seesAll(by) })
    return {
      of: ids.length,
      rows: async (look, from, to) =>
        lettersListed(look, ids.slice(from, to), await openBooks(look, looking), by),
    }
  },
)

type Open = DayItem & { part: z.output<typeof Group> }
const OPEN_COLUMNS: readonly Column<Open>[] = [
  ['Part of the day', 30, ({ part }) => PARTS[part]],
  ['Client', 24, ({ clientName }) => clientName],
  ['Our reference', 18, ({ ourRef }) => ourRef],
  ['What', 50, ({ what }) => what],
  ['Date', 12, ({ on }) => dayCell(on)],
  ['Provisional', 11, ({ provisional }) => yes(provisional)],
  ['Days late', 10, ({ daysLate }) => (daysLate > 0 ? String(daysLate) : '')],
]
const openDates: List = listOf<Open>(
  { name: 'Open dates', may: 'see-day', columns: OPEN_COLUMNS },
  async (tx, _, { today, by }) => {
    const parts = await readDiary(tx, { today, by, shown: () => ALL })
    const all = parts.flatMap(({ name: part, items }) => items.map((item) => ({ ...item, part })))
    return { of: all.length, rows: async (_look, from, to) => all.slice(from, to) }
  },
)

type Prison = Establishment & { clientId: null }
const PRISON_COLUMNS: readonly Column<Prison>[] = [
  ['Prison', 26, ({ name }) => name],
  ['Category', 18, ({ category }) => category],
  ['Area', 22, ({ area }) => area],
  ['NHS region', 22, ({ nhsRegion }) => nhsRegion],
  ['Country', 10, ({ country }) => country],
  ['Opened', 12, ({ opened }) => opened ?? ''],
  ['Closed', 12, ({ closed }) => closed ?? ''],
  ['Holds prisoners now', 12, ({ current }) => (current ? 'Yes' : 'No')],
  [
    'Operators',
    34,
    ({ operators }) =>
      operators
        .map(({ operator, from, to }) => `${operator}, ${from ?? 'not known'} to ${to ?? 'now'}`)
        .join('\n'),
  ],
  ['Note', 40, ({ note }) => note],
]
const prisons: List = listOf<Prison>(
  { name: 'Prisons', may: 'read-establishments', columns: PRISON_COLUMNS },
  async (_, __, { establishments: { all } }) => ({
    of: all.length,
    rows: async (_look, from, to) => all.slice(from, to).map((one) => ({ ...one, clientId: null })),
  }),
)

type Body = ArrangementRow['said'] & { clientId: null; prison: string }
const bodies: List = listOf<Body>(
  {
    name: 'Prison arrangements',
    may: 'read-establishments',
    columns: [
      ...importable<Body>('bodies', {
        prison: ({ prison }) => prison,
        sort: ({ sort }) => sort,
        name: ({ name }) => name,
        lines: ({ lines }) => lines,
        postcode: ({ postcode }) => postcode,
        since: ({ from }) => from,
        until: ({ to }) => to,
        seenOn: ({ seenOn }) => seenOn ?? null,
        source: ({ source }) => source,
        note: ({ note }) => note,
      }),
      ['Verified', 10, ({ verified }) => (verified ? 'Yes' : 'No')],
    ],
  },
  async (tx: Readable, { establishmentId }, { establishments }) => {
    const named = prisonNamed(establishments.all)
    const all = newestOfEach(await arrangementRows(tx))
      .filter(({ said }) => establishmentId === null || said.establishmentId === establishmentId)
      .map(({ said }) => ({ ...said, clientId: null, prison: named(said.establishmentId) }))
      .reverse()
    return { of: all.length, rows: async (_look, from, to) => all.slice(from, to) }
  },
)

/** The lists of work, and of what is known of prisons. */
export const LISTS_OF_WORK = { matters, letters, 'open-dates': openDates, prisons, bodies }
