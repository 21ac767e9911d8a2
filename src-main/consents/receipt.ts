import { particularsOf } from '../clients/read-client.ts'
import { staysOn } from '../clients/find-names.ts'
import type { Log } from '../audit/log.ts'
import { spokenName } from '../clients/known-client.ts'
import type { Platform } from '../platform/platform.ts'
import { londonDay } from '../dates/days.ts'
import { readFirm } from '../practice/read-firm.ts'
import type { LawSource } from '../law/law-book.ts'
import type { InformationSheet } from '../typesetting/model.ts'
import type { PdfWorker } from '../typesetting/pdf-worker.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { consents as contract } from './contract.ts'
import { ageOf } from './grants.ts'
import { keptForm } from './read-consent.ts'
import { receiptOf } from './receipt-words.ts'

export interface ReceiptParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  platform: Pick<Platform, 'printPdf' | 'savePdf' | 'openPdf'>
  pdfWorker: Pick<PdfWorker, 'renderSheet'>
  law: LawSource
  clock: () => Date
}

/** What the client keeps of a form, with the slip to withdraw it; making it is logged. */
export function receipts(parts: ReceiptParts): Pick<Handlers<typeof contract>, 'receipt'> {
  const { vault, log, platform, pdfWorker, law, clock } = parts
  return {
    async receipt({ consentId, way, printer }, by) {
      if (way === 'printer' && printer === '')
        throw new Refusal('invalid-input', 'Choose a printer.', { printer: 'Choose a printer.' })
      const today = londonDay(clock())
      const sheet = await vault.read((tx) => sheetFor(tx, consentId, { law, today }))
      const { pdf } = await pdfWorker.renderSheet(sheet)
      if (way === 'printer') await platform.printPdf(printer, pdf, sheet.title)
      if (way === 'reader') await platform.openPdf(pdf, sheet.title)
      if (way === 'file' && !(await platform.savePdf('Your copy of a consent form.pdf', pdf)))
        return { made: false }
      await vault.write(async (tx) => {
        const { tag } = await keptForm(tx, consentId)
        await log.record(tx, by, {
          act: 'receipt-made',
          subject: tag,
          detail: { consentId, way },
        })
      })
      return { made: true }
    },
  }
}

/** The sheet in the words that are printed; refused while the firm's details are not recorded. */
async function sheetFor(
  tx: Readable,
  consentId: string,
  { law, today }: { law: LawSource; today: string },
): Promise<InformationSheet> {
  const kept = await keptForm(tx, consentId)
  const firm = await readFirm(tx)
  if (!firm)
    throw new Refusal(
      'conflict',
      'The firm’s details are not recorded yet. Record them, then make the sheet.',
    )
  if (kept.diedOn !== null)
    throw new Refusal('conflict', 'The client has died: nothing is made for the client any more.')
  const client = await particularsOf(tx, kept.clientId)
  const address = [...firm.address, firm.postcode]
  return receiptOf(kept, {
    name: spokenName(client),
    number: client.prisonNumber.number || 'no prison number on file',
    firm: {
      name: firm.name,
      address,
      contact: [address.join(', '), `Telephone ${firm.telephone}`],
      stated: `${firm.name}. ${firm.regulatedBy.replace(/\.$/, '')}. SRA number ${firm.sraNumber}.`,
    },
    today,
    inPrison: (await staysOn(tx, [kept.clientId], today)).get(kept.clientId)?.kind === 'prison',
    lastDay: ageOf(kept.form, await law.book(tx)).lastDay,
    ourMark: consentId.slice(-8).toUpperCase(),
    largePrint: client.needs.largePrint,
  })
}
