import type { OnRecord, OnRecords } from '../establishments/on-record.ts'
import type { Day } from '../wire/schema.ts'
import { answerable, type Answerable } from './answerable.ts'
import { factsOnRecord, withOperator, type Recorded } from './from-record.ts'
import type { LawBook } from '../law/law-book.ts'
import { readMatter } from './matter.ts'
import { findPlace, joinedInto } from './prison.ts'
import type { Prison } from '../law/routing.ts'

/** Who answers, and what of it rests on the office's own records. */
export type Answered = Answerable & { fromRecord: Recorded[] }

/**
 * Who is answerable by the book in force, with facts left out filled from what the office has on record of the
 * prison. Pure; refuses what `answerable` refuses.
 */
export function answerFor(
  question: unknown,
  { book, prisons, onRecord }: { book: LawBook; prisons: readonly Prison[]; onRecord: OnRecords },
): Answered {
  const { routing, law, holidays } = book
  const matter = readMatter(question, law.beginsOn, routing.transfer.firstOn)
  const abroad = matter.nation === 'Scotland' || matter.nation === 'Northern Ireland'
  const place = abroad ? undefined : findPlace(matter.prison, prisons, routing.elsewhere)
  const record = place?.prison ? onRecord(place.id) : NOTHING
  // Records went with the prison: the provider that has them is the one of the prison that it was joined to.
  const keeps =
    place?.prison && onRecord(joinedInto<Prison>(place.prison, matter.actionOn, prisons).id)
  const fromRecord = factsOnRecord(matter, record, keeps)
  const facts = Object.fromEntries(fromRecord.map(({ fact, value }) => [fact, value as Day]))
  const answered = answerable(
    {
      ...{ prison: matter.prison, kind: matter.kinds },
      ...{ eventOn: matter.eventOn, actionOn: matter.actionOn },
      ...(matter.nation ? { nation: matter.nation } : {}),
      facts: { ...facts, ...matter.facts },
    },
    {
      ...{ routing, law, holidays },
      prisons: prisons.map((one) =>
        one === place?.prison ? withOperator(one, record, matter) : one,
      ),
    },
  )
  const unverified = fromRecord
    .filter(({ verified }) => !verified)
    .map(({ value, source }) => `${value}: on record, but not verified (source: ${source}).`)
  return { ...answered, check: [...answered.check, ...unverified], fromRecord }
}

const NOTHING: OnRecord = {
  on: () => undefined,
  transfer: undefined,
  sites: () => [],
  providerDoubt: () => ({ names: [], note: '' }),
}
