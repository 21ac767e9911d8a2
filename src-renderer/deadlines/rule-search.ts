import type { RuleOffered } from '../../src-main/deadlines/contract.ts'

const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
const wordsOf = (text: string) =>
  folded(text)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
/** `r2` is meant for R02. */
const asNumber = (word: string) => word.replace(/^r?(\d)$/, 'r0$1')

/** The rules that answer to every word typed: by number, title, whom it binds, and what begins it. */
export function rulesFound(rules: readonly RuleOffered[], typed: string): RuleOffered[] {
  const asked = wordsOf(typed).map(asNumber)
  return rules.filter(({ id, title, binds, trigger }) => {
    const words = wordsOf(`${id} ${title} ${binds} ${trigger}`)
    return asked.every((part) => words.some((word) => word.startsWith(part)))
  })
}
