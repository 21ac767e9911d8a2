import { requestsAmong } from '../access-requests/read-requests.ts'
import { londonDay } from '../dates/days.ts'
import type { InTheWay } from '../erasure/contract.ts'
import { formatDay } from '../dates/words.ts'
import { openLettersOf } from '../letters/letter-index.ts'
import { matterFiles } from '../matters/read-matter.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable } from '../vault/vault.ts'
import type { z } from '../wire/schema.ts'

type Open = z.input<typeof InTheWay> & { clientId: string }

const STATES: Record<string, string> = {
  ...{ draft: 'a draft', approved: 'approved and not sent' },
  ...{ printed: 'printed and not sent', signed: 'signed and not sent' },
}
const DECIDE = 'Decide it, and record what was decided.'

/** What is still open of clients whose records are to be erased, each with its cure and the record that it stands in; the diary must be up to date. */
export const stillOpen =
  ({ clock }: { clock: () => Date }) =>
  async (tx: Readable, clientIds: readonly string[]): Promise<Open[]> => {
    const today = londonDay(clock())
    const open: Open[] = []
    for (const { clientId, ourRef, closed } of (
      await matterFiles(tx, { openOf: clientIds })
    ).values())
      if (closed)
        open.push({
          ...{ clientId, what: 'limitation', name: `${ourRef}: a limitation date is in the diary` },
          cure: 'End it on the page of the matter.',
        })
      else
        open.push({
          clientId,
          what: 'matter',
          name: `${ourRef} is open`,
          cure: 'Close the matter.',
        })
    for (const { client_id: clientId, kind, to_name, state } of await openLettersOf(
      tx,
      clientIds,
    )) {
      const stands = STATES[state]
      if (stands)
        open.push({
          ...{ clientId, what: 'letter', name: `${kind} to ${to_name} is ${stands}` },
          cure: 'Send it, or discard it.',
        })
    }
    for (const { clientId, receivedOn, ended } of await requestsAmong(tx, new Set(clientIds)))
      if (ended === null)
        open.push({
          ...{ clientId, what: 'access' },
          name: `The subject access request received on ${formatDay(receivedOn)} is open`,
          cure: 'Answer it, or end it, on the page Subject access.',
        })
    const lines = await tx
      .selectFrom('diary')
      .select(['client_id', 'part', 'our_ref', 'about'])
      .where(oneOf('client_id', clientIds))
      .where('sight', '!=', 'open')
      .where('part', 'in', ['to-decide', 'recall'])
      .where('from_day', '<=', today)
      .where('to_day', '>=', today)
      .orderBy('our_ref')
      .execute()
    for (const { client_id: clientId, part, our_ref: ourRef } of lines)
      open.push(
        part === 'recall'
          ? {
              ...{ clientId, what: 'recall', name: `A letter in ${ourRef} is to be recalled` },
              cure: 'Recall it, or give notice.',
            }
          : {
              ...{ clientId, what: 'reply', name: `A reply in ${ourRef} is undecided` },
              cure: DECIDE,
            },
      )
    return open
  }
