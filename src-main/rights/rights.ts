import { onRecords } from '../establishments/on-record.ts'
import type { Establishments } from '../establishments/establishments.ts'
import type { Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { answerFor } from './answering.ts'
import type { rights as contract } from './contract.ts'
import { findTopics } from './find-topics.ts'
import { keyOf } from '../law/law-entries.ts'
import { bodySheet, ruleSheet, topicSheet, type LetterTitle } from './panel.ts'
import type { LawSource } from '../law/law-book.ts'
import { openReading, type Reading } from '../law/reading.ts'
import type { SheetQuestions } from './sheets.ts'
import { badgeOf, trusted } from '../law/trusted.ts'

interface RightsParts {
  vault: Pick<Vault, 'read'>
  law: LawSource
  establishments: Pick<Establishments, 'all'>
  letterTitle: LetterTitle
  clock: () => Date
}
type Questions = Omit<Handlers<typeof contract>, SheetQuestions>

/** What the law in force says, and who answers for a matter under it. */
export function rights(parts: RightsParts): Questions {
  const { vault, letterTitle, establishments } = parts
  const reading = <Value>(show: (reading: Reading) => Value) =>
    vault.read(async (tx) => show(await openReading(tx, parts)))

  return {
    topics: ({ text, asAt }) => reading((all) => findTopics(text, asAt, all)),
    beside: () =>
      reading(({ book: { reference } }) => ({
        screens: Object.fromEntries(
          Object.entries(reference.beside).map(([screen, ids]) => [screen, [...ids]]),
        ),
        ways: [...reference.ways],
      })),
    topic: (asked) => reading((all) => topicSheet(asked, all, letterTitle)),
    rule: (asked) => reading((all) => ruleSheet(asked, all)),
    body: (asked) => reading((all) => bodySheet(asked, all)),

    answerable: (question) =>
      vault.read(async (tx) => {
        const all = await openReading(tx, parts)
        const { book } = all
        const onRecord = await onRecords(tx, book.places)
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
  }
}
