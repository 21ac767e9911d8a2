import { hash } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { canonical } from '../../src-main/audit/canonical.ts'
import { BLOCK, verifyRows, verifyTop, type RowsOutcome } from '../../src-main/audit/verify-rows.ts'
import { openConnection } from '../../src-main/vault/connection.ts'
import { scanLog } from '../../src-main/vault/log-scan.ts'
import { longLog } from './long-log.ts'
import { measure, round, type Report } from './rounds.ts'

/**
 * Verifying every row of an encrypted log, its hash and its place in the tree, against the floor: SQLite
 * reading the same rows and nodes in C, and one SHA-256 call each over as many bytes.
 * `--entries <n>` (200,000) and `--rounds <n>` (7) may be given.
 */
export async function bench(options: string[]): Promise<Report> {
  const option = (name: string, otherwise: number) =>
    options.includes(name) ? Number(options[options.indexOf(name) + 1]) : otherwise
  const entries = option('--entries', 200_000)
  const made = longLog(entries)
  const office = openConnection({ file: made.file, key: made.key, readonly: true })
  const workers = [0, 1].map(
    () => new Worker(new URL('./audit-worker.ts', import.meta.url), { workerData: made }),
  )
  try {
    const scan = scanLog(office)
    const blocks = Math.ceil(entries / BLOCK)
    const nothing = () => {}
    const expectSound = (outcomes: RowsOutcome[]) => {
      if (outcomes.some(({ bad }) => bad > 0) || verifyTop(scan, entries))
        throw new Error('The log that is measured must hold.')
    }
    const scanRows = office.prepare('select sum(length(leaf) + length(hash)) from log')
    const scanNodes = office.prepare('select sum(length(hash)) from log_node')
    const leaves = Buffer.alloc(entries * (made.bytesPerLeaf + 1), 7)
    const inner = Buffer.alloc(entries * 65, 7)
    const floorOfRows = () => [scanRows.get(), hash('sha256', leaves, 'buffer')]
    const parsing = office.prepare('select leaf, hash from log order by seq')
    const middle = Math.ceil(blocks / 2)

    const cases = await measure(
      [
        { name: 'floor of the rows alone', run: floorOfRows },
        {
          name: 'floor',
          run: () => [floorOfRows(), scanNodes.get(), hash('sha256', inner, 'buffer')],
        },
        {
          name: 'remedy, one thread',
          run: () => expectSound([verifyRows(scan, entries, { from: 0, to: blocks }, nothing)]),
        },
        {
          name: 'remedy, two workers',
          async run() {
            workers[0]!.postMessage({ size: entries, from: 0, to: middle })
            workers[1]!.postMessage({ size: entries, from: middle, to: blocks })
            const replies = await Promise.all(workers.map((worker) => once(worker, 'message')))
            expectSound(replies.map(([outcome]) => outcome as RowsOutcome))
          },
        },
        {
          name: 'row by row, parsed and written anew (leaf hashes only)',
          run() {
            for (const row of parsing.iterate() as IterableIterator<{
              leaf: string
              hash: Buffer
            }>) {
              const leaf = Buffer.from(`\0${canonical(JSON.parse(row.leaf))}`)
              if (!hash('sha256', leaf, 'buffer').equals(row.hash)) throw new Error('It must hold.')
            }
          },
        },
      ],
      option('--rounds', 7),
    )
    const [rows, floor, one, two, usual] = cases.map(({ medianMs }) => medianMs)
    const [rowsCpu, floorCpu, oneCpu] = cases.map(({ cpuMs }) => cpuMs)
    const perMillion = round((one! / entries) * 1e6)
    return {
      name: 'audit',
      cases,
      ratios: {
        'remedy/floor': round(one! / floor!),
        'two workers/floor': round(two! / floor!),
        'remedy/floor of the rows alone': round(one! / rows!),
        'two workers/floor of the rows alone': round(two! / rows!),
        'remedy/floor by processor time': round(oneCpu! / floorCpu!),
        'remedy/floor of the rows alone by processor time': round(oneCpu! / rowsCpu!),
        'row by row/remedy': round(usual! / one!),
      },
      notes: [
        `${entries} entries, ${made.bytesPerLeaf} bytes a leaf; one thread takes ${perMillion} ms per million`,
        'floor: SQLite scans the rows and the nodes in C, and one SHA-256 call hashes as many bytes as the leaves and nodes have',
      ],
    }
  } finally {
    office.close()
    await Promise.all(workers.map((worker) => worker.terminate()))
    rmSync(made.folder, { recursive: true, force: true })
  }
}
