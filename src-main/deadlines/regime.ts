import type { Rule, RuleVersion } from '../law/rule.ts'
import { inForce } from '../law/provenance.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Given } from './events.ts'
import { formatDay } from '../dates/words.ts'

/** The version of a rule that governs these events, by the rule's own date axis; outside it, a refusal that says which rule applies. */
export function versionFor(rule: Rule, given: Given): RuleVersion {
  const axis = rule.regimeBy.find((event) => given[event] !== undefined)
  if (!axis) return rule.versions.at(-1)!
  const on = given[axis]!
  const version = rule.versions.find((one) => inForce(one, on))
  if (version) return version
  const first = rule.versions[0]!
  const early = first.from !== null && on < first.from
  const elsewhere = early ? rule.before : rule.after
  const use = elsewhere?.rule ? ` Use ${elsewhere.rule}.` : ''
  const message = `${rule.id} does not apply to ${formatDay(on)}. ${elsewhere?.text ?? 'No rule of this edition does.'}${use}`
  throw new Refusal('conflict', message, { rule: message })
}
