import { binding, SINCE } from '../audit/binding.ts'
import { figure, finding, gather } from '../audit/finding.ts'
import { walking } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'

/** The desks that ever joined, by their ids: the key of each, and whether it belongs to the office still. */
type Desks = Map<string, { key: string; belongs: boolean }>

/** Every entry that names a desk was recorded while that desk belonged to the office. What was erased no longer names one. */
export const desksRule = walking(
  'Every desk that an entry names belonged to the office then',
  () => {
    const binds = binding(SINCE.desks)
    const desks: Desks = new Map()
    const [findings, remarks] = [gather(), gather()]
    let of = 0
    return {
      take(entry) {
        const { seq, detail } = entry
        const into = binds(entry) ? findings : remarks
        if (detail === null) return
        const at = detail['desk'] === undefined ? undefined : faultAt(detail['desk'], desks)
        const about = faultAbout(entry, desks)
        if (at === undefined && about === undefined) return
        of += 1
        const elsewhere = `Entry ${figure(seq)} was recorded at no desk of this office.`
        const impossible = `Entry ${figure(seq)} about a desk was not possible.`
        if (at) into.push(finding(seq, elsewhere, at))
        else if (about) into.push(finding(seq, impossible, about))
      },
      end: () => ({
        ...{ of, failed: findings.count, findings: findings.list(), remarks: remarks.list() },
      }),
    }
  },
)

function faultAt(id: unknown, desks: Desks): string | null {
  const desk = desks.get(String(id))
  if (!desk) return 'The desk that it names had never been added.'
  return desk.belongs ? null : 'The desk that it names had been removed.'
}

/** What is wrong with an act about a desk, null for nothing; undefined for any other act. Keeps which desks there are. */
function faultAbout({ act, detail }: OpenedEntry, desks: Desks): string | null | undefined {
  const [id, key] = [String(detail?.['deskId']), String(detail?.['key'])]
  const desk = desks.get(id)
  switch (act) {
    case 'desk-added':
      desks.set(id, { key, belongs: true })
      return desk ? 'The desk had been added already.' : null
    case 'desk-renamed':
    case 'desk-removed': {
      if (!desk?.belongs) return 'No such desk belonged to the office then.'
      desk.belongs = act === 'desk-renamed'
      return null
    }
    case 'stray-desk-dropped':
      return desk?.belongs && desk.key === key ? 'The desk belonged to the office.' : null
    default:
      return undefined
  }
}
