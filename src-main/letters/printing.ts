import { createHash } from 'node:crypto'
import type { Bundle } from '../typesetting/bundle.ts'
import type { LetterModel } from '../typesetting/model.ts'
import { togetherApart } from '../typesetting/together-apart.ts'
import type { Running } from '../vault/thread.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { letters as contract } from './contract.ts'
import { differenceWords } from './difference-words.ts'
import { expectEnvelope } from './envelope-gate.ts'
import { envelopeModel, labelsModel, letterModel, privilegeFor } from './model-of.ts'
import { LetterApproved } from './logged.ts'
import { packedBy, packedFor } from './packing.ts'
import { expectAllInSight } from './out-of-sight.ts'
import { approvalOf, type LetterParts, type LetterRecord } from './record.ts'
import { differences, statesOn } from './stated.ts'
import { statedBy } from './stated-by.ts'
import { withEnclosures } from './with-enclosures.ts'

const MARKED =
  'A marked copy would not be the letter. Save a copy as PDF: that is the letter as it was approved.'

export type WithLogo = (model: LetterModel, one: LetterRecord) => Promise<LetterModel>
type Job = z.output<(typeof contract)['print']['input']>
type Together = z.output<(typeof contract)['printTogether']['input']>
type PrintParts = Pick<LetterParts, 'vault' | 'papers' | 'resources' | 'pdfWorker' | 'platform'>

/** The papers of an approved letter, and their way to a printer. */
export function papersOf(parts: PrintParts, withLogo: WithLogo) {
  const { papers, pdfWorker, platform } = parts
  async function frozen(one: LetterRecord) {
    expectAllInSight(one)
    return papers.get(String(approvalOf(one).said['paperId']))
  }

  /** The model of the letter that was approved; refused where it would be another by now. */
  async function asApproved(one: LetterRecord, cure = MARKED): Promise<LetterModel> {
    expectAllInSight(one)
    const model = await withLogo(letterModel(one, approvedAs(one, 'letterhead')), one)
    const { pdf } = await pdfWorker.renderLetter(model)
    if (createHash('sha256').update(pdf).digest('hex') !== approvalOf(one).said['sha256'])
      throw new Refusal('conflict', `${changedSince(one)} ${cure}`)
    return model
  }

  /** The letter as it was approved, with whose copy it is across every page. */
  async function copyOf(one: LetterRecord, more: Partial<LetterModel>) {
    return (await pdfWorker.renderLetter({ ...(await asApproved(one)), ...more })).pdf
  }

  /** On the firm's own printed paper the same letter leaves out what stands on the paper already. */
  async function onPrePrinted(one: LetterRecord): Promise<Uint8Array> {
    expectAllInSight(one)
    const model = letterModel(one, approvedAs(one, 'pre-printed'))
    return (await pdfWorker.renderLetter(model)).pdf
  }

  /** The letter alone, or with what it encloses; on the firm’s own printed paper without what stands there already. */
  async function letterItself(one: LetterRecord, { what, paper }: Job) {
    const pdf = paper === 'pre-printed' ? await onPrePrinted(one) : await frozen(one)
    return what === 'with-enclosures' ? withEnclosures(one, pdf, parts) : { pdf, apart: undefined }
  }

  /** The copy for one of its readers, marked as whose it is. */
  function copyFor(one: LetterRecord, reader: number) {
    const packing = packedFor(one, reader)
    return readerOf(one, reader)?.role === 'client'
      ? copyOf(one, { ...forClient(one), packing })
      : copyOf(one, { copyFor: 'reader', packing })
  }

  async function paperFor(one: LetterRecord, job: Job): Promise<Uint8Array> {
    const { what, reader } = job
    if (what === 'file-copy') return copyOf(one, { copyFor: 'file', packing: packedBy(one) })
    const to = readerOf(one, reader)
    const packing = packedFor(one, reader)
    if (what === 'copy') {
      if (reader === null) throw new Refusal('invalid-input', 'Choose whose copy it is.')
      return copyFor(one, reader)
    }
    // What stands on the envelope of any other copy is no part of the letter, and was not decided with it.
    if (to && to.role !== 'client') expectEnvelope(one, to)
    if (what === 'labels') {
      const labels = labelsModel(one, { reader, packing })
      const all = Array.from({ length: job.copies }, () => labels).flat()
      const { datedOn } = one.content
      return (await pdfWorker.renderLabels({ datedOn, start: job.start, labels: all })).pdf
    }
    return (await pdfWorker.renderEnvelope(envelopeFor(one, job, packing))).pdf
  }

  return {
    frozen,
    asApproved,
    copyFor,
    /** The letter as it is printed with others; refused where it would be another than was approved. */
    async modelFor(one: LetterRecord, paper: LetterModel['paper']): Promise<LetterModel> {
      const model = await asApproved(one, 'Print it by itself.')
      return paper === 'letterhead' ? model : letterModel(one, approvedAs(one, paper))
    },
    async printModels(
      models: LetterModel[],
      { printer, sides, tray, on }: Pick<Together, 'printer' | 'sides' | 'tray'> & { on: string },
      {
        through,
        ready,
      }: {
        through<Answer>(start: () => Running<Answer>): Promise<Answer>
        /** Refuses what may not go to the printer any more. */
        ready(): Promise<void>
      },
    ): Promise<void> {
      const order = { letters: models, bothSides: sides !== 'one', datedOn: on }
      const { pdf } = await through(() => togetherApart(order, parts))
      const title = `Letters ${on}`
      await ready()
      await platform.printPdf(printer, pdf, title, { size: 'A4', copies: 1, sides, tray })
    },
    /** Gives what is not in one file with the letter, where it was to be. */
    async print(
      one: LetterRecord,
      job: Job,
      ready: () => Promise<unknown>,
    ): Promise<Bundle['apart'] | undefined> {
      const { printer, what, copies, sides, tray, size } = job
      const isLetter = what === 'letter' || what === 'with-enclosures'
      const { pdf, apart } = isLetter
        ? await letterItself(one, job)
        : { pdf: await paperFor(one, job), apart: undefined }
      const envelope = what === 'envelope' || what === 'outer'
      await ready()
      await platform.printPdf(printer, pdf, one.matter.ourRef, {
        size: envelope ? (size === 'DL-window' ? 'DL' : size) : 'A4',
        // Of labels the sheets hold as many as are wanted.
        copies: what === 'labels' ? 1 : copies,
        sides: envelope || what === 'labels' ? 'one' : sides,
        tray,
      })
      return apart
    },
  }
}

/** What can be printed of it, in the order in which it is packed. Pure. */
export function printable(one: LetterRecord): z.input<(typeof contract)['papers']['output']> {
  const { addressee, copies, enclosures } = one.content
  const paper = (what: Job['what'], reader: number | null) => {
    const to = reader === null ? addressee : copies[reader]!.addressee
    const client = reader !== null && to.role === 'client'
    const privilege = privilegeFor(one, reader)
    return { what, reader, name: to.name, client, privilege, packing: packedFor(one, reader) }
  }
  const envelopes = (reader: number | null) =>
    (['envelope', 'outer', 'labels'] as const)
      .map((what) => paper(what, reader))
      .filter(({ what, privilege }) => what !== 'outer' || privilege !== null)
  return [
    paper('letter', null),
    ...(enclosures.some(({ document }) => document) ? [paper('with-enclosures', null)] : []),
    ...[paper('file-copy', null), ...envelopes(null)],
    ...copies.flatMap((_, reader) => [paper('copy', reader), ...envelopes(reader)]),
  ]
}

const approvedAs = (one: LetterRecord, paper: LetterModel['paper']) => ({
  ...{ paper, draft: false, code: String(approvalOf(one).said['code']) },
  packing: packedBy(one),
})

/** The same words in the size of type that the client reads. */
const forClient = ({ client, content }: LetterRecord) => ({
  copyFor: 'client' as const,
  largePrint: content.largePrint || client.particulars.needs.largePrint,
})

/** Whose copy it is; null for whom the letter is addressed to. */
export function readerOf({ content }: LetterRecord, reader: number | null) {
  if (reader === null) return null
  const copy = content.copies[reader]
  if (!copy) throw new Refusal('invalid-input', 'The letter has no such copy.')
  return copy.addressee
}

function envelopeFor(one: LetterRecord, { what, reader, size }: Job, packing: string | null) {
  const privileged = privilegeFor(one, reader) !== null
  if (what === 'outer' && !privileged)
    throw new Refusal('conflict', 'This letter is not privileged mail, so it has one envelope.')
  if (reader !== null && size === 'DL-window')
    throw new Refusal(
      'conflict',
      'A copy shows the address of whoever the letter is addressed to, so a window would show that. Choose DL, C5 or C4.',
      { size: 'Choose DL, C5 or C4.' },
    )
  if (privileged && size === 'DL-window')
    throw new Refusal(
      'conflict',
      'Privileged mail goes in two closed envelopes: the mark and the address are printed on them. Choose DL, C5 or C4.',
      { size: 'Choose DL, C5 or C4.' },
    )
  return envelopeModel(one, { reader, size, packing, outer: what === 'outer' })
}

/** What makes a letter another one than was approved when it is printed again. */
function changedSince(one: LetterRecord): string {
  const { firmVersion } = LetterApproved.pick({ firmVersion: true }).parse(approvalOf(one).said)
  if (one.firm?.version !== firmVersion)
    return 'The firm’s details changed after this letter was approved.'
  const before = statedBy(one)
  const since = before
    ? differences(one, { before, now: statesOn(one.content, one, one.today) })
    : []
  return since.length > 0
    ? `The record changed after this letter was approved. ${since.map((each) => differenceWords(each, 'letter')).join(' ')}`
    : 'The letterhead, the record or the program changed after this letter was approved.'
}
