import type { DeadlineLaw } from '../law/edition.ts'
import { inForce } from '../law/provenance.ts'
import { gdprOn } from './citations.ts'

/** Whether a rule of the edition is in force on a day. */
export const isRuleOn = (rule: string, day: string, { rules }: Pick<DeadlineLaw, 'rules'>) =>
  rules.get(rule)?.versions.some((version) => inForce(version, day)) ?? false

/** What a template is told of the law of a day, whoever makes the letter: the office, the command or a preview. Pure. */
export const lawFactsOn = (day: string, law: Pick<DeadlineLaw, 'rules'>) => ({
  gdpr: gdprOn(day, law),
  article12A: isRuleOn('R04', day, law),
  inquests2013: isRuleOn('R52', day, law),
  mediaProtocol: isRuleOn('R69', day, law),
})
