import { clientsNamed } from '../clients/known-client.ts'
import { mattersNamed } from '../matters/read-matter.ts'
import { readFirm } from '../practice/read-firm.ts'
import type { Readable } from '../vault/vault.ts'
import { FIRST_STEPS, type FirstStep } from './contract.ts'

/** What an office has still to record before its first letter can be made, in order; empty once all is there. */
export async function stepsAhead(tx: Readable): Promise<FirstStep[]> {
  const firm = await readFirm(tx)
  const done: Record<FirstStep, boolean> = {
    firm: firm !== null,
    signatory: firm !== null && firm.signatories.length > 0,
    client: (await clientsNamed(tx).limit(1).execute()).length > 0,
    matter: (await mattersNamed(tx).limit(1).execute()).length > 0,
  }
  return FIRST_STEPS.filter((step) => !done[step])
}
