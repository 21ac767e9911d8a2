import { computed, watch, type ComputedRef } from 'vue'
import type { Representative } from '../../src-main/representatives/contract.ts'
import { useSignIn } from '../people/sign-in-store.ts'
import { useRepresentatives } from './representatives-store.ts'

/** Who acts for a client today, with proof on record. */
export function useActing(clientId: () => string): ComputedRef<Representative[]> {
  const representatives = useRepresentatives()
  const signIn = useSignIn()
  watch(
    clientId,
    (id) => {
      if (id && signIn.may('read-clients')) void representatives.load(id).catch(() => undefined)
    },
    { immediate: true },
  )
  return computed(() =>
    (representatives.of(clientId())?.rows ?? []).filter(
      ({ state }) => state === 'in-force' || state === 'ends-soon',
    ),
  )
}
