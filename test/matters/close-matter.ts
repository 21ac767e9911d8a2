import type { RemedyContract } from '../../src-main/contract.ts'
import type { Client } from '../../src-main/wire/operation.ts'
import type { MatterId } from '../../src-main/matters/contract.ts'

type Ask = Pick<Client<RemedyContract>, 'matters'>

/** Closes a matter whatever is open in it, each with a reason why it stays; limitation dates end unless they are kept. */
export async function closeMatter(ask: Ask, matterId: MatterId, reason: string, ended = true) {
  const ends = await ask.matters.looseEnds({ matterId })
  const stays = ends.map(({ what, id }) => ({
    ...{ what, id, reason: 'Nothing more is to come.' },
    ended: what === 'limitation' && ended,
  }))
  return ask.matters.close({ matterId, reason, stays })
}
