import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Verdict } from '../audit/contract.ts'
import type { Log } from '../audit/log.ts'
import { toHex } from '../audit/pack/encodings.ts'
import type { Member } from '../audit/pack/pack-zip.ts'
import { MOST_BYTES } from '../audit/pack/pack-zip.ts'
import { logSize, packedLog, type KeptEntry } from '../audit/pack/packed-log.ts'
import { entryOf } from '../audit/read.ts'
import { sha256 } from '../audit/sha256.ts'
import { clientsNamed, keptRecord, spokenName } from '../clients/known-client.ts'
import { recordsOf } from '../clients/records.ts'
import { InformationClass } from '../consents/contract.ts'
import { londonDay } from '../dates/days.ts'
import { everyRow, lineOf } from '../disclosures/listing.ts'
import { allows } from '../people/permissions.ts'
import { fileKind } from '../platform/file-kind.ts'
import type { Platform } from '../platform/platform.ts'
import { expectNothingClosed, expectSeesAllOf, sightOf } from '../matters/read-access.ts'
import { readFirm } from '../practice/read-firm.ts'
import type { PdfWorker } from '../typesetting/pdf-worker.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import { newId } from '../wire/new-id.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import { entriesWished } from './choose-entries.ts'
import type { packs as contract } from './contract.ts'
import { decidedFor, type PackMade } from './logged.ts'
import { reportSheet, type Reported } from './report.ts'

interface Parts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  papers: Pick<ReturnType<typeof officePapers>, 'get'>
  platform: Pick<Platform, 'savePack'>
  pdfWorker: Pick<PdfWorker, 'renderSheet'>
  clock: () => Date
  random: (bytes: number) => Uint8Array
  /** The program's own files, the page of a pack among them. */
  resources: string
  /** The whole verification, whose outcome stands in the report. */
  verify(): Promise<Verdict>
}

type Full = Parameters<Handlers<typeof contract>['makeFull']>[0]
/** What was asked for, full or redacted. */
interface Order extends Pick<Full, 'clientId' | 'recipient' | 'year' | 'reason'> {
  scans: boolean
  letters: boolean
  /** Null for a redacted pack. */
  told: Pick<Full, 'to' | 'purpose'> | null
}

/** Of an entry that stores a document, whether it is of the chosen sort. */
const STORES: Record<string, 'scans' | 'letters'> = {
  'scan-attached': 'scans',
  'proof-attached': 'scans',
  'basis-paper-attached': 'scans',
  'document-kept': 'scans',
  'letter-approved': 'letters',
}
/** How a file ends, by what it is; a document that came in says so in its entry. */
const ENDINGS: Record<string, string> = {
  ...{ pdf: 'pdf', png: 'png', jpeg: 'jpg', tiff: 'tif', text: 'txt', docx: 'docx' },
}

/** Makes audit packs, one at a time; each is an entry, and a full one a disclosure of every client in it. */
export function packs(parts: Parts): Handlers<typeof contract> {
  const { vault, log, platform, clock } = parts
  let running: { done: number; of: number; broken: boolean } | null = null

  async function make(order: Order, by: Actor) {
    if (running)
      throw new Refusal('busy', 'A pack is already being made. Wait for it, or cancel it.')
    if (!allows(by.role, 'read-clients') && (order.clientId !== null || order.recipient !== ''))
      throw new Refusal(
        'not-allowed',
        'An auditor can choose the entries of a pack by year only. Ask a partner.',
      )
    const here = (running = { done: 0, of: 0, broken: false })
    const tick = (entries: number) => {
      here.done += entries
      if (here.broken)
        throw new Refusal('conflict', 'The pack was cancelled. Nothing was recorded.')
    }
    try {
      const stillSees = await vault.read(async (tx) => {
        await expectWhole(tx, order, by)
        return sightOf(tx)
      })
      const verdict = await parts.verify()
      tick(0)
      const size = await logSize(parts)
      here.of = size * (order.recipient === '' ? 1 : 2)
      const made = await assemble(order, by, { size, verdict, reading: { vault, tick } })
      tick(0)
      await vault.read(stillSees)
      let seq = 0
      const name = `Audit pack ${londonDay(clock())}`
      const record = async () => {
        seq = await recorded(order, by, { ...made, stillSees })
      }
      if (!(await platform.savePack(name, made.zip, record))) return null
      const { entries, papers, hash, zip } = made
      return { seq, entries, papers, sha256: hash, bytes: zip.length }
    } finally {
      running = null
    }
  }

  type Made = Awaited<ReturnType<typeof assemble>> & {
    stillSees: Awaited<ReturnType<typeof sightOf>>
  }
  async function assemble(
    order: Order,
    by: Actor,
    {
      size,
      verdict,
      reading,
    }: { size: number; verdict: Verdict; reading: Parameters<typeof packedLog>[0] },
  ) {
    const { clientId, recipient, year, told } = order
    const kind = told ? ('full' as const) : ('redacted' as const)
    const client = clientId === null ? null : await vault.read((tx) => personOf(tx, clientId))
    const tag = client?.tag ?? null
    const wants = await entriesWished(reading, size, {
      ...{ tags: client?.tags ?? null, recipient, year },
    })
    const tags = new Set<string>()
    const stored: Stored[] = []
    const seqs = new Set<number>()
    const chosen = (entry: KeptEntry) => {
      const wanted = wants(entry)
      if (wanted) {
        seqs.add(entry.leaf.seq)
        if (entry.leaf.subject !== null) tags.add(entry.leaf.subject)
        const sort = STORES[entry.leaf.act]
        if (sort && order[sort]) stored.push(...storedBy(entry))
      }
      return wanted
    }
    const packed = await packedLog(reading, size, chosen, kind)
    if (packed.counts.entries === 0)
      throw new Refusal(
        'not-found',
        'No entry is of this choice, and an empty pack shows nothing. Choose otherwise.',
      )
    const { papers, lacking } = await papersOf(stored)
    const page = readFileSync(join(parts.resources, 'verify.html'))
    const names = { client: client?.name ?? null, recipient, year }
    const report = reportSheet({
      ...{
        kind,
        on: londonDay(clock()),
        scope: scopeInWords(names, kind, packed.closed > 0),
        verdict,
        lacking,
      },
      firm: told ? ((await vault.read(readFirm))?.name ?? '') : null,
      made: told ? { by: by.name, to: told.to.name, reason: order.reason } : null,
      log: { size, root: packed.root, origin: packed.origin },
      counts: { ...packed.counts, papers: papers.length },
      register: await registerOf(seqs, order),
      page: toHex(sha256(page)),
    })
    const { pdf } = await parts.pdfWorker.renderSheet(report)
    const weight = [...papers, ...packed.members].reduce((sum, { bytes }) => sum + bytes.length, 0)
    if (weight + pdf.length + page.length > MOST_BYTES)
      throw new Refusal(
        'invalid-input',
        'This pack would be larger than 2 GB. Leave out scans and letters, or choose one client or one year.',
      )
    const chosenBy = { client: tag, recipient: recipient === '' ? null : recipient, year }
    const zip = packed.close({
      ...{ kind, papers, page, report: pdf, madeAt: clock().toISOString() },
      scope: {
        ...chosenBy,
        recipient: told ? chosenBy.recipient : null,
        by: Object.entries(chosenBy).flatMap(([name, value]) => (value === null ? [] : [name])),
      },
    })
    const { entries } = packed.counts
    return { zip, hash: toHex(sha256(zip)), kind, size, entries, papers: papers.length, tags, tag }
  }

  /** The documents themselves; what the office no longer has as it was is named, and left out. */
  async function papersOf(stored: Stored[]) {
    const papers = new Map<string, Member>()
    const lacking: string[] = []
    for (const { seq, paperId, sha256: hash, kind: said } of stored) {
      const bytes = await parts.papers.get(paperId).catch(() => null)
      const ending = ENDINGS[said ?? (bytes && fileKind(bytes)) ?? '']
      if (bytes && ending && toHex(sha256(bytes)) === hash)
        papers.set(hash, { name: `papers/${hash}.${ending}`, bytes })
      else
        lacking.push(
          `The document of entry ${seq} is left out: the office does not have it as it was.`,
        )
    }
    return { papers: [...papers.values()], lacking }
  }

  /** The lines of the register that the chosen entries recorded, those without a basis first. */
  async function registerOf(
    seqs: ReadonlySet<number>,
    { clientId, recipient: reader, told }: Order,
  ): Promise<Reported['register']> {
    const lines: Reported['register'][number][] = []
    const asked = { clientId, reader, year: null, class: null, basis: null }
    // Each page in a look of its own, so that nobody waits for all of them.
    for await (const row of everyRow(asked, (ask) => vault.read(ask))) {
      if (!seqs.has(row.seq)) continue
      const { client, ...line } = lineOf(row, told !== null)
      lines.push({ ...line, client: client?.name ?? null, by: told ? line.by : '' })
    }
    return lines
  }

  /** The entry of the pack, and for a full one an entry for each client whose record it tells. */
  async function recorded(
    order: Order,
    by: Actor,
    { kind, hash, zip, size, entries, papers, tags, tag, stillSees }: Made,
  ): Promise<number> {
    const { clientId, recipient, year, told, reason } = order
    const [packId, on] = [newId(clock, parts.random), londonDay(clock())]
    const [to, role, purpose] = [told?.to.name ?? '', told?.to.role ?? '', told?.purpose ?? '']
    return vault.write(async (tx) => {
      // A matter may have been restricted while the pack was made.
      await expectWhole(tx, order, by)
      await stillSees(tx)
      const { seq } = await log.record(tx, by, {
        act: 'pack-made',
        subject: tag,
        detail: {
          ...{ packId, sha256: hash, bytes: zip.length, kind, on, clientId, recipient, year },
          ...{ entries, size, papers, to, role, purpose, reason },
        } satisfies z.output<typeof PackMade>,
      })
      if (!told) return seq
      const clients = await clientsNamed(tx).execute()
      const everything = InformationClass.options.map((about) => ({
        ...{ class: about, why: decidedFor(reason), consentId: null },
      }))
      for (const { id, tag: subject } of clients.filter((one) => tags.has(one.tag)))
        await log.record(tx, by, {
          act: 'pack-told',
          subject,
          detail: { clientId: id, packId, on, reader: to, role, purpose, told: everything },
        })
      return seq
    })
  }

  return {
    makeFull: ({ to, purpose, ...order }, by) => make({ ...order, told: { to, purpose } }, by),
    makeRedacted: (order, by) => make({ ...order, scans: false, letters: false, told: null }, by),
    progress: () => ({ running: running !== null, done: running?.done ?? 0, of: running?.of ?? 0 }),
    cancel() {
      if (running) running.broken = true
      return {}
    },
  }
}

/** A client by the record that is kept, with the tags of all records of the person. */
async function personOf(tx: Readable, clientId: string) {
  const kept = await keptRecord(tx, clientId)
  const records = await recordsOf(tx, [clientId])
  const all = await clientsNamed(tx)
    .where('o.id', 'in', [...records.keys()])
    .execute()
  return { tag: kept.tag, name: spokenName(kept), tags: new Set(all.map(({ tag }) => tag)) }
}

/** A full pack, and one of the whole log, leave nothing out: whoever may not see everything of the choice makes none. */
async function expectWhole(
  tx: Readable,
  { clientId, recipient, year, told }: Order,
  by: Actor,
): Promise<void> {
  if (clientId !== null && told)
    return expectSeesAllOf(tx, (await recordsOf(tx, [clientId])).keys(), by)
  if (told || (clientId === null && recipient === '' && year === null))
    await expectNothingClosed(tx, 'so you cannot make this pack. Ask another partner.')
}

interface Stored {
  seq: number
  paperId: string
  sha256: string
  kind: string | null
}
function storedBy({ leaf, disclosures }: KeptEntry): Stored[] {
  const { paperId, sha256: hash, kind } = entryOf(leaf, disclosures)?.detail ?? {}
  return typeof paperId === 'string' && typeof hash === 'string'
    ? [
        {
          seq: leaf.seq,
          paperId,
          sha256: hash,
          kind: leaf.act === 'document-kept' ? String(kind) : null,
        },
      ]
    : []
}

function scopeInWords(
  { client, recipient, year }: { client: string | null; recipient: string; year: number | null },
  kind: 'full' | 'redacted',
  lacks: boolean,
): string {
  const isFull = kind === 'full'
  const parts = [
    ...(client === null ? [] : [isFull ? `the client ${client}` : 'one client']),
    ...(recipient === '' ? [] : [isFull ? `what was told to ${recipient}` : 'one recipient']),
    ...(year === null ? [] : [`the year ${year}`]),
  ]
  // Of what is not in it nothing is said, but that it is not everything.
  const seen = lacks ? ', as far as whoever made the pack may read it' : ''
  return `${parts.length === 0 ? 'the whole log' : parts.join(', ')}${seen}`
}
