import type { Counts } from './contract.ts'

/** By the act that records it, what an erasure counts. */
const COUNTED: [keyof Counts, string[]][] = [
  ['matters', ['matter-opened']],
  ['forms', ['consent-recorded']],
  ['scans', ['scan-attached', 'proof-attached', 'basis-paper-attached']],
  ['documents', ['document-kept']],
  ['letters', ['letter-drafted']],
  ['calls', ['call-recorded']],
]

/** How much there is of a client, by the acts under their tags and the lines of the register. */
export function countsOf(acts: ReadonlyMap<string, number>, disclosures: number): Counts {
  const count = (names: Iterable<string>) =>
    [...names].reduce((sum, act) => sum + (acts.get(act) ?? 0), 0)
  return {
    ...(Object.fromEntries(COUNTED.map(([name, of]) => [name, count(of)])) as Counts),
    ...{ entries: count(acts.keys()), disclosures },
  }
}
