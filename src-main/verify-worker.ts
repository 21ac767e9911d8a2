import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { workerData } from 'node:worker_threads'
import { auditRules, folds } from './folds.ts'
import { openConnection } from './vault/connection.ts'
import { scanLog } from './vault/log-scan.ts'
import { answerWith, counting } from './vault/thread.ts'
import { workerAnswer, type Errand } from './audit/verification.ts'
import { Refusal } from './wire/refusal.ts'
import { verifyLog, verifyPart, type Part, type PartOutcome } from './audit/verify.ts'

const errand = workerData as Errand
const { begin, tick } = counting(errand)

async function run(): Promise<unknown> {
  const { file, key, head, codes, holders, resources, part } = errand
  const office = openConnection({ file, key, readonly: true })
  key.fill(0)
  try {
    // One view of the file to the end, whatever is recorded meanwhile.
    office.exec('begin')
    if (part) return verifyPart(scanLog(office), part, tick)
    const share = (theirs: Part) =>
      workerAnswer<PartOutcome>({ ...errand, key: lent, part: theirs })
    const papers = join(dirname(file), 'papers')
    const beside = { head, codes, holders, papers, passingKey: randomBytes(32) }
    const rules = auditRules(resources)
    return await verifyLog({ office, ...beside, folds, auditRules: rules, begin, tick, share })
  } finally {
    office.close()
  }
}

const lent = Uint8Array.from(errand.key)
await answerWith(run, (error) => {
  const message = error instanceof Error ? error.message : 'The office’s file cannot be opened.'
  return new Refusal('damaged', message)
})
