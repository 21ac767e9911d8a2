import { COPY_FIRST } from '../wire/refusal.ts'
import type { Connection } from '../vault/connection.ts'
import { scanLog, type LogScan } from '../vault/log-scan.ts'
import type { Head } from '../vault/vault.ts'
import type { Finding, Verdict } from './contract.ts'
import type { Folds } from './entry.ts'
import { figure, finding, gather, reasonOf } from './finding.ts'
import type { AuditRule } from './rule.ts'
import { fingerprintOf } from './signing-key.ts'
import { verifyCheckpoints, verifyCode, verifyHead } from './verify-checkpoints.ts'
import { openScratch } from '../vault/scratch.ts'
import { verifyKey, verifySchema, verifySearch } from './verify-form.ts'
import { verifyHolders, type Holders } from './verify-holders.ts'
import { openable, verifyLists, verifyRules } from './verify-meaning.ts'
import { PAPERS_HOLD, verifyPapers } from './verify-papers.ts'
import { verifyPages } from './verify-pages.ts'
import { BLOCK, verifyRows, verifyTop, type RowsOutcome } from './verify-rows.ts'
import { together, unexplained, verifyWords, type WordsOutcome } from './verify-words.ts'

/** A stretch of the log, in blocks of the tree, that can be verified by itself. */
export interface Part {
  size: number
  from: number
  to: number
}

export interface PartOutcome {
  rows: RowsOutcome
  words: WordsOutcome
}

/** What a verification found; whoever asked adds when, and how long it took. */
export type Outcome = Omit<Verdict, 'at' | 'tookMs'>

interface Verification {
  /** Read-only, its own, inside one transaction. */
  office: Connection
  head: Head | null
  /** Where the documents lie; null where there are none to compare. */
  papers: string | null
  /** What the key file says, for whoever may open the office; null where it is not compared. */
  holders: Holders | null
  /** Encrypts what a long log draws beside it, and is kept nowhere; null draws it in memory. */
  passingKey: Uint8Array | null
  /** As typed from paper. */
  codes: readonly string[]
  folds: Folds
  auditRules: readonly AuditRule[]
  /** Told how many steps there are, three for each entry, and then of steps done. */
  begin: (steps: number) => void
  tick: (steps: number) => void
  /** Takes over a part of a long log, in another thread. */
  share?: (part: Part) => Promise<PartOutcome>
}

const ENTRIES_HOLD = 'Every entry is as it was logged'
const CONTENTS_HOLD = 'The contents of every entry are as they were logged'
const SIGNED_CODES = 'The whole log matches the signed code'
const SIGNATURES = 'Every signature is this office’s'
const PAGES_READ = 'The rest of the file can be read'
/** The one check whose faults a rebuild from the log repairs. */
export const LISTS_AGREE = 'The lists shown agree with the log'
const FORM_AGREES = 'The structure of the file is as the program makes it'
const SEARCH_AGREES = 'Every name is found by the search'
const KEYS_AGREE = 'The key file opens the office for those who work here, and for nobody else'
/** Checks that say nothing against the log itself, so that the lists may be rebuilt from it. */
export const BESIDE_THE_LOG: ReadonlySet<string> = new Set([
  ...[LISTS_AGREE, PAPERS_HOLD, SEARCH_AGREES, KEYS_AGREE],
])

/** Checks that all hold where entries may be missing at the end of a log, and nothing else is wrong with it or its file. */
export const UP_TO_THE_END: readonly string[] = [
  ...[ENTRIES_HOLD, CONTENTS_HOLD, SIGNED_CODES, SIGNATURES],
  ...[LISTS_AGREE, PAGES_READ, FORM_AGREES, SEARCH_AGREES],
]

/** Logs longer than this are shared between two threads. */
const LONG = 50_000

/** Verifies everything that the file can show about its log; what cannot be read becomes a finding. */
export async function verifyLog(verification: Verification): Promise<Outcome> {
  const { office, head, codes, folds, auditRules, begin, tick, papers, holders, passingKey } =
    verification
  const findings = gather()
  const remarks = gather()
  const checks: Outcome['checks'] = []
  const check = (name: string, of: number, held: number) => checks.push({ name, of, held })
  function attempt<T>(what: string, stage: () => T): T | undefined {
    try {
      return stage()
    } catch (error) {
      findings.push(finding(null, `${what} could not be checked.`, reasonOf(error)))
      return undefined
    }
  }

  const scan = scanLog(office)
  const [first, last] = attempt('The length of the log', scan.ends) ?? [null, null]
  const size = Math.max(last ?? 0, 0)
  if (first !== null && first < 1)
    findings.push(finding(null, 'There is an entry before the first.', `It is numbered ${first}.`))
  begin(size * 3)

  const { rows, words } = await verifyParts(verification, scan, size)
  findings.push(...rows.findings)
  // Above faulty entries the tree differs because of them, so it is not reported as well.
  const top = rows.bad > 0 ? undefined : attempt('The tree of the log', () => verifyTop(scan, size))
  if (top) findings.push(top)
  check(ENTRIES_HOLD, size, Math.max(size - rows.bad - (top ? 1 : 0), 0))

  const gone = unexplained(words)
  findings.push(...words.findings, ...gone.findings)
  const stray = attempt('The contents of the entries', scan.strayWords)
  if (stray !== undefined)
    findings.push(
      finding(
        null,
        `Contents are kept for entry ${figure(stray)}, which is not in the log.`,
        'Nothing records them.',
      ),
    )
  check(CONTENTS_HOLD, words.held + words.bad + gone.count, words.held)

  const signed = attempt('The signatures', () => verifyCheckpoints(scan, size))
  if (signed) {
    findings.push(...signed.findings)
    check(SIGNED_CODES, signed.of, signed.agreeing)
    check(SIGNATURES, signed.of, signed.signed)
  }

  const end = attempt('The end of the log', () => verifyHead(scan, size, head))
  if (end) findings.push(end)
  const length = Math.max(size, head?.size ?? 0)
  check(
    'Nothing is missing at the end',
    length,
    end ? Math.min(size, Math.max(length - 1, 0)) : size,
  )

  const judge = (
    name: string,
    what: string,
    stage: () => { of: number; held: number; findings: Finding[] },
  ) => {
    const found = attempt(what, stage)
    if (!found) return
    findings.push(...found.findings)
    check(name, found.of, found.held)
  }
  const scratch = openScratch(size > LONG ? passingKey : null)
  try {
    const parts = { folds, scratch, tick }
    judge(LISTS_AGREE, 'The lists shown', () => verifyLists(office, scan, parts))
    if (papers !== null)
      judge(PAPERS_HOLD, 'The stored documents', () => verifyPapers(office, papers, scratch))
  } finally {
    scratch.close()
  }
  judge(PAGES_READ, 'The rest of the file', () => verifyPages(office))
  judge(FORM_AGREES, 'The structure of the file', () => verifySchema(office))
  judge(SEARCH_AGREES, 'The search', () => verifySearch(office))
  if (holders !== null)
    judge(KEYS_AGREE, 'The key file', () => verifyHolders(openable(scan), holders))
  const answers = verifyRules(scan, auditRules)
  for (const rule of auditRules) {
    const meaning = attempt(`“${rule.asks}”`, answers.get(rule)!)
    if (!meaning) continue
    findings.push(...meaning.findings)
    remarks.push(...(meaning.remarks ?? []))
    check(rule.asks, meaning.of, meaning.held)
  }

  const typed = codes.flatMap((code) => attempt('A code', () => verifyCode(scan, size, code)) ?? [])
  const agreed = typed.filter(({ agrees }) => agrees).map((code) => code.size)
  const differing = typed.find(({ agrees }) => !agrees)
  if (differing) findings.push(unlikePaper(differing, agreed))

  const strange = attempt('The signing key', () => verifyKey(office))
  if (strange) findings.push(strange)
  const key = attempt('The signing key', scan.publicKey)
  const sound = agreed.length > 0 ? 'whole' : 'consistent'
  return {
    verdict: findings.count > 0 ? 'finding' : sound,
    entries: size,
    keyFingerprint: Buffer.isBuffer(key) ? fingerprintOf(key) : '',
    checks,
    codes: typed.map(({ code, agrees, why }) => ({ code, agrees, why })),
    findings: findings.list(),
    remarks: remarks.list(),
    cannotShow: cannotShow(size, agreed, words),
  }
}

/** Verifies one part: its rows, its tree and its words. */
export function verifyPart(
  scan: LogScan,
  { size, from, to }: Part,
  tick: (entries: number) => void,
): PartOutcome {
  const rows = verifyRows(scan, size, { from, to }, tick)
  const words = tryWords(scan, from * BLOCK + 1, Math.min(to * BLOCK, size), tick)
  return { rows, words }
}

async function verifyParts(
  { share, tick }: Verification,
  scan: LogScan,
  size: number,
): Promise<PartOutcome> {
  const blocks = Math.ceil(size / BLOCK)
  if (!share || size <= LONG) return verifyPart(scan, { size, from: 0, to: blocks }, tick)
  const middle = Math.ceil(blocks / 2)
  const theirs = { size, from: middle, to: blocks }
  const later = share(theirs).catch(() => null)
  const mine = verifyPart(scan, { size, from: 0, to: middle }, tick)
  const other = (await later) ?? verifyPart(scan, theirs, tick)
  const rows = {
    bad: mine.rows.bad + other.rows.bad,
    findings: [...mine.rows.findings, ...other.rows.findings],
  }
  return { rows, words: together(mine.words, other.words) }
}

function tryWords(scan: LogScan, first: number, last: number, tick: (entries: number) => void) {
  try {
    return verifyWords(scan, first, last, tick)
  } catch (error) {
    const what = `The contents of entries ${figure(first)} to ${figure(last)} could not all be read.`
    const unread: WordsOutcome = {
      held: 0,
      bad: 1,
      findings: [finding(null, what, reasonOf(error))],
      erased: [],
      erasures: [],
      also: [],
    }
    return unread
  }
}

function unlikePaper(
  { code, why, size }: { code: string; why: string; size: number },
  agreed: number[],
): Finding {
  const sound = Math.max(0, ...agreed.filter((other) => other < size))
  return finding(
    sound > 0 ? sound + 1 : null,
    `The log does not match the code ${code}.`,
    sound > 0 ? `${why} Up to entry ${figure(sound)} it agrees with paper.` : why,
    `Compare the code with the paper once more, letter by letter. If it still differs, record nothing more here and tell a partner. ${COPY_FIRST}`,
  )
}

function cannotShow(size: number, agreed: number[], { erased }: WordsOutcome): string[] {
  const newest = Math.max(0, ...agreed)
  const remade =
    newest > 0
      ? 'A rewriting of the file by somebody who holds its key, before the oldest code checked here.'
      : 'A rewriting of the file by somebody who holds its key: only a code from paper can rule that out.'
  const lines = [
    'Anything that was never recorded.',
    'The time of an act: only its order, and by paper its day.',
    remade,
  ]
  if (newest > 0 && newest < size)
    lines.push(`Such a change after entry ${figure(newest)}, the newest code checked here.`)
  if (erased.length > 0)
    lines.push(`The contents of ${figure(erased.length)} entries: they were erased.`)
  return lines
}
