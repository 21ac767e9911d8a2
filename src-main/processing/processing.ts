import type { Log } from '../audit/log.ts'
import { londonDay } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import type { LawSource } from '../law/law-book.ts'
import type { Platform } from '../platform/platform.ts'
import { printable } from '../typesetting/glyphs.ts'
import type { InformationSheet } from '../typesetting/model.ts'
import type { PdfWorker } from '../typesetting/pdf-worker.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day, z } from '../wire/schema.ts'
import type { processing as contract, ProcessingRecord } from './contract.ts'
import { factsOf, saidNow, type Facts } from './facts.ts'
import { ProcessingSaid } from './logged.ts'
import { recordParts } from './record-words.ts'

interface Parts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  law: LawSource
  platform: Pick<Platform, 'printPdf' | 'savePdf' | 'openPdf'>
  pdfWorker: Pick<PdfWorker, 'renderSheet'>
  clock: () => Date
}
type Shown = z.input<typeof ProcessingRecord>

/** The office’s record of processing: worked out of what the office holds, but for what it has to say itself. */
export function processing(parts: Parts): Handlers<typeof contract> {
  const { vault, log, law, platform, pdfWorker, clock } = parts
  const today = () => londonDay(clock()) as Day
  const facts = async (tx: Readable) => factsOf(tx, { today: today(), book: await law.book(tx) })
  const shown = (found: Facts): Shown => ({ parts: recordParts(found), said: found.said })

  async function paper(): Promise<{ pdf: Uint8Array; name: string; title: string }> {
    const found = await vault.read(facts)
    const { pdf } = await pdfWorker.renderSheet(sheetOf(shown(found), found, today()))
    return { pdf, name: `Record of processing ${today()}.pdf`, title: 'Record of processing' }
  }

  return {
    record: () => vault.read(async (tx) => shown(await facts(tx))),

    say: ({ before: read, ...draft }, by) =>
      vault.write(async (tx) => {
        const before = await saidNow(tx)
        if (read !== (before?.at ?? null))
          throw new Refusal(
            'conflict',
            'Somebody recorded other words after you opened the record. Read the newer ones first.',
          )
        const detail = ProcessingSaid.parse(draft)
        if (before && JSON.stringify(ProcessingSaid.parse(before)) === JSON.stringify(detail))
          throw new Refusal('invalid-input', 'Nothing was changed, so there is nothing to record.')
        await log.record(tx, by, { act: 'processing-said', subject: null, detail })
        return shown(await facts(tx))
      }),

    async save() {
      const { pdf, name } = await paper()
      return { saved: await platform.savePdf(name, pdf) }
    },
    async print({ printer }) {
      const { pdf, title } = await paper()
      await platform.printPdf(printer, pdf, title)
      return {}
    },
    async open() {
      const { pdf, title } = await paper()
      await platform.openPdf(pdf, title)
      return {}
    },
  }
}

/** The record as a paper, as at a day. */
function sheetOf({ parts }: Shown, { firm, office }: Facts, today: string): InformationSheet {
  return {
    title: 'Record of processing',
    madeOn: today,
    firm: {
      name: printable(firm?.name ?? office),
      contact: firm ? [printable([...firm.address, firm.postcode].join(', '))] : [],
      stated: printable(firm ? `${firm.name}. SRA number ${firm.sraNumber}.` : office),
    },
    group: 'UK GDPR, Article 30',
    heading: 'Record of processing',
    asAt: `As the office’s records stood on ${formatDay(today)}`,
    notice:
      'Each statement follows from what the office holds, as said after it. It names no client. What is marked “to be completed” is still to be recorded or confirmed.',
    parts: parts.map(({ heading, authority, statements }) => ({
      heading,
      paragraphs: [
        ...statements.map(({ text, from, open }) =>
          printable(`${open ? 'To be completed: ' : ''}${text} (From ${from}.)`),
        ),
        authority,
      ],
    })),
    foot: `Record of processing, ${formatDay(today)}`,
    largePrint: false,
    close: true,
  }
}
