import type { ClientId } from '../../src-main/clients/contract.ts'
import type { MatterKind } from '../../src-main/matters/contract.ts'
import type { FileKind } from '../../src-main/retention/contract.ts'
import type { Day } from '../../src-main/wire/schema.ts'
import { closeMatter } from '../matters/close-matter.ts'
import { someClient, type TestOffice } from '../open-office.ts'

export const day = (iso: string) => iso as Day
export const reason = 'As the office’s policy says'

type Office = Pick<TestOffice, 'ask' | 'partner'>

let number = 1000
/** A client, with another number each time. */
export async function aClient({ ask }: Office, changes: object = {}): Promise<ClientId> {
  number += 1
  const prisonNumber = { number: `A${number}BC`, exception: '' }
  const surname = `Fenwright${'abcdefghij'[number % 10]}${'klmnopqrst'[Math.floor(number / 10) % 10]}`
  return (await ask.clients.register(someClient({ surname, prisonNumber, ...changes }))).id
}

/** An open matter of a client, without limitation dates unless it has a day. */
export async function aMatter(
  { ask, partner }: Office,
  clientId: ClientId,
  kind: MatterKind = 'prison-records',
  eventOn: Day | null = null,
) {
  const { id } = await ask.matters.open({
    ...{ clientId, kind, title: 'The old file', responsible: partner, opponents: [], eventOn },
    ...{ knownOn: null, noEventReason: eventOn ? '' : 'No event' },
  })
  return id
}

/** A client whose one matter was closed today. */
export async function aClosedFile(office: Office, kind: MatterKind = 'prison-records', of = {}) {
  const clientId = await aClient(office, of)
  const matterId = await aMatter(office, clientId, kind)
  await closeMatter(office.ask, matterId, reason)
  return { clientId, matterId }
}

/** Has a partner decide how long files of these kinds are kept. */
export async function decided({ ask }: Office, years: Partial<Record<FileKind, number>>) {
  for (const [kind, many] of Object.entries(years))
    await ask.retention.setPeriod({ kind: kind as FileKind, years: many, reason })
}
