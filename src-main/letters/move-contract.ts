import { ClientId } from '../clients/contract.ts'
import { ConsentId, Purpose } from '../consents/contract.ts'
import { MatterId } from '../matters/contract.ts'
import { operation } from '../wire/operation.ts'
import { Day, z } from '../wire/schema.ts'
import { Addressee, LetterId, LetterKind, LetterState } from './content.ts'

/** A letter that a move touches. */
const Line = z.object({
  ...{ letterId: LetterId, matterId: MatterId, ourRef: z.string() },
  ...{ kind: LetterKind, title: z.string(), to: z.string() },
})

/** A letter that can be drafted because of a move. */
const Offer = z.object({
  kind: LetterKind,
  /** The draft or letter of this kind that was made since the move. */
  made: LetterId.nullable(),
  /** Why none is to be drafted; empty where one may be. */
  bar: z.string(),
  /** What the gate would say of it as the forms stand, in sentences; none where it would be open. */
  gate: z.array(z.string()),
})

/** What a client’s newest move touches. */
export const moves = {
  touchedByMove: operation(
    z.strictObject({ clientId: ClientId }),
    z.object({
      /** Null where no move is on record: the client is where they were first recorded, or nowhere. */
      move: z.object({ from: z.string(), to: z.string(), since: Day }).nullable(),
      /** Letters to others that still wait for their answer, by the day that it is due. */
      open: z.array(
        Line.extend({
          sentOn: Day,
          due: Day.nullable(),
          daysLate: z.number(),
          /** Why the day does not change, and by what authority; empty where no law gives the day. */
          stands: z.string(),
          authority: z.string(),
          tell: Offer,
        }),
      ),
      /** Whoever would be asked for the health records now, by matter in which they were asked for before the move. */
      requests: z.array(
        Offer.extend({ matterId: MatterId, ourRef: z.string(), addressee: Addressee }),
      ),
      /** Letters that have not left, with what the records now say otherwise. */
      unsent: z.array(Line.extend({ state: LetterState, differs: z.array(z.string()) })),
      /** Letters that went to the client where they are no longer. */
      toClient: z.array(Line.extend({ state: LetterState, sentOn: Day, place: z.string() })),
      /** Forms in force that name a body which answered at the former place. */
      forms: z.array(
        z.object({
          ...{ consentId: ConsentId, recipient: z.string(), purpose: Purpose },
          ...{ signedOn: Day, lastDay: Day },
          /** Who answers in its place now; empty where nobody does. */
          now: z.string(),
          /** Whether the form reaches that body, and what the gate says of it. */
          ...{ reaches: z.boolean(), says: z.string() },
        }),
      ),
      /** Appointments and examinations that lie ahead, as the case details have them. */
      ahead: z.array(
        z.object({
          ...{ matterId: MatterId, ourRef: z.string(), what: z.string(), said: z.string() },
          on: Day.nullable(),
        }),
      ),
    }),
    { may: 'read-letters' },
  ),
}
