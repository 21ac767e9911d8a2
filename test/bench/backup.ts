import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { officePapers } from '../../src-main/vault/papers.ts'
import { largeOffice } from './large-office.ts'
import { PASSPHRASE, signedInAt, TODAY } from './office-stories.ts'
import { round, type Report } from './rounds.ts'

const DOCUMENT = 4 * 2 ** 20
/** What stands in the window is asked for again so often while a backup is made. */
const ASKED_EVERY_MS = 20

/**
 * Backups of a large office: the first one, one with a hundredth more documents, one with nothing new; and how long the window
 * waits for an answer meanwhile, beside how long it waits when nothing else is done. `--clients <n>` (2,000) and
 * `--megabytes <n>` of documents (400) may be given.
 */
export async function bench(options: string[]): Promise<Report> {
  const option = (name: string, otherwise: number) =>
    options.includes(name) ? Number(options[options.indexOf(name) + 1]) : otherwise
  const [clients, megabytes] = [option('--clients', 2000), option('--megabytes', 400)]
  const whole = Math.max(1, Math.round((megabytes * 2 ** 20) / DOCUMENT))
  const more = Math.max(1, Math.round(whole / 100))
  const { folder, clear } = await largeOffice(clients)
  const place = mkdtempSync(join(tmpdir(), 'remedy-bench-backups-'))
  try {
    const quiet = await backedUp(folder, { place, added: whole, makes: false })
    const first = await backedUp(folder, { place, added: 0 })
    const some = await backedUp(folder, { place, added: more })
    const none = await backedUp(folder, { place, added: 0 })
    const named = { 'first backup': first, 'a hundredth more': some, 'nothing new': none }
    const cases = Object.entries({ 'no backup': quiet, ...named }).map(([name, one]) => ({
      ...{ name, medianMs: one.tookMs, minMs: one.tookMs, maxMs: one.tookMs },
      ...{ cpuMs: one.cpuMs, peakMB: one.peakMB },
    }))
    return {
      name: 'backup',
      cases,
      ratios: {
        'documents written, a hundredth more / first': round(some.written / first.written),
        'documents written, nothing new / first': round(none.written / first.written),
        'time, a hundredth more / first': round(some.tookMs / first.tookMs),
      },
      notes: [
        `${clients} clients, ${whole} documents of ${DOCUMENT / 2 ** 20} MB; ${more} more; each once.`,
        ...Object.entries({ 'no backup': quiet, ...named }).map(
          ([name, { answers }]) =>
            `The window’s answer, ${name}: median ${answers.median} ms, 99 in 100 within ${answers.most} ms, longest ${answers.longest} ms.`,
        ),
      ],
    }
  } finally {
    clear()
    rmSync(place, { recursive: true, force: true })
  }
}

/** Adds documents to a closed office, opens it, makes a backup, and asks for a client’s page meanwhile. */
async function backedUp(
  folder: string,
  { place, added, makes = true }: { place: string; added: number; makes?: boolean },
) {
  await addDocuments(folder, added)
  const clock = () => new Date(`${TODAY}T09:00:00.000Z`)
  const { office, ask } = await signedInAt(folder, clock, {
    chooseBackupFolder: async () => place,
  })
  try {
    await ask.backups.choosePlace({ keep: { daily: 14, weekly: 8, monthly: 12 } })
    const [client] = (await ask.clients.find({ text: '', limit: 1 })).rows
    const before = bytesIn(place)
    const waits: number[] = []
    const over = new AbortController()
    const asking = (async () => {
      while (!over.signal.aborted || waits.length < 100) {
        const began = performance.now()
        await ask.clients.get({ clientId: client!.id })
        waits.push(performance.now() - began)
        await wait(ASKED_EVERY_MS)
      }
    })()
    const [began, cpu] = [performance.now(), process.cpuUsage()]
    if (makes) await ask.backups.make({})
    const tookMs = performance.now() - began
    const { user, system } = process.cpuUsage(cpu)
    over.abort()
    await asking
    const sorted = waits.toSorted((one, other) => one - other)
    const at = (part: number) => round(sorted[Math.floor((sorted.length - 1) * part)]!)
    return {
      tookMs: round(tookMs),
      cpuMs: round((user + system) / 1000),
      peakMB: Math.round(process.memoryUsage().rss / 2 ** 20),
      written: bytesIn(place) - before,
      answers: { median: at(0.5), most: at(0.99), longest: at(1) },
    }
  } finally {
    await office.close()
  }
}

/** Documents as the office keeps them, whose names no act has: what a backup copies is what the office’s file names. */
async function addDocuments(folder: string, count: number): Promise<void> {
  if (count === 0) return
  const random = (bytes: number) => randomBytes(bytes)
  const vault = createVault({ folder, clock: () => new Date(TODAY), random, cost: 2 ** 4 })
  await vault.unlock(vault.keyHolders()[0]!.personId, PASSPHRASE)
  const papers = officePapers({ vault, folder, random })
  for (let at = 0; at < count; at++) {
    const paper = papers.put(randomBytes(DOCUMENT))
    await vault.write((tx) => papers.keep(tx, paper))
  }
  await vault.lock()
}

/** Of the documents alone: the database is copied whole each time. */
function bytesIn(place: string): number {
  const inside = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
      one.isDirectory() ? inside(join(folder, one.name)) : [join(folder, one.name)],
    )
  return inside(place)
    .filter((file) => /[/\\]papers[/\\]/.test(file))
    .reduce((sum, file) => sum + statSync(file).size, 0)
}
