import { asRecorded, dueDays, type CountingLaw } from '../deadlines/due-date.ts'
import { counting, DETAILS, type CaseDetails } from '../details/groups.ts'
import { lengthInWords } from '../law/rule.ts'
import { inForce } from '../law/provenance.ts'
import type { Day } from '../wire/schema.ts'

/** The rule on how long the opinion of a health professional counts. */
export const OPINION_RULE = 'R70'

/** The opinion on which a refusal rests, by the day of it and that of the refusal; null where there is none, or no law ages it. Pure. */
export function opinionAge({ refusal }: CaseDetails, law: CountingLaw) {
  const row = refusal?.[0] && counting(DETAILS.refusal, refusal[0])
  const { on, opinionOn } = row ?? {}
  if (!on || !opinionOn) return null
  return asRecorded(law, (by) => {
    const rule = by.law.rules.get(OPINION_RULE)
    const version = rule?.versions.find((one) => inForce(one, opinionOn))
    if (!rule || !version) return null
    const { due } = dueDays(rule, { on: opinionOn }, by)
    return { lastOn: due as Day, old: on > due, within: lengthInWords(version.period) }
  })
}
