import { TITLES } from '../../src-main/clients/contract.ts'
import type {
  Representative,
  RepresentativeDraft,
} from '../../src-main/representatives/contract.ts'
import type { z } from 'zod'

type Draft = z.input<typeof RepresentativeDraft>

/** A representative as typed: nothing is chosen for the person. */
export interface RepresentativeTyped {
  capacity: string
  title: (typeof TITLES)[number]
  surname: string
  forenames: string
  lines: string[]
  postcode: string
  telephone: string
  from: string
  until: string | null
  covers: { health: boolean; property: boolean }
  together: string
  limits: string
  provedOn: string | null
  seenBy: string
  source: string
}

/** An empty form, or one filled with what is recorded. */
export const representativeTyped = (one: Representative | null): RepresentativeTyped => ({
  capacity: one?.capacity ?? '',
  title: TITLES.find((title) => title === one?.title) ?? '',
  surname: one?.surname ?? '',
  forenames: one?.forenames ?? '',
  lines: [...(one?.lines ?? [])],
  postcode: one?.postcode ?? '',
  telephone: one?.telephone ?? '',
  from: one?.from ?? '',
  until: one?.until ?? null,
  covers: {
    health: one?.covers.includes('health') ?? false,
    property: one?.covers.includes('property') ?? false,
  },
  together: one?.together ?? '',
  limits: one?.limits ?? '',
  provedOn: one?.provedOn ?? null,
  seenBy: one?.seenBy ?? '',
  source: one?.source ?? '',
})

/** What is sent of it. */
export function representativeSent({
  covers,
  ...typed
}: RepresentativeTyped): Omit<Draft, 'clientId'> {
  return {
    ...typed,
    capacity: typed.capacity as Draft['capacity'],
    lines: typed.lines.filter((line) => line.trim() !== ''),
    covers: (['health', 'property'] as const).filter((one) => covers[one]),
    seenBy: typed.seenBy === '' ? null : typed.seenBy,
  }
}
