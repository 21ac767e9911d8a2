import type { Vault } from '../vault/vault.ts'
import type { Finding } from './contract.ts'
import { finding, gather } from './finding.ts'
import type { OpenedEntry } from './verify-words.ts'

/** What the key file says in clear. */
export interface Holders {
  officeName: string
  sample: boolean
  people: { personId: string; name: string }[]
  /** What the log calls it by, if it is the one that the log names. */
  keys: string | null
}

/** What the key file of an open office says. */
export function holdersOf(vault: Pick<Vault, 'title' | 'keyHolders' | 'keys'>): Holders {
  const { name: officeName = '', sample = false } = vault.title() ?? {}
  return { officeName, sample, people: vault.keyHolders(), keys: vault.keys() }
}

/** Compares the key file with the people and the name in the log: its own checksum needs no key to be made again. */
export function verifyHolders(
  entries: Iterable<OpenedEntry>,
  { officeName, sample, people, keys }: Holders,
): { of: number; held: number; findings: Finding[] } {
  const working = new Map<string, { name: string; seq: number }>()
  let office: { name: string; sample: boolean; seq: number } | null = null
  let named: { keys: string; seq: number } | null = null
  const excused = new Set<unknown>()
  for (const { act, seq, detail } of entries) {
    // Whoever was not given another file key has none until a passphrase is given to them.
    if (act === 'file-key-changed')
      for (const one of [detail?.['without'] ?? []].flat()) excused.add(one)
    else if (typeof detail?.['keys'] === 'string') excused.delete(detail['personId'])
    if (typeof detail?.['keys'] === 'string') named = { keys: detail['keys'], seq }
    const { personId, name } = detail ?? {}
    if (act === 'office-created' && typeof name === 'string')
      office = { name, sample: detail?.['sample'] === true, seq }
    if (typeof personId !== 'string' || typeof name !== 'string') continue
    if (act === 'person-added' || act === 'person-role-changed')
      working.set(personId, { name, seq })
    if (act === 'person-removed') working.delete(personId)
  }
  const findings = gather()
  const holding = new Map(people.map((one) => [one.personId, one.name]))
  const what = 'The key file, remedy.keys, is not the one of this log.'
  if (office && office.name !== officeName)
    findings.push(finding(office.seq, what, `It names the office ${officeName}.`))
  if (office && office.sample !== sample)
    findings.push(
      finding(office.seq, what, `It says that this is ${sample ? 'a sample' : 'a real'} office.`),
    )
  for (const [id, { name, seq }] of working) {
    const held = holding.get(id)
    if (held === undefined && excused.has(id)) continue
    if (held === undefined) findings.push(finding(seq, what, `${name} works here and has no key.`))
    else if (held !== name)
      findings.push(finding(seq, what, `It calls ${name} by the name ${held}.`))
  }
  for (const [id, name] of holding)
    if (!working.has(id))
      findings.push(finding(null, what, `${name} has a key and does not work here.`))
  if (findings.count === 0 && named && named.keys !== keys)
    findings.push(
      finding(
        named.seq,
        what,
        'It was changed outside of the program since this entry, or an earlier copy was put back.',
      ),
    )
  const of = working.size + 1
  return { of, held: Math.max(0, of - findings.count), findings: findings.list() }
}
