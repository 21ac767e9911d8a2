import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { amending, type AmendingParts } from './amending.ts'
import { STALE, type Uncertainty, type law as contract } from './contract.ts'
import { checkOf, checkVersion, isStale } from './needs-check.ts'
import { editions, type EditionParts } from './editions.ts'
import { entryDigest, type LawEntry } from './law-entries.ts'
import { openReading, type Reading } from './reading.ts'
import { badgeOf, sourcesOf, checkShown } from './trusted.ts'
import { needsFreshCheck, toCheck } from './provenance.ts'

/** The law held here: which edition, what the office changed in it, and who checked it. */
export function law(parts: AmendingParts & EditionParts): Handlers<typeof contract> {
  const { vault, log } = parts
  return {
    ...amending(parts),
    ...editions(parts),

    edition: () => vault.read(async (tx) => badgeOf(await parts.law.book(tx))),

    toCheck: () =>
      vault.read(async (tx) => {
        const all = await openReading(tx, parts)
        return [...all.book.entries.values()]
          .sort((one, other) => ORDER.indexOf(one.sort) - ORDER.indexOf(other.sort))
          .flatMap((entry) => doubtOf(entry, all))
      }),

    recordCheck: ({ entry: key, version, checkedOn, source, note }, by) =>
      vault.write(async (tx) => {
        const reading = await openReading(tx, parts)
        const { book, nameOf, today } = reading
        const entry = book.entries.get(key)
        if (!entry) throw new Refusal('not-found', 'This edition has no such entry. Open it again.')
        if (version !== checkVersion(entry, reading))
          throw new Refusal(
            'conflict',
            version.startsWith(entryDigest(entry))
              ? 'Somebody recorded or withdrew a check of this entry after you opened it. Look at it again first.'
              : 'This entry was changed after you opened it. Read it again, and compare it with the source as it now reads.',
          )
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
        return checkShown(row, true, { nameOf })
      }),

    withdrawCheck: ({ entry: key, reason }, by) =>
      vault.write(async (tx) => {
        const all = await openReading(tx, parts)
        const entry = all.book.entries.get(key)
        const made = entry && checkOf(entry, all)
        if (!made)
          throw new Refusal(
            'conflict',
            'No check of this entry as it now reads is recorded. Open the list again.',
          )
        await log.record(tx, by, {
          act: 'vouching-undone',
          subject: null,
          detail: { entry: key, vouching: made.seq, reason },
        })
        return {}
      }),
  }
}

/** What letters rely on comes first. */
const ORDER: readonly LawEntry['sort'][] = ['rule', 'row', 'receipt', 'days', 'body', 'topic']

function doubtOf(entry: LawEntry, all: Reading): Uncertainty[] {
  const stale = isStale(entry, all)
  const why = toCheck(entry.raw) ?? (stale ? STALE : null)
  if (why === null) return []
  const { authority, source, checkedOn } = entry.raw
  const check = checkOf(entry, all)
  return [
    {
      ...{ entry: entry.key, sort: entry.sort, title: entry.title, why, stale },
      version: checkVersion(entry, all),
      ...{ authority, checkedOn, sources: sourcesOf(all.book, source) },
      check: check ? (checkShown(check, true, all) as Uncertainty['check']) : null,
    },
  ]
}
