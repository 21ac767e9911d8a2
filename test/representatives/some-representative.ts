import type { ClientId } from '../../src-main/clients/contract.ts'
import type { representatives } from '../../src-main/representatives/contract.ts'
import type { z } from '../../src-main/wire/schema.ts'

type Draft = z.input<(typeof representatives)['record']['input']>

/** A deputy for health and welfare that can be recorded as they stand; `changes` in place of what is said here. */
export const someRepresentative = (clientId: ClientId, changes: Partial<Draft> = {}): Draft => ({
  clientId,
  capacity: 'deputy',
  title: 'Ms',
  surname: 'Price',
  forenames: 'Ada',
  lines: ['4 Sample Row', 'Madeupton'],
  postcode: 'SA1 3SR',
  telephone: '01632 960101',
  from: '2026-03-02',
  covers: ['health'],
  source: 'Sealed order, shown by the deputy',
  ...changes,
})
