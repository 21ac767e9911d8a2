import { onRecords } from '../establishments/on-record.ts'
import type { Establishments } from '../establishments/establishments.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { amending, type AmendingParts } from '../law/amending.ts'
import { answerFor } from './answering.ts'
import type { rights as contract, Doubt } from './contract.ts'
import { isStale, STALE, vouchingFor } from '../law/doubt.ts'
import type { EditionQuestions } from '../law/editions.ts'
import { findTopics } from './find-topics.ts'
import { entryDigest, keyOf, type LawEntry } from '../law/law-entries.ts'
import { bodySheet, ruleSheet, topicSheet, type LetterTitle } from './panel.ts'
import { openReading, type Reading } from '../law/reading.ts'
import type { SheetQuestions } from './sheets.ts'
import { badgeOf, sourcesOf, trusted, vouchingShown } from '../law/trusted.ts'
import { needsFreshCheck, toCheck } from '../law/vouching.ts'

interface RightsParts extends AmendingParts {
  establishments: Pick<Establishments, 'all'>
  letterTitle: LetterTitle
}
type Questions = Omit<Handlers<typeof contract>, EditionQuestions | SheetQuestions>

/** The law in force, what the office changed in it, and who checked it. */
export function rights(parts: RightsParts): Questions {
  const { vault, log, law, letterTitle, establishments } = parts
  const reading = <Value>(show: (reading: Reading) => Value) =>
    vault.read(async (tx) => show(await openReading(tx, parts)))

  return {
    ...amending(parts),

    edition: () => vault.read(async (tx) => badgeOf(await law.book(tx))),
    topics: ({ text, asAt }) => reading((all) => findTopics(text, asAt, all)),
    topic: (asked) => reading((all) => topicSheet(asked, all, letterTitle)),
    rule: (asked) => reading((all) => ruleSheet(asked, all)),
    body: (asked) => reading((all) => bodySheet(asked, all)),

    answerable: (question) =>
      vault.read(async (tx) => {
        const all = await openReading(tx, parts)
        const { book } = all
        const onRecord = await onRecords(tx)
        const found = answerFor(question, { book, prisons: establishments.all, onRecord })
        return {
          ...found,
          rows: found.rows.map((id) => {
            const { if: condition, then } = book.routing.rows.find((row) => row.id === id)!
            const entry = book.entries.get(keyOf.row(id))!
            return { ...trusted(entry, all), id, if: condition, then }
          }),
          edition: badgeOf(book),
        }
      }),

    toCheck: () =>
      reading((all) =>
        [...all.book.entries.values()]
          .sort((one, other) => ORDER.indexOf(one.sort) - ORDER.indexOf(other.sort))
          .flatMap((entry) => doubtOf(entry, all)),
      ),

    vouch: ({ entry: key, checkedOn, source, note }, by) =>
      vault.write(async (tx) => {
        const { book, nameOf, today } = await openReading(tx, parts)
        const entry = book.entries.get(key)
        if (!entry) throw new Refusal('not-found', 'This edition has no such entry. Open it again.')
        const message =
          checkedOn > today
            ? 'This date is in the future. Correct it.'
            : needsFreshCheck({ ...entry.raw, checkedOn }, today)
              ? 'This is more than twelve months ago. Open the source again, then record the date.'
              : null
        if (message) throw new Refusal('invalid-input', message, { checkedOn: message })
        const { at, actor } = await log.record(tx, by, {
          act: 'law-vouched',
          subject: null,
          detail: {
            ...{ entry: key, digest: entryDigest(entry), checkedOn, source, note },
            ...{ editionId: book.identity.id, editionDigest: book.digest },
          },
        })
        const row = { entry: key, at, by: actor, checked_on: checkedOn, source, note }
        return vouchingShown(row, true, { nameOf })
      }),
  }
}

/** What letters rely on comes first. */
const ORDER: readonly LawEntry['sort'][] = ['rule', 'row', 'receipt', 'days', 'body', 'topic']

function doubtOf(entry: LawEntry, all: Reading): Doubt[] {
  const stale = isStale(entry, all)
  const why = toCheck(entry.raw) ?? (stale ? STALE : null)
  if (why === null) return []
  const { authority, source, checkedOn } = entry.raw
  const vouched = vouchingFor(entry, all)
  return [
    {
      ...{ entry: entry.key, sort: entry.sort, title: entry.title, why, stale },
      ...{ authority, checkedOn, sources: sourcesOf(all.book, source) },
      vouched: vouched ? (vouchingShown(vouched, true, all) as Doubt['vouched']) : null,
    },
  ]
}
