import type { Verdict } from './contract.ts'
import { finding, readable } from './finding.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Readable, Vault } from '../vault/vault.ts'

export interface PaperParts {
  vault: Pick<Vault, 'read'>
  papers: Pick<ReturnType<typeof officePapers>, 'check' | 'hashes'>
  /** The papers that the log speaks of, each from the room that recorded it. */
  spoken: readonly ((tx: Readable) => Promise<SpokenPaper[]>)[]
}

/** What the check is called in a verdict. */
export const PAPERS_HOLD =
  'Every stored document is unchanged, and every approved letter is the one that was approved'

/** The verdict on the log, and with it one on the papers that the log speaks of: each is opened and its hash compared. */
export async function judgedWithPapers(verdict: Verdict, parts: PaperParts): Promise<Verdict> {
  const { of, findings } = await judgePapers(parts)
  return {
    ...verdict,
    verdict: findings.length > 0 ? 'finding' : verdict.verdict,
    checks: [...verdict.checks, { name: PAPERS_HOLD, of, held: Math.max(0, of - findings.length) }],
    findings: readable([...verdict.findings, ...findings]),
  }
}

/** A paper that an entry of the log speaks of, by the hash that stands there. */
export interface SpokenPaper {
  seq: number
  paperId: string
  sha256: string
  /** As in "The letter approved in entry 7". */
  what: string
}

async function judgePapers({ vault, papers, spoken: sources }: PaperParts) {
  const { rows, spoken } = await vault.read(async (tx) => ({
    rows: await papers.hashes(tx),
    spoken: (await Promise.all(sources.map((from) => from(tx)))).flat(),
  }))
  const hashes = new Map(rows.map(({ id, sha256 }) => [id, Buffer.from(sha256).toString('hex')]))
  const known = new Map(spoken.map((one) => [one.paperId, one]))
  const findings = spoken
    .filter(({ paperId, sha256 }) => hashes.get(paperId) !== sha256)
    .map(({ seq, what, paperId }) =>
      finding(
        seq,
        `The ${what} entry ${seq} is not the document that is stored.`,
        hashes.has(paperId)
          ? 'The stored document has a different hash.'
          : 'The document is missing.',
      ),
    )
  const { missing, damaged } = await papers.check()
  for (const [ids, differs] of [
    [missing, 'Its file is missing.'],
    [damaged, 'Its file was changed or cannot be opened.'],
  ] as const)
    for (const id of ids) {
      const { seq = null, what = '' } = known.get(id) ?? {}
      const named =
        seq === null
          ? 'A stored document failed its check.'
          : `The document of the ${what} entry ${seq} failed its check.`
      findings.push(finding(seq, named, differs))
    }
  return { of: rows.length, findings }
}
