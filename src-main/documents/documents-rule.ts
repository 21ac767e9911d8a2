import { binding, SINCE } from '../audit/binding.ts'
import type { Entry } from '../audit/entry.ts'
import { figure, finding, gather } from '../audit/finding.ts'
import { walking } from '../audit/rule.ts'

const ABOUT: ReadonlySet<string> = new Set([
  ...['document-kept', 'document-corrected', 'document-removed', 'document-opened'],
])

/** A document is kept of its matter's own client, corrected one version after the other, and removed once. */
export const documentsRule = walking(
  'Documents were kept of the matter’s own client, corrected one version after the other, and only while they stood',
  () => {
    const owners = new Map<string, string>()
    const standing = new Map<string, { clientId: string; version: number; removed: boolean }>()
    const binds = binding(SINCE.possible)
    const [findings, remarks] = [gather(), gather()]
    let of = 0

    function faultOf(act: string, detail: Entry['detail']): string | null {
      const said = (name: string) => String(detail[name])
      const [documentId, clientId] = [said('documentId'), said('clientId')]
      const owner = owners.get(said('matterId'))
      if (owner !== undefined && owner !== clientId) return 'Its matter is another client’s.'
      const known = standing.get(documentId)
      if (act === 'document-kept') {
        standing.set(documentId, { clientId, version: 1, removed: false })
        return null
      }
      // One that is not known was erased, or is found by whoever asks whether it was on record.
      if (!known) return null
      if (known.clientId !== clientId) return 'It is filed under another client.'
      if (known.removed && act !== 'document-opened') return 'It had been removed.'
      if (act === 'document-removed') known.removed = true
      if (act !== 'document-corrected') return null
      const follows = detail['version'] === known.version + 1
      known.version = Number(detail['version'])
      return follows ? null : 'It is not the version after the last.'
    }
    return {
      take(entry) {
        const bound = binds(entry)
        const { act, detail, seq } = entry
        if (act === 'matter-opened' && detail)
          owners.set(String(detail['matterId']), String(detail['clientId']))
        if (!ABOUT.has(act) || !detail) return
        of += 1
        const fault = faultOf(act, detail)
        const what = `What entry ${figure(seq)} says of a document was not possible.`
        if (fault) (bound ? findings : remarks).push(finding(seq, what, fault))
      },
      end: () => ({
        ...{ of, failed: findings.count, findings: findings.list(), remarks: remarks.list() },
      }),
    }
  },
)
