import type { Verdict } from '../../src-main/audit/contract.ts'
import {
  formatFullDay,
  formatTime,
  formatNumber,
  countOf,
  CountOf,
} from '../../src-main/dates/words.ts'
import { londonDay } from '../../src-main/dates/days.ts'

/** A verdict as it stands at the top of the page. */
export interface VerdictWords {
  kind: 'unsaid' | 'whole' | 'consistent' | 'finding'
  title: string
  says: string
  when: string
}

function duration(ms: number): string {
  if (ms < 1000) return 'in less than a second'
  return `in ${(ms / 1000).toFixed(1)} seconds`
}

function whole({ entries, codes }: Verdict): string {
  const papers = countOf(
    codes.length,
    'code typed from paper agrees',
    'codes typed from paper agree',
  )
  return `All ${formatNumber(entries)} entries passed, and ${papers} with them.`
}

function finding({ findings }: Verdict): Pick<VerdictWords, 'title' | 'says'> {
  const [first] = findings
  if (!first) return { title: 'A check failed', says: '' }
  const more = findings.length - 1
  const others = more > 0 ? ` ${CountOf(more, 'more finding', 'more findings')} below.` : ''
  const title = first.seq === null ? first.what : `Entry ${formatNumber(first.seq)} does not match`
  return { title, says: `${first.seq === null ? first.differs : first.what}${others}` }
}

/** Puts a verdict into words: *whole* only where paper agrees, *consistent* without any. */
export function verdictInWords(verdict: Verdict | null): VerdictWords {
  if (!verdict) {
    return {
      kind: 'unsaid',
      title: 'Not verified since sign-in',
      says: 'Verification reads every entry again and compares it with the signed codes.',
      when: '',
    }
  }
  const when = `Verified ${formatFullDay(londonDay(verdict.at))} at ${formatTime(verdict.at)}, ${duration(verdict.tookMs)}.`
  if (verdict.verdict === 'finding') return { kind: 'finding', ...finding(verdict), when }
  if (verdict.verdict === 'whole')
    return { kind: 'whole', title: 'Log intact, confirmed by paper', says: whole(verdict), when }
  const says = `All ${formatNumber(verdict.entries)} entries agree with one another. Type a code from paper to confirm that this is the original log.`
  return { kind: 'consistent', title: 'Log intact, not yet compared with paper', says, when }
}
