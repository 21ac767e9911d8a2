import type { bases, BasisId } from '../../src-main/bases/contract.ts'
import type { ClientId } from '../../src-main/clients/contract.ts'
import type { z } from '../../src-main/wire/schema.ts'
import type { TestOffice } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'

type Draft = z.input<(typeof bases)['record']['input']>

/** An order that the prison be told where the client is, which can be recorded as it stands; `changes` in place of what is said here. */
export const someBasis = (clientId: ClientId, changes: Partial<Draft> = {}): Draft => ({
  clientId,
  kind: 'court-order',
  authority: 'Order of the County Court at Leeds, 16 November 2026, claim E12YX345 (CPR 31.17)',
  recipient: { name: 'HMP Leeds', role: 'custody' },
  purpose: 'inform',
  classes: ['identity', 'location', 'health'],
  from: '2026-11-16',
  until: '2026-12-31',
  reasons: 'The order names us and gives fourteen days.',
  client: 'told',
  clientOn: '2026-11-18',
  ...changes,
})

/** One with its paper, in an office where nobody else has to confirm it. */
export async function basisAt(
  { ask, platform }: Pick<TestOffice, 'ask' | 'platform'>,
  clientId: ClientId,
  changes: Partial<Draft> = {},
): Promise<BasisId> {
  const { id } = await ask.bases.record(someBasis(clientId, changes))
  platform.file = { name: 'order.pdf', bytes: somePdf(`order ${id}`) }
  await ask.bases.attachPaper({ basisId: id })
  return id
}
