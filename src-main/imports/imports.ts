import { createHash } from 'node:crypto'
import type { Log } from '../audit/log.ts'
import { sizeOf } from '../audit/stored-tree.ts'
import { londonDay } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import { csvOf } from '../platform/csv.ts'
import type { Establishments } from '../establishments/establishments.ts'
import { namesIn, peopleNamed } from '../people/names.ts'
import type { Platform } from '../platform/platform.ts'
import type { Readable, Vault, Writable } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import {
  What,
  type Checked,
  type ChosenFile,
  type Choices,
  type Counts,
  type imports as contract,
  type Mapping,
  type RowOutcome,
} from './contract.ts'
import { fieldOf, IMPORTABLE, isMany } from './fields.ts'
import { columnsBy, headingsKey, mappingFaults, proposed } from './mapping.ts'
import { readApart, type Reading } from './read-apart.ts'
import { questionsOf, rowReader } from './read-row.ts'
import { keyOf, rowRecorder, shownRow, type Typing } from './record-row.ts'
import { countsOf, goThrough } from './run.ts'
import { LIMITS, type FileTable } from './table.ts'

interface ImportParts {
  vault: Pick<Vault, 'read' | 'writeInSteps'>
  log: Pick<Log, 'record'>
  platform: Pick<Platform, 'chooseFile' | 'saveReport'>
  establishments: Pick<Establishments, 'all' | 'byId'>
  /** The questions by which rows are recorded, within the transaction that is entered. */
  typing: { ask: Typing; enter(tx: Writable): void }
  clock: () => Date
  random: (bytes: number) => Uint8Array
  /** Milliseconds that pass, whatever the clock says. */
  passed: () => number
}

/** The imports of one office, and what ends with its session. */
export interface Imports {
  handlers: Handlers<typeof contract>
  /** Breaks off what is under way and forgets the file that was chosen. */
  stop(): Promise<void>
}

/** The file that is worked on, until another is chosen, or the office is locked. */
interface Held {
  token: string
  by: string
  name: string
  bytes: Uint8Array
  sha256: string
  table: FileTable
  /** What became of its rows at the last check or import. */
  outcomes: readonly RowOutcome[]
}

/** What is under way. */
interface Going {
  what: 'reading' | 'checking' | 'recording'
  done: number
  of: number
  cancelled: boolean
  reading: Reading | null
  ended: Promise<unknown>
}

/** So many rows of each kind are shown; the report has them all. */
const SHOWN = 200
const SAMPLE = 8

/** Thrown at the end of a check, so that everything is taken back. */
class CheckedOnly extends Error {
  readonly outcomes: RowOutcome[]
  constructor(outcomes: RowOutcome[]) {
    super('Checked only.')
    this.outcomes = outcomes
  }
}

/** Lists from files: recognised, matched, checked by doing it and taking it back, and then recorded in one act. */
export function imports(parts: ImportParts): Imports {
  const { vault, log, platform, establishments, typing, clock, random, passed } = parts
  const today = () => londonDay(clock())
  let held: Held | null = null
  let going: Going | null = null

  /** One thing at a time, which can be broken off. */
  async function alone<T>(what: Going['what'], work: (mine: Going) => Promise<T>): Promise<T> {
    if (going)
      throw new Refusal(
        'busy',
        'Another part of an import is under way. Wait for it, or cancel it.',
      )
    const mine: Going = {
      ...{ what, done: 0, of: 0, cancelled: false, reading: null },
      ended: Promise.resolve(),
    }
    going = mine
    const working = work(mine).finally(() => (going = null))
    mine.ended = working.catch(() => {})
    return working
  }
  const expectHeld = (token: string, by: Actor): Held => {
    if (held?.token === token && held.by === by.id) return held
    throw new Refusal('conflict', 'This file is no longer open here. Choose it again.')
  }

  const read = (bytes: Uint8Array, sheet: string) =>
    alone('reading', async (mine) => {
      mine.reading = readApart(bytes, sheet)
      return mine.reading.table
    })

  /** Reads a file and keeps it at hand for whoever brought it. */
  async function hold({ name, bytes }: { name: string; bytes: Uint8Array }, by: Actor) {
    const table = await read(bytes, '')
    held = {
      token: Buffer.from(random(16)).toString('hex'),
      ...{ by: by.id, name, bytes, table, outcomes: [] },
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }
    return shown(held)
  }

  async function shown(one: Held): Promise<z.input<typeof ChosenFile>> {
    const { token, name, table } = one
    const { recognised, header, rows, notes } = table
    const before = await vault.read((tx) => lastTaken(tx, headingsKey(header)))
    return {
      ...{ token, name, format: recognised.format, recognised: recognisedWords(table) },
      ...{ sheets: recognised.sheets, sheet: recognised.sheet, header, rows: rows.length },
      sample: rows.slice(0, SAMPLE).map(({ cells }) => header.map((_, at) => cells[at] ?? '')),
      notes,
      mapping: before?.mapping ?? proposed(header),
      remembered: before?.at ?? null,
      fields: Object.fromEntries(
        What.options.map((what) => [
          what,
          IMPORTABLE[what].map((field) => ({
            ...{ key: field.key, label: field.label, many: isMany(field) },
            choices: Object.entries(field.choices ?? {}).map(([value, [label = value]]) => ({
              ...{ value, label },
            })),
          })),
        ]),
      ) as never,
    }
  }

  /** Goes through all rows of the file in one transaction; `end` says whether it stands. */
  async function through<T>(
    what: 'checking' | 'recording',
    one: Held,
    { mapping, choices }: { mapping: Mapping; choices: Choices },
    end: (outcomes: RowOutcome[], first: number, tx: Writable) => Promise<T>,
  ): Promise<T> {
    const { rows } = one.table
    const prisons = establishments.all
    return alone(what, async (mine) => {
      mine.of = rows.length
      const workers = await vault.read((tx) => peopleNamed(tx).where('works', '=', 1).execute())
      const reader = rowReader(rows, { mapping, prisons, workers, today: today() })
      // Only where stays end by the file is it asked where the next begin.
      const ends = mapping.columns.includes('until')
      const begins = new Set<string>()
      const nameOfPrison = (id: string) => establishments.byId(id)?.name ?? id
      const nameOfWorker = (id: string) => workers.find((worker) => worker.id === id)?.name ?? id
      const how = { mapping, nameOfPrison, nameOfWorker }
      for (const [at, row] of (ends ? rows : []).entries()) {
        const read = reader(row)
        begins.add(`${keyOf(read)} ${read.said('since')}`)
        if (at % 200 === 0) await new Promise((go) => setImmediate(go))
      }
      return vault.writeInSteps(async (step) => {
        const entries = await step(sizeOf)
        const record = rowRecorder({
          ...{ ...how, ask: typing.ask, choices, begins },
          source: `Imported list of ${formatDay(today())}`,
        })
        const outcomes = await goThrough({
          ...{ rows, read: reader, step, enter: typing.enter, record, passed },
          shown: (row) => shownRow(row, how),
          tick: (done) => void (mine.done = done),
          expectGoing() {
            if (mine.cancelled) throw new Refusal('conflict', CANCELLED)
          },
        })
        return step((tx) => end(outcomes, entries + 1, tx))
      })
    })
  }

  /** What must be answered first; everything is empty where nothing is. */
  function asked({ table }: Held, mapping: Mapping): Checked['questions'] {
    const faults = mappingFaults(table.header, mapping)
    const open =
      faults.length > 0
        ? { days: [], prisons: [] }
        : questionsOf(table, { mapping, prisons: establishments.all, today: today() })
    return { faults, ...open }
  }
  const isOpen = ({ faults, days, prisons }: Checked['questions']) =>
    faults.length + days.length + prisons.length > 0

  const handlers: Handlers<typeof contract> = {
    async choose(_, by) {
      const title = 'Choose the list to import'
      const file = await platform.chooseFile({ title, kinds: ['list'], atMost: LIMITS.bytes })
      return file === null ? null : hold(file, by)
    },

    take: (file, by) => hold(file, by),

    async chooseSheet({ token, sheet }, by) {
      const one = expectHeld(token, by)
      const table = await read(one.bytes, sheet)
      held = { ...one, table, outcomes: [] }
      return shown(held)
    },

    propose: ({ token, what }, by) => ({
      ...{ what, always: {}, days: {}, prisons: {} },
      columns: columnsBy(expectHeld(token, by).table.header, what),
    }),

    async check({ token, mapping, choices }, by) {
      const one = expectHeld(token, by)
      const questions = asked(one, mapping)
      const outcomes = isOpen(questions)
        ? []
        : await through('checking', one, { mapping, choices }, (all) =>
            Promise.reject(new CheckedOnly(all)),
          ).catch((error: unknown) => {
            if (error instanceof CheckedOnly) return error.outcomes
            throw error
          })
      one.outcomes = outcomes
      const firstThat = (is: (row: RowOutcome) => boolean) => outcomes.filter(is).slice(0, SHOWN)
      return {
        ...{ questions, counts: countsOf(outcomes) },
        recorded: firstThat(({ did, matches }) => did === 'recorded' && matches.length === 0),
        refused: firstThat(({ did }) => did === 'refused'),
        alike: firstThat(({ matches }) => matches.length > 0),
      }
    },

    async run({ token, mapping, choices }, by) {
      const one = expectHeld(token, by)
      if (isOpen(asked(one, mapping)))
        throw new Refusal('conflict', 'Questions about this file are open. Check the rows first.')
      const { header } = one.table
      const done = await through(
        'recording',
        one,
        { mapping, choices },
        async (outcomes, from, tx) => {
          const counts = countsOf(outcomes)
          if (counts.recorded + counts.added === 0)
            throw new Refusal(
              'conflict',
              'No row of this file can be recorded, so nothing was. Correct the rows, or choose what is done with those like somebody on file.',
            )
          const { columns, days, what } = mapping
          // The entry of the import follows those of its rows.
          const to = await sizeOf(tx)
          await log.record(tx, by, {
            act: 'import-completed',
            subject: null,
            detail: {
              ...{ what, sha256: one.sha256, ...counts, from, to },
              ...{ headings: headingsKey(header), columns, days },
            },
          })
          return { outcomes, counts }
        },
      )
      one.outcomes = done.outcomes
      const refused = done.outcomes.filter(({ did }) => did === 'refused')
      return { counts: done.counts, refused: refused.slice(0, SHOWN) }
    },

    progress: () =>
      going
        ? { running: going.what, done: going.done, of: going.of }
        : { running: '' as const, done: 0, of: 0 },

    async cancel() {
      await cancelled()
      return {}
    },

    async saveReport({ token }, by) {
      const { name, table, outcomes } = expectHeld(token, by)
      const left = outcomes.filter(({ did }) => did === 'refused' || did === 'skipped')
      if (left.length === 0)
        throw new Refusal(
          'conflict',
          'Every row of this file was recorded: there is nothing to save.',
        )
      const cellsOf = new Map(table.rows.map(({ number, cells }) => [number, cells]))
      const rows = left.map(({ number, why }) => [
        ...table.header.map((_, at) => cellsOf.get(number)?.[at] ?? ''),
        ...[String(number), why],
      ])
      const bytes = csvOf([
        [...table.header, 'Row in the file', 'Why it was not imported'],
        ...rows,
      ])
      const suggested = `Not imported from ${name.replace(/\.\w+$/, '')}`
      return { saved: await platform.saveReport(suggested, 'csv', bytes, async () => {}) }
    },

    list: () =>
      vault.read(async (tx) => {
        const nameOf = await namesIn(tx)
        const rows = await tx
          .selectFrom('import_run')
          .selectAll()
          .orderBy('seq', 'desc')
          .limit(200)
          .execute()
        return rows.map(({ seq, at, by, what, sha256, from_seq, to_seq, counts }) => {
          const counted: Counts = JSON.parse(counts)
          return {
            ...{ seq, at, by: nameOf(by), what: What.parse(what), sha256, counts: counted },
            entries: { from: from_seq, to: to_seq },
          }
        })
      }),
  }

  async function cancelled(): Promise<void> {
    const mine = going
    if (!mine) return
    mine.cancelled = true
    mine.reading?.stop()
    await mine.ended
  }

  return {
    handlers,
    async stop() {
      await cancelled()
      held = null
    },
  }
}

const CANCELLED = 'The import was cancelled. Nothing of it was recorded.'

const FORMATS = { csv: 'CSV', xlsx: 'Excel workbook', vcard: 'Contacts (vCard)' } as const
const DIVIDED: Readonly<Record<string, string>> = {
  comma: 'divided by commas',
  semicolon: 'divided by semicolons',
  tab: 'divided by tabs',
}
const recognisedWords = ({ recognised: { format, encoding, separator } }: FileTable): string =>
  [FORMATS[format], encoding, DIVIDED[separator] ?? ''].filter(Boolean).join(', ')

/** How the columns were taken the last time that a file had these headings; null where it is the first. */
async function lastTaken(
  tx: Readable,
  headings: string,
): Promise<{ at: string; mapping: Mapping } | null> {
  const row = await tx
    .selectFrom('import_run')
    .select(['at', 'taken'])
    .where('headings', '=', headings)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const taken: { what: What; columns: string[]; days: Mapping['days'] } = JSON.parse(row.taken)
  // A field that the program no longer has is left out.
  const columns = taken.columns.map((key) => (fieldOf(taken.what, key) ? key : ''))
  return { at: row.at, mapping: { ...taken, columns, always: {}, prisons: {} } }
}
