import { binding, SINCE } from '../audit/binding.ts'
import { figure, finding, gather } from '../audit/finding.ts'
import { walking } from '../audit/rule.ts'
import { DetailsRecorded } from './logged.ts'

/** Case details were recorded of the matter’s own client, while it was open, and each group one version after the other. */
export const detailsRule = walking(
  'Case details were recorded of the matter’s own client, one version after the other',
  () => {
    const owners = new Map<string, string>()
    const closed = new Set<string>()
    const versions = new Map<string, number>()
    const binds = binding(SINCE.possible)
    const [findings, remarks] = [gather(), gather()]
    let erased = false
    let of = 0

    function faultOf({ matterId, clientId, group, version }: DetailsRecorded): string | null {
      const key = `${matterId} ${group}`
      const before = versions.get(key)
      versions.set(key, version)
      const owner = owners.get(matterId)
      if (owner !== undefined && owner !== clientId) return 'Its matter is another client’s.'
      if (closed.has(matterId)) return 'Its matter was closed.'
      // What was erased may have been the version before.
      return version === (before ?? 0) + 1 || (before === undefined && erased)
        ? null
        : 'It is not the version after the last.'
    }

    return {
      take(entry) {
        const bound = binds(entry)
        const { act, detail, seq } = entry
        if (detail === null) erased = true
        const matterId = String(detail?.['matterId'])
        if (act === 'matter-opened' && detail) owners.set(matterId, String(detail['clientId']))
        if (act === 'matter-closed') closed.add(matterId)
        if (act === 'matter-reopened') closed.delete(matterId)
        const said = act === 'details-recorded' ? DetailsRecorded.safeParse(detail).data : undefined
        if (!said) return
        of += 1
        const fault = faultOf(said)
        const what = `The case details of entry ${figure(seq)} could not have been recorded so.`
        if (fault) (bound ? findings : remarks).push(finding(seq, what, fault))
      },
      end: () => ({
        ...{ of, failed: findings.count, findings: findings.list(), remarks: remarks.list() },
      }),
    }
  },
)
