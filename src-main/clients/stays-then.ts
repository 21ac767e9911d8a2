import type { OpenedEntry } from '../audit/verify-words.ts'
import { Registered, StayCorrected, StayRecorded } from './logged.ts'
import { NEVER, staysOfPerson } from './stays.ts'

/** A stay as it was recorded, as far as it is needed to say where somebody was and where post reached them. */
export interface StayThen {
  id: string
  seq: number
  client_id: string
  replaces: string | null
  establishment_id: string
  from_on: string
  kind: string
  place: string
  lines: string
  postcode: string
}

/** Where clients were, by the entries so far. */
export interface StaysThen {
  keep(entry: OpenedEntry): void
  /** Everything recorded in these records, corrections and what they correct. */
  all(records: readonly string[]): StayThen[]
  /** The stays in force of the person whose records these are, from the first to the last. */
  inForce(records: readonly string[]): StayThen[]
}

/** Follows the stays that are recorded and corrected. */
export function staysThen(): StaysThen {
  const stays = new Map<string, StayThen[]>()
  const of = (clientId: string) => stays.get(clientId) ?? []
  return {
    keep({ seq, act, detail }) {
      const read = { 'client-registered': Registered, 'stay-recorded': StayRecorded }[act as string]
      const corrected = act === 'stay-corrected' ? StayCorrected.safeParse(detail).data : undefined
      const said = corrected ?? read?.safeParse(detail).data
      if (!said) return
      const { clientId, stayId: id, establishmentId: establishment_id, from: from_on, place } = said
      const row: StayThen = {
        ...{ id, seq, client_id: clientId, replaces: corrected?.replaces ?? null },
        ...{ establishment_id, from_on, place: place?.name ?? '' },
        kind: corrected?.never ? NEVER : (place?.kind ?? 'prison'),
        ...{ lines: JSON.stringify(place?.lines ?? []), postcode: place?.postcode ?? '' },
      }
      stays.set(clientId, [...of(clientId), row])
    },
    all: (records) => records.flatMap(of),
    inForce: (records) =>
      staysOfPerson(records.map((id, at) => ({ place: at + 1, stays: of(id) }))),
  }
}
