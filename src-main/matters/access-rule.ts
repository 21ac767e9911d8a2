import { figure, finding, gather } from '../audit/finding.ts'
import { walking } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'
import { allows } from '../people/permissions.ts'
import { staffInLog } from '../people/staff-in-log.ts'
import { AccessRestricted } from './logged.ts'

/** Who is named for which matter, and in which matter each letter stands, as one walk over the log comes to know it. */
export function accessInLog() {
  const named = new Map<string, ReadonlySet<string>>()
  const matters = new Map<string, string>()
  const matterOf = ({ detail }: OpenedEntry): string | null => {
    const { matterId, letterId } = detail ?? {}
    if (typeof matterId === 'string') return matterId
    return typeof letterId === 'string' ? (matters.get(letterId) ?? null) : null
  }
  return {
    /** Takes the next entry in; asked after it, the others answer as of then. */
    take({ act, detail }: OpenedEntry): void {
      const { letterId, content, matterId } = detail ?? {}
      const within = (content as { matterId?: unknown } | undefined)?.matterId
      if (typeof letterId === 'string' && typeof within === 'string') matters.set(letterId, within)
      if (act === 'matter-access-lifted') named.delete(String(matterId))
      if (act !== 'matter-access-restricted' && act !== 'matter-access-taken') return
      const said = AccessRestricted.safeParse(detail).data
      if (said) named.set(said.matterId, new Set(said.people))
    },
    /** Who alone may see the matter that an entry is about; undefined where everybody may. */
    namedFor: (entry: OpenedEntry) => named.get(matterOf(entry) ?? ''),
    closedTo: (letterId: string, personId: string): boolean =>
      named.get(matters.get(letterId) ?? '')?.has(personId) === false,
  }
}

/** What is done in a restricted matter is done by somebody named for it, and somebody named may always end it. */
export const accessRule = walking(
  'Everything in a restricted matter was done by somebody named for it, and a partner could always end the restriction',
  () => {
    const access = accessInLog()
    const staff = staffInLog()
    const findings = gather()
    const mayLift = (id: string) => allows(staff.roleOf(id) ?? '', 'restrict-matters')
    let of = 0
    return {
      take(entry) {
        const { seq, act, actor } = entry
        const before = access.namedFor(entry)
        staff.take(entry)
        access.take(entry)
        const after = access.namedFor(entry)
        const taken = act === 'matter-access-taken'
        if (!before && !after) return
        of += 1
        const fault = taken
          ? !before || [...before].some(mayLift)
            ? 'A partner was named for it, or it was not restricted.'
            : null
          : before && !before.has(actor)
            ? 'The person was not named for the matter.'
            : null
        const alone =
          after && act.startsWith('matter-access-') && ![...after].some(mayLift)
            ? 'No partner is named who could end the restriction.'
            : null
        const differs = fault ?? alone
        const what = `Entry ${figure(seq)} is of a restricted matter and could not have been recorded so.`
        if (differs) findings.push(finding(seq, what, differs))
      },
      end: () => ({ of, failed: findings.count, findings: findings.list() }),
    }
  },
)
