import { sql } from 'kysely'
import type { audit } from './contract.ts'
import { finding, readable } from './finding.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'

interface PaperParts {
  vault: Pick<Vault, 'read'>
  papers: Pick<ReturnType<typeof officePapers>, 'check'>
}

/** What the check is called in a verdict. */
export const PAPERS_HOLD =
  'Every stored document is unchanged, and every approved letter is the one that was approved'

/** Verification of the log, and after it of the papers that the log speaks of: each is opened and its hash compared. */
export function verifyingPapers(
  questions: Handlers<typeof audit>,
  parts: PaperParts,
): Handlers<typeof audit> {
  return {
    ...questions,
    async verify(asked, by) {
      const verdict = await questions.verify(asked, by)
      const { of, findings } = await judgePapers(parts)
      const faults = [...verdict.findings, ...findings]
      return {
        ...verdict,
        verdict: findings.length > 0 ? 'finding' : verdict.verdict,
        checks: [
          ...verdict.checks,
          { name: PAPERS_HOLD, of, held: Math.max(0, of - findings.length) },
        ],
        findings: readable(faults),
      }
    },
  }
}

/** A paper that an entry of the log speaks of, by the hash that stands there. */
interface Spoken {
  seq: number
  paperId: string
  sha256: string
  /** As in "The letter approved in entry 7". */
  what: string
}

async function judgePapers({ vault, papers }: PaperParts) {
  const { rows, spoken } = await vault.read(async (tx) => ({
    rows: await tx.selectFrom('paper').select(['id', 'sha256']).execute(),
    spoken: [...(await approvedLetters(tx)), ...(await editionsBroughtIn(tx))],
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

async function approvedLetters(tx: Readable): Promise<Spoken[]> {
  // What an approval says besides is as long as the letter.
  const rows = await tx
    .selectFrom('letter_event')
    .select(['seq', sql<string>`said ->> 'paperId'`.as('paperId')])
    .select(sql<string>`said ->> 'sha256'`.as('sha256'))
    .where('act', '=', 'letter-approved')
    .execute()
  return rows.map((row) => ({ ...row, what: 'letter approved in' }))
}

async function editionsBroughtIn(tx: Readable): Promise<Spoken[]> {
  const rows = await tx
    .selectFrom('edition_import')
    .select(['seq', 'paper_id as paperId', 'sha256'])
    .execute()
  return rows.map((row) => ({ ...row, what: 'edition of the law imported by' }))
}
