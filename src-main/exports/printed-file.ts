import { createHash } from 'node:crypto'
import type { Log } from '../audit/log.ts'
import { tagOf } from '../clients/known-client.ts'
import { Client, type ClientId } from '../clients/contract.ts'
import { londonDay } from '../dates/days.ts'
import { LetterId } from '../letters/contract.ts'
import { sightOf } from '../matters/read-access.ts'
import type { Platform } from '../platform/platform.ts'
import { safeName } from '../platform/safe-name.ts'
import { readFirm } from '../practice/read-firm.ts'
import type { PdfWorker } from '../typesetting/pdf-worker.ts'
import type { Vault } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { Day, type z } from '../wire/schema.ts'
import type { exporting as contract } from './contract.ts'
import { mattersOf, spoken } from './file-contents.ts'
import { openEye, type Rooms } from './file-rooms.ts'
import type { OneExport } from './one-at-a-time.ts'
import type { ClientFilePrinted } from './logged.ts'
import { printedFileSheet, type PrintedFile } from './printed-file-sheet.ts'

export interface PrintedParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  rooms: () => Rooms
  platform: Pick<Platform, 'printPdf' | 'openPdf' | 'saveReport'>
  pdfWorker: Pick<PdfWorker, 'renderSheet'>
  clock: () => Date
  one: OneExport
}

/** So many letters are listed, and so many of those that were approved are printed in their words. */
const LISTED = 10
const IN_WORDS = 3

/** A client’s file on paper: printed, saved or opened, each an entry. Nothing restricted is in it, whoever makes it. */
export function printedFile(parts: PrintedParts): Pick<Handlers<typeof contract>, 'printedFile'> {
  const { vault, log, rooms, platform, pdfWorker, clock, one } = parts
  return {
    async printedFile({ clientId, way, printer }, by) {
      if (way === 'printer' && printer === '')
        throw new Refusal('invalid-input', 'Choose a printer.', { printer: 'Choose a printer.' })
      const on = Day.parse(londonDay(clock()))
      const { firm, stillSees } = await vault.read(async (tx) => ({
        ...{ firm: (await readFirm(tx))?.name ?? '', stillSees: await sightOf(tx) },
      }))
      const { file, sheet, pdf } = await one.alone(async ({ tick }) => {
        const goOn = () => tick(0)
        const file = await printedOf({ rooms: rooms(), clientId, on, goOn }, openEye(by))
        const sheet = printedFileSheet(file, { on, by: by.name, firm: firm || by.name })
        const { pdf } = await pdfWorker.renderSheet(sheet)
        goOn()
        return { file, sheet, pdf }
      })
      const sha256 = createHash('sha256').update(pdf).digest('hex')
      const record = () =>
        vault.write(async (tx) => {
          await stillSees(tx)
          const detail: z.input<typeof ClientFilePrinted> = { clientId, way, sha256 }
          const subject = await tagOf(tx, clientId)
          await log.record(tx, by, { act: 'client-file-printed', subject, detail })
        })
      if (way === 'file') {
        const name = safeName(`${spoken(file.client)}, printed file ${on}`, 'Printed file')
        return { made: await platform.saveReport(name, 'pdf', pdf, record) }
      }
      await vault.read(stillSees)
      if (way === 'printer') await platform.printPdf(printer, pdf, sheet.title)
      else await platform.openPdf(pdf, sheet.title)
      await record()
      return { made: true }
    },
  }
}

async function printedOf(
  { rooms, clientId, on, goOn }: { rooms: Rooms; clientId: ClientId; on: Day; goOn: () => void },
  eye: Actor,
): Promise<PrintedFile> {
  const client = Client.parse(await rooms.clients.get({ clientId }, eye))
  const list = { clientId, sort: null, offset: 0 }
  const newest = (await rooms.letters.list({ ...list, which: 'all', limit: LISTED }, eye)).rows
  const frozen = newest.filter(({ state }) => state !== 'draft').slice(0, IN_WORDS)
  const written: PrintedFile['written'][number][] = []
  for (const { id } of frozen) {
    goOn()
    written.push(await rooms.letters.get({ letterId: LetterId.parse(id) }, eye))
  }
  const held = client.stays.findLast(({ from }) => from <= on)
  return {
    ...{ client, newest, written },
    acting: (await rooms.representatives.list({ clientId }, eye)).rows,
    forms: await rooms.consents.list({ clientId }, eye),
    bases: (await rooms.bases.list({ clientId }, eye)).rows,
    matters: await mattersOf({ rooms, clientId, goOn }, eye),
    waiting: (await rooms.letters.list({ ...list, which: 'open', limit: 200 }, eye)).rows,
    answered: held?.establishmentId
      ? await rooms.rights.answerable(
          {
            ...{ prison: held.establishmentId, kind: 'clinical' },
            ...{ eventOn: on, actionOn: on, facts: {} },
          },
          eye,
        )
      : null,
  }
}
