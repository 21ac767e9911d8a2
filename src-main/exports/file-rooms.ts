import type { ChronologyLine } from '../audit/chronology-line.ts'
import type { bases } from '../bases/contract.ts'
import type { clients } from '../clients/contract.ts'
import type { consents } from '../consents/contract.ts'
import type { documents } from '../documents/contract.ts'
import type { letters } from '../letters/contract.ts'
import type { matters } from '../matters/contract.ts'
import type { representatives } from '../representatives/contract.ts'
import type { rights } from '../rights/contract.ts'
import type { Actor, Handlers, Operations } from '../wire/operation.ts'

type Room<O extends Operations, Questions extends keyof O> = Pick<Handlers<O>, Questions>
export type ChronologyShown = Omit<ChronologyLine, 'by'> & { who: string; record: number }

/** The questions that a client’s page asks: a file is written from the same answers, and so passes what they pass. */
export interface Rooms {
  clients: Room<typeof clients, 'get'>
  matters: Room<typeof matters, 'list' | 'get'>
  consents: Room<typeof consents, 'list'>
  bases: Room<typeof bases, 'list'>
  representatives: Room<typeof representatives, 'list'>
  letters: Room<typeof letters, 'list' | 'get'>
  documents: Room<typeof documents, 'list'>
  rights: Room<typeof rights, 'answerable'>
  day: {
    chronology(
      asked: {
        clientId: Parameters<Handlers<typeof clients>['get']>[0]['clientId']
        kinds: ChronologyLine['kind'][]
        before: number | null
        after: number
        limit: number
      },
      by: Actor,
    ): Answer<{ lines: ChronologyShown[]; next: number | null }>
  }
}
type Answer<T> = T | Promise<T>

/** As everything is shown to whoever may open nothing that is restricted: what is read so cannot depend on it. */
export const openEye = (by: Actor): Actor => ({ ...by, role: 'secretary' })
