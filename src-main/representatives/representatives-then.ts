import type { OpenedEntry } from '../audit/verify-words.ts'
import { REPRESENTATIVE_ACTS, type RepresentativeRecord, type Step } from './standing.ts'

/** Who acted for clients, by the entries so far. */
export interface RepresentativesThen {
  keep(entry: OpenedEntry): void
  byId(id: string): RepresentativeRecord | undefined
  /** Everybody recorded in these records. */
  of(records: readonly string[]): RepresentativeRecord[]
}

/** Follows what is recorded of whoever acts for a client. */
export function representativesThen(): RepresentativesThen {
  const acting = new Map<string, RepresentativeRecord & { steps: Step[] }>()
  const ofClient = new Map<string, RepresentativeRecord[]>()
  return {
    keep({ act, at, seq, actor: by, detail }) {
      const { clientId, representativeId: id } = detail ?? {}
      const step = REPRESENTATIVE_ACTS.find((one) => one === act)
      if (step === undefined || typeof id !== 'string') return
      const known = acting.get(id)
      const one = known ?? { id, clientId: String(clientId), steps: [] }
      one.steps.push({ seq, at, by, act: step, said: detail })
      if (known) return
      acting.set(id, one)
      ofClient.set(one.clientId, [...(ofClient.get(one.clientId) ?? []), one])
    },
    byId: (id) => acting.get(id),
    of: (records) => records.flatMap((id) => ofClient.get(id) ?? []),
  }
}
