import { Day, z } from '../wire/schema.ts'
import { editionFault, readEditionFile } from './edition-file.ts'
import type { EditionTexts } from './edition-pack.ts'
import { ReceiptRule, Rule, WorkingDayList } from './rule.ts'

const RuleFile = z.strictObject({ rules: z.array(Rule) })
const DaysFile = z.strictObject({
  /** The first day the law held here covers. */
  beginsOn: Day,
  /** A date after this is a typing error. */
  endsOn: Day,
  /** The list by which a prudent date is moved back to a working day. */
  prudentDays: z.string(),
  workingDays: z.array(WorkingDayList).min(1),
  receipt: z.array(ReceiptRule),
})

/** The deadline rules and the lists of days they count by. */
export interface DeadlineLaw {
  readonly rules: ReadonlyMap<string, Rule>
  readonly workingDays: ReadonlyMap<string, WorkingDayList>
  readonly prudentDays: WorkingDayList
  readonly receipt: readonly ReceiptRule[]
  readonly beginsOn: Day
  readonly endsOn: Day
}

/** Indexes entries by id; refuses a second entry of the same id. */
export function byId<Entry extends { id: string }>(
  file: string,
  entries: readonly Entry[],
): Map<string, Entry> {
  const found = new Map<string, Entry>()
  for (const entry of entries) {
    if (found.has(entry.id)) throw editionFault(file, `entry ${entry.id}`, 'it is listed twice')
    found.set(entry.id, entry)
  }
  return found
}

const ruleFile = 'rights/rules.json'
const daysFile = 'rights/days.json'

/** Reads the deadline rules of an edition; refuses a rule that points at nothing. */
export function loadDeadlineLaw(texts: EditionTexts): DeadlineLaw {
  const rules = byId(ruleFile, readEditionFile(texts, ruleFile, RuleFile).rules)
  const days = readEditionFile(texts, daysFile, DaysFile)
  const workingDays = byId(daysFile, days.workingDays)
  const list = (file: string, where: string, id: string): WorkingDayList => {
    const found = workingDays.get(id)
    if (!found) throw editionFault(file, where, `there is no list of working days called “${id}”`)
    return found
  }
  for (const rule of rules.values()) {
    for (const { rule: other } of [rule.before, rule.after].filter((one) => one !== undefined))
      if (other !== null && !rules.has(other))
        throw editionFault(ruleFile, `entry ${rule.id}`, `there is no rule ${other}`)
    for (const { workingDays: own, roll, courtClosed } of rule.versions)
      for (const id of [own, roll?.workingDays, courtClosed?.workingDays])
        if (id !== undefined) list(ruleFile, `entry ${rule.id}`, id)
  }
  return {
    rules,
    workingDays,
    prudentDays: list(daysFile, 'prudentDays', days.prudentDays),
    receipt: days.receipt,
    beginsOn: days.beginsOn,
    endsOn: days.endsOn,
  }
}

/** The rule of requests under the Data Protection Act 1998, which the present one followed. */
export const OLD_REQUESTS = 'R01'

/** Its last day. */
export const oldRequestsEnd = ({ rules }: Pick<DeadlineLaw, 'rules'>) =>
  rules.get(OLD_REQUESTS)?.versions.at(-1)?.to ?? null
