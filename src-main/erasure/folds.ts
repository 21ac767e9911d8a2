import type { Folds } from '../audit/entry.ts'
import {
  ClientErased,
  ErasureProposed,
  ErasureWithdrawn,
  HoldLifted,
  HoldPlaced,
} from './logged.ts'

/** Draws holds, proposals and what remains of erased clients from the log. */
export const erasureFolds: Folds = {
  'hold-placed': ({ seq, at, actor, detail }) => {
    const { clientId, askedBy, reason, reviewOn } = HoldPlaced.parse(detail)
    const put = { client_id: clientId, seq, at, by: actor, asked_by: askedBy, reason }
    return [{ table: 'legal_hold', put: { ...put, review_on: reviewOn } }]
  },
  'hold-lifted': ({ detail }) => [
    { table: 'legal_hold', remove: { client_id: HoldLifted.parse(detail).clientId } },
  ],
  'erasure-proposed': ({ seq, at, actor, detail }) => {
    const { clientId, ground, reason, basis: said } = ErasureProposed.parse(detail)
    const basis = said && JSON.stringify(said)
    const put = { client_id: clientId, seq, at, by: actor, ground, reason, basis }
    return [{ table: 'erasure_proposal', put }]
  },
  'erasure-withdrawn': ({ detail }) => [
    { table: 'erasure_proposal', remove: { client_id: ErasureWithdrawn.parse(detail).clientId } },
  ],
  'client-erased': ({ seq, at, actor, subject, detail }) => {
    if (subject === null) throw new TypeError(`Entry ${seq} names no client.`)
    const said = ClientErased.parse(detail)
    return [
      {
        table: 'erased_client',
        put: {
          ...{ seq, tag: subject, at, by: actor },
          ...{ proposed_seq: said.proposed, proposed_by: said.proposedBy, ground: said.ground },
          ...{ client_number: said.clientNumber, entries: said.entries },
          ...{ went: JSON.stringify(said.went), told: JSON.stringify(said.told) },
        },
      },
    ]
  },
}
