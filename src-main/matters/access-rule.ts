import { figure, finding, gather } from '../audit/finding.ts'
import { walking } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'
import { allows } from '../people/permissions.ts'
import { staffInLog } from '../people/staff-in-log.ts'
import { AccessRestricted } from './logged.ts'

/** Who is named for which matter, and in which matter each letter and document stands, as one walk over the log comes to know it. */
export function accessInLog() {
  const named = new Map<string, ReadonlySet<string>>()
  const matters = new Map<string, string>()
  const filed = new Map<string, Set<string>>()
  const sent = new Map<number, string>()

  /** A document is of each matter in which it was filed once, and a line of the register of what the letter is of. */
  const mattersOf = ({ detail }: OpenedEntry): Set<string> => {
    const { matterId, letterId, documentId, disclosureId } = detail ?? {}
    const of = new Set(typeof documentId === 'string' ? filed.get(documentId) : [])
    const letters = [letterId]
    if (typeof disclosureId === 'number') letters.push(sent.get(Math.floor(disclosureId / 100)))
    for (const id of [matterId, ...letters.map((one) => matters.get(String(one)))])
      if (typeof id === 'string') of.add(id)
    return of
  }
  return {
    /** Takes the next entry in; asked after it, the others answer as of then. */
    take(entry: OpenedEntry): void {
      const { seq, act, detail } = entry
      const { letterId, documentId, content, matterId } = detail ?? {}
      const within = (content as { matterId?: unknown } | undefined)?.matterId
      if (typeof letterId === 'string' && typeof within === 'string') matters.set(letterId, within)
      if (act === 'letter-sent') sent.set(seq, String(letterId))
      if (act === 'document-kept' || act === 'document-corrected')
        filed.set(String(documentId), mattersOf(entry))
      if (act === 'matter-access-lifted') named.delete(String(matterId))
      if (act !== 'matter-access-restricted' && act !== 'matter-access-taken') return
      const said = AccessRestricted.safeParse(detail).data
      if (said) named.set(said.matterId, new Set(said.people))
    },
    /** Who alone may see each restricted matter that an entry is about. */
    namedFor: (entry: OpenedEntry) =>
      [...mattersOf(entry)].flatMap((id) => {
        const people = named.get(id)
        return people ? [people] : []
      }),
    /** Every restricted matter, with who alone may see it. */
    all: (): ReadonlyMap<string, ReadonlySet<string>> => named,
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
    const [findings, remarks] = [gather(), gather()]
    const mayLift = (id: string) => allows(staff.roleOf(id) ?? '', 'restrict-matters')
    const withoutPartner = () =>
      [...access.all()].flatMap(([id, people]) => ([...people].some(mayLift) ? [] : [id]))
    /** By a matter that no partner is named for, whose act left it so. */
    const leftBy = new Map<string, string>()
    let of = 0
    return {
      take(entry) {
        const { seq, act, actor, detail } = entry
        const before = access.namedFor(entry)
        const lone = LEAVES.has(act) ? new Set(withoutPartner()) : null
        staff.take(entry)
        access.take(entry)
        if (lone) for (const id of withoutPartner()) if (!lone.has(id)) leftBy.set(id, actor)
        const after = access.namedFor(entry)
        const taken = act === 'matter-access-taken'
        if (before.length + after.length === 0) return
        of += 1
        const fault = taken
          ? before.length === 0 || before.some((people) => [...people].some(mayLift))
            ? 'A partner was named for it, or it was not restricted.'
            : null
          : before.some((people) => !people.has(actor))
            ? 'The person was not named for the matter.'
            : null
        const alone =
          act.startsWith('matter-access-') && after.some((people) => ![...people].some(mayLift))
            ? 'No partner is named who could end the restriction.'
            : null
        const differs = fault ?? alone
        const what = `Entry ${figure(seq)} is of a restricted matter and could not have been recorded so.`
        if (differs) findings.push(finding(seq, what, differs))
        const cause = leftBy.get(String(detail?.['matterId']))
        if (taken && !differs && cause !== undefined && staff.samePerson(cause, actor))
          remarks.push(finding(seq, TAKEN, OWN_DOING, ASK))
      },
      end: () => ({
        ...{ of, failed: findings.count, findings: findings.list(), remarks: remarks.list() },
      }),
    }
  },
)
/** By what a partner ceases to be one. */
const LEAVES: ReadonlySet<string> = new Set(['person-removed', 'person-role-changed'])
const TAKEN = 'A restricted matter was taken over by whoever had left it without a partner.'
const OWN_DOING =
  'The same person had removed the last partner who was named for it, or changed their role.'
const ASK = 'Ask whoever was named for the matter whether that was right.'
