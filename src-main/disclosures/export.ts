import { createHash } from 'node:crypto'
import type { Log } from '../audit/log.ts'
import { keptRecord, spokenName, tagOf } from '../clients/known-client.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { londonDay } from '../dates/days.ts'
import { CountOf } from '../dates/words.ts'
import { sightOf } from '../matters/read-access.ts'
import { allows, notAllowed } from '../people/permissions.ts'
import type { Platform } from '../platform/platform.ts'
import { readFirm } from '../practice/read-firm.ts'
import { tableOf } from '../platform/table-apart.ts'
import type { PdfWorker } from '../typesetting/pdf-worker.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { type ErasedLine, OFFICE_ONLY, type disclosures as contract } from './contract.ts'
import { countOf, erasedLines, everyRow, lineOf, toldOf, type Filter } from './listing.ts'
import { registerSheet, registerTable, type ReportLine } from './register-report.ts'
import { BASIS_WORDS, classWords } from './register-words.ts'

export interface ExportParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record' | 'health'>
  platform: Pick<Platform, 'saveReport'>
  pdfWorker: Pick<PdfWorker, 'renderSheet'>
  clock: () => Date
}
type Asked = Parameters<Handlers<typeof contract>['export']>[0]

/** More lines than these are chosen in parts. */
const MOST = { pdf: 5_000, csv: 100_000, xlsx: 100_000 }

/** Refuses a filter that would give away what the lines withhold. */
export function expectFilterFor(
  by: Actor,
  { clientId, reader, class: about, sort = null }: Filter & { sort?: { by: string } | null },
): void {
  if (allows(by.role, 'read-clients')) return
  if (clientId !== null || reader.trim() !== '' || about !== null)
    throw new Refusal(
      'not-allowed',
      'An auditor can filter the register by year and basis only. Ask a partner.',
    )
  // An order of names tells of names.
  if (sort !== null && sort.by !== 'on')
    throw new Refusal('not-allowed', 'An auditor can sort the register by date only.')
}

/** The register on paper and as a table: what whoever asks may see of it, each time an entry. */
export function registerExport(parts: ExportParts): Pick<Handlers<typeof contract>, 'export'> {
  const { vault, log, platform, pdfWorker, clock } = parts
  return {
    async export(asked, by) {
      const { kind, restricted, reason, ...filter } = asked
      expectFilterFor(by, filter)
      if (restricted && !allows(by.role, 'reveal-consents'))
        throw notAllowed(by.role, 'reveal-consents')
      const on = londonDay(clock())
      const { code } = await log.health()
      const { lines, erased, client, firm, stillSees } = await vault.read(async (tx) => ({
        ...(await chosen(tx, asked, by)),
        stillSees: await sightOf(tx),
      }))
      const report = {
        ...{ firm: firm || by.name, on, by: by.name, lines, erased, code },
        chosen: chosenWords(asked, { client, sees: allows(by.role, 'read-clients') }),
      }
      const bytes =
        kind === 'pdf'
          ? (await pdfWorker.renderSheet(registerSheet(report))).pdf
          : await tableOf(kind, registerTable(report))
      const count = lines.length + (erased?.length ?? 0)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const record = () =>
        vault.write(async (tx) => {
          await stillSees(tx)
          const subject = filter.clientId === null ? null : await tagOf(tx, filter.clientId)
          const detail = { ...filter, kind, held: restricted, reason, lines: count, sha256, code }
          await log.record(tx, by, { act: 'register-exported', subject, detail })
        })
      const saved = await platform.saveReport(`Register ${on}`, kind, bytes, record)
      return { saved, lines: count }
    },
  }
}

async function chosen(
  tx: Readable,
  { kind, restricted, reason: _, ...filter }: Asked,
  by: Actor,
): Promise<{
  lines: ReportLine[]
  erased: ErasedLine[] | null
  client: string | null
  firm: string
}> {
  const sees = allows(by.role, 'read-clients')
  const { all } = await countOf(tx, filter)
  if (all > MOST[kind])
    throw new Refusal(
      'conflict',
      `${CountOf(all, 'disclosure is', 'disclosures are')} chosen, more than one file takes. Choose a year, a client or a recipient${kind === 'pdf' ? ', or save the table' : ''}.`,
    )
  const lines: ReportLine[] = []
  for await (const row of everyRow(filter, (ask) => ask(tx))) {
    const told = toldOf(row)
    const { client, ...line } = lineOf(row, sees)
    const says = told
      .filter((one) => restricted || one.class !== RESTRICTED_CLASS)
      .map(({ why }) => why)
    lines.push({
      ...{ ...line, client: client?.name ?? null },
      restricted: restricted ? told.some((one) => one.class === RESTRICTED_CLASS) : null,
      why: sees ? [...new Set(says)].filter(Boolean) : [],
    })
  }
  const client = filter.clientId === null ? null : spokenName(await keptRecord(tx, filter.clientId))
  const gone = await erasedLines(tx, filter, MOST[kind])
  const erased = (gone?.lines ?? null) as ErasedLine[] | null
  return { lines, erased, client, firm: (await readFirm(tx))?.name ?? '' }
}

function chosenWords(
  { reader, year, class: about, basis, restricted }: Asked,
  { client, sees }: { client: string | null; sees: boolean },
): string[] {
  const any = (what: string | null) => what ?? 'any'
  return [
    `Client: ${any(client)}. Recipient: ${reader.trim() === '' ? 'any' : `“${reader.trim()}”`}. Information: ${any(about && classWords(about))}. Year: ${any(year === null ? null : String(year))}. Basis: ${any(basis && BASIS_WORDS[basis])}.`,
    restricted
      ? 'Restricted information is named in this report.'
      : 'Restricted information is left out of every line alike.',
    ...(sees ? [] : ['Clients, recipients and information are withheld for whoever made it.']),
    OFFICE_ONLY,
  ]
}
