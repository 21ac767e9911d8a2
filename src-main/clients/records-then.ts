import type { OpenedEntry } from '../audit/verify-words.ts'
import { Joined, Parted } from './logged.ts'

/** Which records were one person’s, by the entries so far. */
export interface RecordsThen {
  keep(entry: OpenedEntry): void
  /** The records of the person whose record this is, the one that is kept first. */
  of(clientId: string): string[]
}

/** Follows how records were joined and parted. */
export function recordsThen(): RecordsThen {
  const kept = new Map<string, string>()
  const joinedTo = new Map<string, Set<string>>()
  return {
    keep({ act, detail }) {
      const joined = act === 'client-joined' ? Joined.safeParse(detail).data : undefined
      if (joined) {
        const { clientId, keptId } = joined
        kept.set(clientId, keptId)
        joinedTo.set(keptId, (joinedTo.get(keptId) ?? new Set()).add(clientId))
      }
      const parted = act === 'client-parted' ? Parted.safeParse(detail).data : undefined
      if (!parted) return
      joinedTo.get(kept.get(parted.clientId) ?? '')?.delete(parted.clientId)
      kept.delete(parted.clientId)
    },
    of(clientId) {
      const person = kept.get(clientId) ?? clientId
      return [person, ...(joinedTo.get(person) ?? [])]
    },
  }
}
