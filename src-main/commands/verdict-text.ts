import type { Finding, Verdict } from '../audit/contract.ts'
import { moreInWords } from '../audit/more-words.ts'
import { formatNumber } from '../dates/words.ts'

const block = (title: string, lines: string[]) =>
  lines.length > 0 ? [title, ...lines.map((line) => `  ${line}`)].join('\n') : ''

const moreOf = ({ more }: Pick<Finding, 'more'>): string[] =>
  more ? [`  ${moreInWords(more)}`] : []

const headline = {
  whole: (entries: string) =>
    `Intact, confirmed by paper. All ${entries} entries passed, and the codes from paper agree.`,
  consistent: (entries: string) =>
    `Intact, not compared with paper. All ${entries} entries agree with one another; give a code from paper to confirm that they are the ones first logged.`,
  finding: (entries: string) => `Problem found. Not all checks of the ${entries} entries passed.`,
}

/** A verdict as a person reads it. */
export function verdictText(verdict: Verdict): string {
  const { checks, codes, findings, remarks, cannotShow, keyFingerprint } = verdict
  const wide = Math.max(0, ...checks.map(({ name }) => name.length))
  return [
    headline[verdict.verdict](formatNumber(verdict.entries)),
    block(
      'Findings',
      findings.flatMap(({ what, differs, doNow, more }) => [
        what,
        `  ${differs}`,
        ...moreOf({ more }),
        `  What to do: ${doNow}`,
      ]),
    ),
    block(
      'Remarks: right by the rule of their day, and refused by one that came later',
      remarks.flatMap((one) => [one.what, `  ${one.differs}`, ...moreOf(one)]),
    ),
    block(
      'Checked',
      checks.map(({ name, of, held }) => {
        const word = held === of ? 'holds  ' : 'FINDING'
        return `${word}  ${name.padEnd(wide)}  ${formatNumber(held)} of ${formatNumber(of)}`
      }),
    ),
    block(
      'Codes from paper',
      codes.map(({ code, agrees, why }) => `${agrees ? 'agrees ' : 'DIFFERS'}  ${code}  ${why}`),
    ),
    block('What this cannot show', cannotShow),
    `Signing key ${keyFingerprint}`,
  ]
    .filter(Boolean)
    .join('\n\n')
}
