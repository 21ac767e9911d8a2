import { createHash } from 'node:crypto'
import { peopleNamed } from '../people/names.ts'
import type { Readable } from '../vault/vault.ts'
import { londonDay } from '../dates/days.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { LetterKind, letters as contract } from './contract.ts'
import { differsInWales, examplePaper } from './example-letter.ts'
import { KINDS, NUMBERS } from './kinds.ts'
import { lint } from './lint.ts'
import { wordsAdded } from './office-words.ts'
import type { LetterParts } from './record.ts'
import type { Finding, TemplateFile, TemplateRow } from './template-contract.ts'
import { readTemplate, templateOf, type Templates } from './template.ts'

type Asked = 'templates' | 'template' | 'lintTemplate' | 'previewTemplate'
type Acts = 'saveTemplate' | 'stopTemplate'

/** The office's own templates: each version that is saved is an entry, and so is that one is used no more. */
export function officeTemplates({
  vault,
  log,
  law,
  sensitive,
  templates: shipped,
  pdfWorker,
  clock,
}: LetterParts): Pick<Handlers<typeof contract>, Asked | Acts> {
  const against = async (tx: Readable, which: Which) => ({
    shipped: shippedOf(which, shipped),
    easyRead: which.easyRead,
    law: (await law.book(tx)).law,
    sensitive: sensitive.and(await wordsAdded(tx)),
  })
  return {
    templates: () =>
      vault.read(async (tx) => {
        const saved = await savedIn(tx)
        return NUMBERS.flatMap((kind) => {
          const easy = { kind, easyRead: true }
          const rows = saved.get(keyOf(easy)) ?? []
          const has = rows.length > 0 || shipped.get(kind)!.easy !== null
          const ordinary = { kind, easyRead: false }
          return [
            rowOf(ordinary, saved.get(keyOf(ordinary)) ?? [], shipped),
            ...(has ? [rowOf(easy, rows, shipped)] : []),
          ]
        })
      }),

    template: (which) => vault.read((tx) => fileOf(tx, which, shipped)),

    lintTemplate: ({ text, ...which }) =>
      vault.read(async (tx) => lint(which.kind, text, await against(tx, which))),

    async previewTemplate({ kind, easyRead, text, edition, inWales }) {
      const book = await vault.read(async (tx) => {
        expectWhole(lint(kind, text, await against(tx, { kind, easyRead })))
        return law.book(tx)
      })
      const today = londonDay(clock())
      const template = readTemplate(kind, text)
      const { model, datedOn } = examplePaper({
        ...{ template, easyRead, edition, inWales, today, law: book.law },
      })
      const { pdf, pages } = await pdfWorker.renderLetter(model)
      const differs = differsInWales(template)
      return { pdf: new Uint8Array(pdf), pages, datedOn, differsInWales: differs }
    },

    saveTemplate: ({ kind, easyRead, text, basedOn, versions, reason }, by) =>
      vault.write(async (tx) => {
        const which = { kind, easyRead }
        if (easyRead && !KINDS[kind].toClient)
          throw new Refusal('invalid-input', ONLY_CLIENTS, { easyRead: ONLY_CLIENTS })
        const before = await fileOf(tx, which, shipped)
        if (before.versions !== versions)
          throw new Refusal(
            'conflict',
            'Somebody saved another version after you opened this template. Open it again and read that one first.',
          )
        if (basedOn !== null && basedOn > versions)
          throw new Refusal('not-found', 'There is no such version of this template.')
        expectWhole(lint(kind, text, await against(tx, which)))
        const stands = before.saved.find(({ version }) => version === before.office?.version)
        if (text === (stands?.text ?? before.shipped))
          throw new Refusal('conflict', 'Nothing was changed, so there is nothing to save.')
        if (text === before.shipped)
          throw new Refusal(
            'conflict',
            before.isShipped
              ? 'This is the shipped template again. Stop using the office’s own instead.'
              : 'This is the ordinary template. Write it in easy words first.',
          )
        await log.record(tx, by, {
          act: 'template-saved',
          subject: null,
          detail: { ...which, version: versions + 1, text, sha256: hashOf(text), basedOn, reason },
        })
        return fileOf(tx, which, shipped)
      }),

    stopTemplate: ({ version, reason, ...which }, by) =>
      vault.write(async (tx) => {
        const before = await fileOf(tx, which, shipped)
        if (before.office?.version !== version)
          throw new Refusal(
            'conflict',
            'This version is not the one in use any more. Open the template again.',
          )
        await log.record(tx, by, {
          act: 'template-stopped',
          subject: null,
          detail: { ...which, version, reason },
        })
        return fileOf(tx, which, shipped)
      }),
  }
}

interface Which {
  kind: LetterKind
  easyRead: boolean
}
const keyOf = ({ kind, easyRead }: Which) => `${kind} ${easyRead ? 'easy' : ''}`
/** The shipped template that one is held against: in easy words where there is one, else the ordinary. */
const shippedOf = ({ kind, easyRead }: Which, shipped: Templates) =>
  templateOf(shipped, { kind, easyRead: easyRead || undefined })!
const ONLY_CLIENTS = 'Easy read is for letters to the client. Choose a letter that goes there.'

/** Refuses a template, or a paragraph, by the first thing that keeps it from being used. */
export function expectWhole(findings: readonly Finding[]): void {
  const fault = findings.find(({ level }) => level === 'refused')
  if (!fault) return
  const what = `Line ${fault.line}: ${fault.what} ${fault.cure}`
  throw new Refusal('invalid-input', what, { text: what })
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

type Row = Awaited<ReturnType<typeof rowsIn>>[number]

const rowsIn = (tx: Readable) =>
  tx
    .selectFrom('office_template as t')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 't.by')
    .select(['t.seq', 't.kind', 't.version', 't.text', 't.based_on', 't.reason', 't.at'])
    .select(['t.easy_read', 't.by', 't.stands', 'p.name'])
    .orderBy('t.seq', 'desc')
    .execute()

/** What was recorded of the office's templates by kind, those in easy words apart, the newest first. */
const savedIn = async (tx: Readable) =>
  Map.groupBy(await rowsIn(tx), ({ kind, easy_read }) =>
    keyOf({ kind: kind as LetterKind, easyRead: easy_read === 1 }),
  )

const savedOf = ({ version, at, by, name, reason, based_on: basedOn }: Row) => ({
  ...{ version, at, by: name ?? by, reason, basedOn },
})

function rowOf({ kind, easyRead }: Which, rows: readonly Row[], shipped: Templates) {
  const stands = rows.find((row) => row.stands === 1)
  const { name, does } = KINDS[kind]
  return {
    ...{ kind, easyRead, name, does, office: stands ? savedOf(stands) : null },
    versions: rows.filter(({ text }) => text !== null).length,
    isShipped: !easyRead || shipped.get(kind)!.easy !== null,
  } as TemplateRow
}

async function fileOf(tx: Readable, which: Which, shipped: Templates): Promise<TemplateFile> {
  const rows = (await savedIn(tx)).get(keyOf(which)) ?? []
  const stops = rows.filter(({ text }) => text === null)
  return {
    ...rowOf(which, rows, shipped),
    shipped: shippedOf(which, shipped).written,
    canBeEasy: KINDS[which.kind].toClient,
    saved: rows.flatMap((row) => {
      if (row.text === null) return []
      const stop = stops.find(({ version }) => version === row.version)
      const stopped = stop ? { at: stop.at, by: stop.name ?? stop.by, reason: stop.reason } : null
      return [{ ...savedOf(row), text: row.text, stopped }]
    }),
  } as TemplateFile
}
