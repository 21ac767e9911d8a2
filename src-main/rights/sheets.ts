import type { Platform } from '../platform/platform.ts'
import { londonDay } from '../dates/days.ts'
import { readFirm } from '../practice/read-firm.ts'
import type { Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { law } from '../law/contract.ts'
import type { rights as contract } from './contract.ts'
import type { PdfWorker } from '../typesetting/pdf-worker.ts'
import { sheetOf } from './sheet-words.ts'

type Questions = Handlers<typeof contract>
/** The questions that make a sheet of paper. */
export type SheetQuestions = 'printSheet' | 'saveSheet' | 'openSheet'

interface Parts extends Pick<Questions, 'topic'>, Pick<Handlers<typeof law>, 'edition'> {
  vault: Pick<Vault, 'read'>
  platform: Platform
  pdfWorker: Pick<PdfWorker, 'renderSheet'>
  clock: () => Date
}

/** A topic on paper, to be given to a client: printed, saved, or opened in a reader. */
export function sheets(parts: Parts): Pick<Questions, SheetQuestions> {
  const { vault, platform, pdfWorker, clock } = parts

  async function made(
    { id, asAt, largePrint }: Parameters<Questions['saveSheet']>[0],
    by: Parameters<Questions['saveSheet']>[1],
  ) {
    const [topic, edition, firm] = await Promise.all([
      parts.topic({ id, asAt }, by),
      parts.edition({}, by),
      vault.read(readFirm),
    ])
    if (!firm)
      throw new Refusal(
        'conflict',
        'The firm’s details are not recorded yet. Record them, then make the sheet.',
      )
    const today = londonDay(clock())
    const sheet = sheetOf(topic, { asAt, today, firm, edition, largePrint })
    const { pdf } = await pdfWorker.renderSheet(sheet)
    return { pdf, title: sheet.title, name: `Information sheet ${id}, ${asAt}.pdf` }
  }

  return {
    async printSheet({ printer, ...asked }, by) {
      const { pdf, title } = await made(asked, by)
      await platform.printPdf(printer, pdf, title)
      return {}
    },
    async saveSheet(asked, by) {
      const { pdf, name } = await made(asked, by)
      return { saved: await platform.savePdf(name, pdf) }
    },
    async openSheet(asked, by) {
      const { pdf, title } = await made(asked, by)
      await platform.openPdf(pdf, title)
      return {}
    },
  }
}
