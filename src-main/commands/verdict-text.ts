import type { Verdict } from '../audit/contract.ts'

const figure = (value: number) => value.toLocaleString('en-GB')
const block = (title: string, lines: string[]) =>
  lines.length > 0 ? [title, ...lines.map((line) => `  ${line}`)].join('\n') : ''

const headline = {
  whole: (entries: string) => `Whole. All ${entries} entries hold, and they agree with paper.`,
  consistent: (entries: string) =>
    `Consistent. All ${entries} entries hold together; give a code from paper to show that they are the ones first logged.`,
  finding: (entries: string) => `A finding. Of ${entries} entries, not everything holds.`,
}

/** A verdict as a person reads it. */
export function verdictText(verdict: Verdict): string {
  const { checks, codes, findings, cannotShow, keyFingerprint } = verdict
  const wide = Math.max(0, ...checks.map(({ name }) => name.length))
  return [
    headline[verdict.verdict](figure(verdict.entries)),
    block(
      'Found',
      findings.flatMap(({ what, differs, doNow }) => [what, `  ${differs}`, `  Do now: ${doNow}`]),
    ),
    block(
      'Checked',
      checks.map(({ name, of, held }) => {
        const word = held === of ? 'holds  ' : 'FINDING'
        return `${word}  ${name.padEnd(wide)}  ${figure(held)} of ${figure(of)}`
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
