import type { Log } from '../audit/log.ts'
import { formatDay } from '../dates/words.ts'
import type { Platform } from '../platform/platform.ts'
import { londonDay } from '../dates/days.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { law as contract } from './contract.ts'
import { editionChanges } from './edition-diff.ts'
import { editsKept, checksLapsed } from './edition-effects.ts'
import { EditionFault } from './edition-file.ts'
import { LARGEST_EDITION, openPack } from './edition-pack.ts'
import type { EditionStore } from './edition-store.ts'
import { editionsUsed, named } from './editions-used.ts'
import { bookOf, type LawSource } from './law-book.ts'
import { loadEdition, type Edition } from './load-edition.ts'
import { movedBetween, type ListOpen } from './moved.ts'
import type { Publisher } from './publisher.ts'
import { openReading } from './reading.ts'
import { badgeOf } from './trusted.ts'

export interface EditionParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  papers: ReturnType<typeof officePapers>
  platform: Pick<Platform, 'chooseFile'>
  law: LawSource
  editionStore: EditionStore
  listOpen: ListOpen
  publisher: () => Publisher
  clock: () => Date
  random: (bytes: number) => Uint8Array
}
/** The questions about editions. */
export type EditionQuestions = 'previewEdition' | 'importEdition' | 'editions'

/** New editions of the law: previewed before anything is recorded, then imported, and listed afterwards. */
export function editions(parts: EditionParts): Pick<Handlers<typeof contract>, EditionQuestions> {
  const { vault, log, papers, platform, law, editionStore, listOpen, publisher, clock, random } =
    parts
  /** What was shown last, until it is brought in or another is chosen. */
  let held: { token: string; by: string; bytes: Uint8Array; edition: Edition } | null = null

  /** Refuses what is not newer than the edition in use, or not published yet. */
  const expectNewer = (edition: Edition, inUse: Edition) => {
    const { publishedOn } = edition.identity
    const standing = inUse.identity.publishedOn
    const fault =
      edition.digest === inUse.digest
        ? 'This edition is already in use.'
        : publishedOn <= standing
          ? `This edition was published on ${formatDay(publishedOn)} and is not newer than the one in use, of ${formatDay(standing)}. Ask the publisher for the newest.`
          : publishedOn > londonDay(clock())
            ? `This edition is dated ${formatDay(publishedOn)}, a date in the future. Check this computer’s clock, or ask the publisher.`
            : null
    if (fault) throw new Refusal('invalid-input', fault)
  }

  return {
    async previewEdition(_, by) {
      const title = 'Choose the new edition of the law'
      const file = await platform.chooseFile({ title, kinds: ['edition'], atMost: LARGEST_EDITION })
      if (file === null) return null
      const edition = soundEdition(file.bytes, publisher())
      return vault.read(async (tx) => {
        const reading = await openReading(tx, parts)
        const { book } = reading
        expectNewer(edition, book)
        const after = bookOf(edition, book.changes)
        const token = Buffer.from(random(16)).toString('hex')
        held = { token, by: by.id, bytes: file.bytes, edition }
        return {
          token,
          edition: named(edition),
          inUse: named(book),
          changes: editionChanges(book.published.texts, edition.texts),
          edits: editsKept(reading, after),
          lapses: checksLapsed(reading, after.entries),
          moved: await movedBetween(tx, listOpen, book, after),
        }
      })
    },

    async importEdition({ token }, by) {
      if (held?.token !== token || held.by !== by.id)
        throw new Refusal('conflict', 'This preview has ended. Choose the edition’s file again.')
      const { bytes, edition } = held
      const { identity, digest } = edition
      const paper = papers.put(bytes)
      try {
        const done = await vault.write(async (tx) => {
          const before = await law.book(tx)
          expectNewer(edition, before)
          await papers.keep(tx, paper)
          await log.record(tx, by, {
            act: 'edition-imported',
            subject: null,
            detail: {
              ...{ paperId: paper.id, size: paper.size, digest },
              sha256: Buffer.from(paper.sha256).toString('hex'),
              ...{ editionId: identity.id, title: identity.title },
              publishedOn: identity.publishedOn,
              ...agesBy(edition),
            },
          })
          const after = await law.book(tx)
          return {
            edition: badgeOf(after),
            moved: await movedBetween(tx, listOpen, before, after),
          }
        })
        held = null
        return done
      } catch (error) {
        await papers.discard(paper)
        throw error
      }
    },

    editions: () => vault.read((tx: Readable) => editionsUsed(tx, editionStore)),
  }
}

/** Opens the file, proves who signed it and reads it whole; whatever is wrong is the publisher's to put right. */
function soundEdition(bytes: Uint8Array, publisher: Publisher): Edition {
  const texts = openPack(bytes, publisher)
  try {
    return loadEdition(texts, { imported: true })
  } catch (error) {
    if (!(error instanceof EditionFault)) throw error
    throw new Refusal(
      'invalid-input',
      `This edition has a fault and was not imported: ${error.file}, ${error.where}: ${error.why} Tell the publisher.`,
    )
  }
}

/** How long a signature may be relied on by an edition, for whoever verifies the log without its file. */
function agesBy({ law }: Edition): { signaturesAge?: { unit: string; count: number } } {
  const period = law.rules.get('R29')?.versions.at(-1)?.period
  return period ? { signaturesAge: { unit: period.unit, count: period.count } } : {}
}
