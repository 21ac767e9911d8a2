import type { LogRow, LogScan } from '../vault/log-scan.ts'
import { open } from './commitment.ts'
import type { Finding } from './contract.ts'
import type { Act, Entry } from './entry.ts'
import { NAMES_ANOTHER } from './erase.ts'
import { figure, finding, MOST_FINDINGS, readable } from './finding.ts'
import { readLeaf } from './leaf.ts'

/** What opening some entries gave. */
export interface WordsOutcome {
  held: number
  bad: number
  findings: Finding[]
  /** Entries whose words are no longer kept. */
  erased: { seq: number; subject: string | null; act: string }[]
  /** For each client erased, the last entry that says so. */
  erasures: [subject: string, seq: number][]
  /** Entries about other clients whose contents went with an erased one's, and the entry that says so. */
  also: [seq: number, by: number][]
}

/** An entry as it was logged; `detail` is null once its words were erased. */
export type OpenedEntry = Omit<Entry, 'detail'> & { detail: Entry['detail'] | null }

/** Before any entry was opened. */
export const noWords = (): WordsOutcome => ({
  ...{ held: 0, bad: 0, findings: [], erased: [], erasures: [], also: [] },
})

/** Counts an entry that was opened. */
export function takeWords(into: WordsOutcome, { seq, act, subject, detail }: OpenedEntry): void {
  if (act === 'client-erased' && subject !== null) {
    into.erasures.push([subject, seq])
    into.also.push(...alsoErased(detail).map((one): [number, number] => [one, seq]))
  }
  if (detail === null) into.erased.push({ seq, subject, act })
  else into.held += 1
}

/** Opens the entries from `first` to `last` against their leaves. */
export function verifyWords(
  scan: LogScan,
  first: number,
  last: number,
  tick: (entries: number) => void,
): WordsOutcome {
  const outcome = noWords()
  for (const row of scan.rows(first, last)) {
    tick(1)
    try {
      takeWords(outcome, openRow(row))
    } catch (error) {
      outcome.bad += 1
      if (outcome.findings.length < MOST_FINDINGS)
        outcome.findings.push(
          finding(
            row.seq,
            `The contents kept for entry ${figure(row.seq)} are not what was logged.`,
            `Compared with the log, ${error instanceof Error ? error.message : 'they differ'}.`,
          ),
        )
    }
  }
  return outcome
}

/** Opens a row as it stands in the file; throws an Error saying what is wrong with it. */
export function openRow({ seq, leaf, disclosures }: LogRow): OpenedEntry {
  if (typeof leaf !== 'string') throw new Error('it is not an entry of a log')
  const { at, actor, act, subject, detail, seq: logged } = readLeaf(leaf)
  if (logged !== seq) throw new Error(`it was logged as entry ${figure(logged)}`)
  const clear = { seq, at, actor, act: act as Act, subject }
  if (disclosures === null) return { ...clear, detail: null }
  if (typeof disclosures !== 'string') throw new Error('they are not text')
  return { ...clear, detail: open(disclosures, detail) }
}

/** The entries about other clients that an erasure says it took the contents of. */
const alsoErased = (detail: OpenedEntry['detail']): number[] =>
  Array.isArray(detail?.['also'])
    ? detail['also'].filter((one): one is number => typeof one === 'number')
    : []

/** Contents that are missing although no later entry says that their client was erased. */
export function unexplained({ erased, erasures, also }: WordsOutcome): {
  count: number
  findings: Finding[]
} {
  const until = new Map(erasures)
  const named = new Map(also)
  const isNamed = (seq: number, act: string) =>
    NAMES_ANOTHER.has(act) && (named.get(seq) ?? 0) > seq
  const lost = erased
    .filter(({ seq, subject, act }) => {
      const own = subject !== null && (until.get(subject) ?? 0) > seq
      return !own && !isNamed(seq, act)
    })
    .map(({ seq }) =>
      finding(
        seq,
        `The contents of entry ${figure(seq)} are missing.`,
        'The office did not erase them: no later entry records it.',
      ),
    )
  return { count: lost.length, findings: readable(lost) }
}

/** Two neighbouring stretches as one. */
export const together = (one: WordsOutcome, other: WordsOutcome): WordsOutcome => ({
  held: one.held + other.held,
  bad: one.bad + other.bad,
  findings: [...one.findings, ...other.findings],
  erased: [...one.erased, ...other.erased],
  erasures: [...one.erasures, ...other.erasures],
  also: [...one.also, ...other.also],
})
