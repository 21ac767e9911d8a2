import type { DeadlineLaw } from '../law/edition.ts'
import { inForce } from '../law/provenance.ts'
import { gdprOn } from './citations.ts'

/** Whether a rule of the edition is in force on a day. */
export const isRuleOn = (rule: string, day: string, { rules }: Pick<DeadlineLaw, 'rules'>) =>
  rules.get(rule)?.versions.some((version) => inForce(version, day)) ?? false

const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** A period of a rule on a day as a letter prints it, with its section; null where there is no such law. */
function periodOn(rule: string, day: string, { rules }: Pick<DeadlineLaw, 'rules'>) {
  const version = rules.get(rule)?.versions.find((one) => inForce(one, day))
  if (!version?.period) return null
  const { unit, count } = version.period
  const words = unit.replace('-', ' ').replace(/s$/, count === 1 ? '' : 's')
  return { within: `${NUMBERS[count - 1] ?? count} ${words}`, section: version.authority.section }
}

/** The times that the law of Wales gives a concern; null before there was that law. */
function concernOn(day: string, law: Pick<DeadlineLaw, 'rules'>) {
  const [acknowledged, answered, latest] = ['R33', 'R34', 'R35'].map((rule) =>
    periodOn(rule, day, law),
  )
  return acknowledged && answered && latest ? { acknowledged, answered, latest } : null
}

/** The Act under which the ombudsman for Wales acts on a day; null before there was one. */
const walesActOn = (day: string, { rules }: Pick<DeadlineLaw, 'rules'>) =>
  rules.get('R41')?.versions.find((one) => inForce(one, day))?.authority.instrument ?? null

/** What a template is told of the law of a day, whoever makes the letter: the office, the command or a preview. Pure. */
export const lawFactsOn = (day: string, law: Pick<DeadlineLaw, 'rules'>) => ({
  gdpr: gdprOn(day, law),
  article12A: isRuleOn('R04', day, law),
  inquests2013: isRuleOn('R52', day, law),
  mediaProtocol: isRuleOn('R69', day, law),
  concern: concernOn(day, law),
  walesAct: walesActOn(day, law),
})
