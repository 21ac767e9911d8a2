import { peopleNamed } from '../people/names.ts'
import { RESTRICTED_CLASS, type InformationClass } from '../consents/contract.ts'
import { londonDay } from '../dates/days.ts'
import type { Readable } from '../vault/vault.ts'
import { newId } from '../wire/new-id.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { letters as contract } from './contract.ts'
import { filledWith } from './drafting.ts'
import { examplePaper } from './example-letter.ts'
import { upToDate, withBooks } from './keeping-up.ts'
import { kindThat } from './kinds.ts'
import { reached } from './lifecycle.ts'
import { expectWhole } from './office-templates.ts'
import { wordsAdded } from './office-words.ts'
import type {
  FilledParagraph,
  paragraphs,
  ParagraphFile,
  ParagraphRow,
} from './paragraph-contract.ts'
import { lintParagraph } from './paragraph-lint.ts'
import { openBooks, openLetters, type LetterParts } from './record.ts'
import { withHidden } from './restricted.ts'
import type { Sensitive } from './sensitive.ts'
import { expectInSight, inSightOf } from './sight.ts'
import { passageAlone } from './template.ts'

/** Paragraphs that the office keeps under a name: each version that is saved is an entry, and so is that one is used no more. */
export function houseParagraphs(
  parts: LetterParts,
): Pick<Handlers<typeof contract>, keyof typeof paragraphs> {
  const { vault, log, law, sensitive, pdfWorker, clock, random } = parts
  const against = async (tx: Readable) => ({
    law: (await law.book(tx)).law,
    sensitive: sensitive.and(await wordsAdded(tx)),
  })
  return {
    paragraphs: () => vault.read(async (tx) => [...(await savedIn(tx)).values()].map(rowOf)),

    paragraph: ({ id }) => vault.read((tx) => fileOf(tx, id)),

    lintParagraph: (words) => vault.read(async (tx) => lintParagraph(words, await against(tx))),

    async previewParagraph({ edition, ...words }) {
      const book = await vault.read(async (tx) => {
        expectWhole(lintParagraph(words, await against(tx)))
        return law.book(tx)
      })
      const template = passageAlone(EXAMPLE, words)
      const today = londonDay(clock())
      const { model, datedOn } = examplePaper({ template, edition, today, law: book.law })
      const { pdf, pages } = await pdfWorker.renderLetter(model)
      return { pdf: new Uint8Array(pdf), pages, datedOn }
    },

    paragraphsFor: ({ letterId, content }, by) =>
      vault.read(async (tx) => {
        const { answers } = content
        const books = await openBooks(tx, parts)
        const opened = await openLetters(tx, { letterIds: [letterId], answers }, books)
        const stored = upToDate(inSightOf(expectInSight(opened.letter(letterId), by), by))
        if (reached(stored.events) !== 'draft')
          throw new Refusal('conflict', 'This letter is not a draft any more.')
        const typed = withBooks(withHidden(content, stored.content), stored)
        const from = { ...stored, ...inSightOf(opened.sources(typed), by) }
        return [...(await savedIn(tx)).values()]
          .filter(([newest]) => newest!.stands === 1)
          .map((rows): FilledParagraph => {
            const { id, name, class: about, text } = rowOf(rows)
            return { id, name, class: about, ...filled({ text, class: about }, { typed, from }) }
          })
      }),

    saveParagraph: ({ id: known, name, text, class: about, basedOn, versions, reason }, by) =>
      vault.write(async (tx) => {
        const all = await savedIn(tx)
        const before = known === null ? null : await fileOf(tx, known)
        if ((before?.versions ?? 0) !== versions)
          throw new Refusal(
            'conflict',
            'Somebody saved another version after you opened this paragraph. Open it again and read that one first.',
          )
        if (basedOn !== null && basedOn > versions)
          throw new Refusal('not-found', 'There is no such version of this paragraph.')
        const twin = [...all.values()].find(
          ([newest]) => newest!.stands === 1 && newest!.id !== known && same(newest!.name, name),
        )
        if (twin) {
          const message = 'There is a paragraph of this name already. Choose another name.'
          throw new Refusal('conflict', message, { name: message })
        }
        const held = await against(tx)
        expectOpen({ name, reason }, held.sensitive)
        expectWhole(lintParagraph({ text, class: about }, held))
        const unchanged =
          before?.stopped === null &&
          before.text === text &&
          before.class === about &&
          before.name === name
        if (unchanged)
          throw new Refusal('conflict', 'Nothing was changed, so there is nothing to save.')
        const id = before?.id ?? newId(clock, random)
        await log.record(tx, by, {
          act: 'paragraph-saved',
          subject: null,
          detail: { id, version: versions + 1, name, class: about, text, basedOn, reason },
        })
        return fileOf(tx, id)
      }),

    stopParagraph: ({ id, version, reason }, by) =>
      vault.write(async (tx) => {
        const before = await fileOf(tx, id)
        if (before.stopped !== null || before.saved.version !== version)
          throw new Refusal(
            'conflict',
            'This version is not the one in use any more. Open the paragraph again.',
          )
        expectOpen({ reason }, (await against(tx)).sensitive)
        await log.record(tx, by, {
          act: 'paragraph-stopped',
          subject: null,
          detail: { id, version, name: before.name, class: before.class, reason },
        })
        return fileOf(tx, id)
      }),
  }
}

/** Everybody who drafts letters reads what a paragraph is called, and why it was saved. */
function expectOpen(said: Record<string, string>, sensitive: Sensitive): void {
  for (const [field, text] of Object.entries(said)) {
    const found = sensitive(text).find((one) => one.class === RESTRICTED_CLASS)
    if (!found) continue
    const fault = `“${found.word}” tells everybody who drafts letters of something restricted. Leave it out.`
    throw new Refusal('invalid-input', fault, { [field]: fault })
  }
}

/** The example is of a letter with no case details of its own. */
const EXAMPLE = kindThat('move')

const same = (one: string, other: string) =>
  one.trim().toLocaleLowerCase('en-GB') === other.trim().toLocaleLowerCase('en-GB')

/** The words as they would be put into the letter, or why they cannot be. */
function filled(
  words: { text: string; class: InformationClass },
  {
    typed,
    from,
  }: { typed: Parameters<typeof filledWith>[0]; from: Parameters<typeof filledWith>[1] },
): Pick<FilledParagraph, 'text' | 'why'> {
  try {
    const { passages } = filledWith(typed, from, passageAlone(typed.kind, words))
    const said = passages[0]?.text ?? ''
    return said === ''
      ? { text: null, why: 'In this letter it says nothing.' }
      : { text: said, why: '' }
  } catch (error) {
    if (error instanceof Refusal) return { text: null, why: error.message }
    throw error
  }
}

const rowsIn = (tx: Readable) =>
  tx
    .selectFrom('house_paragraph as h')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'h.by')
    .select(['h.seq', 'h.id', 'h.version', 'h.name', 'h.class', 'h.text', 'h.based_on'])
    .select(['h.reason', 'h.at', 'h.by', 'h.stands', 'p.name as person'])
    .orderBy('h.seq', 'desc')
    .execute()
type Row = Awaited<ReturnType<typeof rowsIn>>[number]

/** What was recorded of each paragraph, the newest first; the paragraphs by their names. */
async function savedIn(tx: Readable): Promise<Map<string, Row[]>> {
  const all = Map.groupBy(await rowsIn(tx), ({ id }) => id)
  return new Map(
    [...all].sort(([, [one]], [, [other]]) => one!.name.localeCompare(other!.name, 'en-GB')),
  )
}

const savedOf = ({ version, at, by, person, reason, based_on: basedOn }: Row) => ({
  ...{ version, at, by: person ?? by, reason, basedOn },
})

const stoppedBy = ({ at, by, person, reason }: Row) => ({ at, by: person ?? by, reason })

/** The paragraph as it was last saved, and whether that is in use. */
function rowOf(rows: readonly Row[]): ParagraphRow {
  const versions = rows.filter(({ text }) => text !== null)
  const [newest, last] = [rows[0]!, versions[0]!]
  const stopped = newest.text === null ? stoppedBy(newest) : null
  const { id, name, class: about, text } = last
  const row = { id, name, class: about, text, saved: savedOf(last), versions: versions.length }
  return { ...row, stopped } as ParagraphRow
}

async function fileOf(tx: Readable, id: string): Promise<ParagraphFile> {
  const rows = (await savedIn(tx)).get(id)
  if (!rows) throw new Refusal('not-found', 'There is no such paragraph.')
  const all = rows.flatMap((row) => {
    const { name, class: about, text, version } = row
    if (text === null) return []
    const stop = rows.find((one) => one.text === null && one.version === version)
    const stopped = stop ? stoppedBy(stop) : null
    return [{ ...savedOf(row), name, class: about, text, stopped }]
  })
  return { ...rowOf(rows), all } as ParagraphFile
}
