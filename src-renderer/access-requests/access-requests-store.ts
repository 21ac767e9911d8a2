import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { z } from 'zod'
import type {
  AccessRequest,
  accessRequests as questions,
} from '../../src-main/access-requests/contract.ts'
import { ClientId } from '../../src-main/clients/contract.ts'
import { newestOnly } from '../newest.ts'
import { office } from '../office.ts'

type Input<Name extends keyof typeof questions> = z.input<(typeof questions)[Name]['input']>

/** The subject access requests of the client on the screen. */
export const useAccessRequests = defineStore('access-requests', () => {
  const shown = shallowRef<{ clientId: string; rows: AccessRequest[] } | null>(null)
  const ask = newestOnly()
  const of = (clientId: string) => (shown.value?.clientId === clientId ? shown.value.rows : null)
  async function load(clientId: string): Promise<void> {
    const isNewest = ask()
    const rows = await office.accessRequests.ofClient({ clientId: ClientId.parse(clientId) })
    if (isNewest()) shown.value = { clientId, rows }
  }
  /** What was recorded, among the others of the client; one of a joined record stands with them too. */
  async function take(recorded: Promise<AccessRequest>): Promise<void> {
    const { clientId } = await recorded
    await load(shown.value?.clientId ?? clientId)
  }

  return {
    of,
    load,
    /** The one that is open; there is at most one. */
    openOf: (clientId: string) => of(clientId)?.find(({ state }) => state === 'open') ?? null,
    due: (typed: Input<'due'>) => office.accessRequests.due(typed),
    record: (typed: Input<'record'>) => take(office.accessRequests.record(typed)),
    correct: (typed: Input<'correct'>) => take(office.accessRequests.correct(typed)),
    end: (typed: Input<'end'>) => take(office.accessRequests.end(typed)),
  }
})
