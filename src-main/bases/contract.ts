import { ClientId } from '../clients/contract.ts'
import { RESTRICTED_CLASS, InformationClass, Purpose, Recipient } from '../consents/contract.ts'
import { operation } from '../wire/operation.ts'
import { Day, id, Moment, optionalText, text, z } from '../wire/schema.ts'

/** What allows a disclosure besides the client's consent, and nothing else does. */
export const BasisKind = z.enum(
  ['court-order', 'legal-duty', 'public-interest'],
  'Choose what the disclosure rests on.',
)
export type BasisKind = z.output<typeof BasisKind>

export const BasisId = id<'Basis'>()
export type BasisId = z.output<typeof BasisId>

/** Whether the client was asked about it first, was told of it, or was not told. */
export const ClientTold = z.enum(
  ['consulted', 'told', 'not-told'],
  'Choose whether the client was told.',
)

const fields = {
  kind: BasisKind,
  /** The order, the provision or the guidance, as it is cited. */
  authority: text(300, 'Enter the order, the provision or the guidance that is relied on.'),
  recipient: Recipient,
  purpose: Purpose,
  classes: z.array(InformationClass).min(1, 'Choose what may be disclosed.').max(8),
  from: z.string().min(1, 'Enter the first day.').pipe(Day),
  until: z.string().min(1, 'Enter the last day.').pipe(Day),
  reasons: text(2000, 'Give the reasons for the decision.'),
  client: ClientTold,
  /** The day on which the client was told or consulted. */
  clientOn: Day.nullable().default(null),
  whyNot: optionalText(1000),
}
const Which = { basisId: BasisId }
const Reason = text(500, 'Give the reason.')

export const BasisDraft = z.strictObject({ clientId: ClientId, ...fields })
export type BasisDraft = z.output<typeof BasisDraft>

/** All of it in place of what was recorded; `version` is the one that was on the screen. */
export const BasisCorrection = z.strictObject({
  ...Which,
  ...fields,
  version: z.int().positive(),
  reason: text(500, 'Give the reason for the correction.'),
})

const Recorded = { at: Moment, by: z.string() }
/** What everybody who sees consents may see: nothing of the restricted class, and none of the reasons. */
const Version = z.object({
  kind: BasisKind,
  authority: z.string(),
  recipient: Recipient,
  purpose: Purpose,
  classes: z.array(InformationClass.exclude([RESTRICTED_CLASS])),
  from: Day,
  until: Day,
  client: ClientTold,
  clientOn: Day.nullable(),
  version: z.number(),
  ...Recorded,
  reason: z.string(),
})

export const Basis = z.object({
  id: BasisId,
  clientId: ClientId,
  /** Which of the client's records it stands in. */
  record: z.number(),
  /** The version in force. */
  ...Version.shape,
  /** Who decided it last: recorded, corrected or restored it. */
  decidedBy: z.string(),
  decidedById: z.string(),
  /** Whether somebody else must confirm it. */
  second: z.boolean(),
  confirmed: z.object(Recorded).nullable(),
  paper: z
    .object({ kind: z.enum(['pdf', 'png', 'jpeg']), size: z.number(), ...Recorded })
    .nullable(),
  state: z.enum(['in-force', 'paper-missing', 'to-confirm', 'to-begin', 'ended', 'taken-back']),
  /** The last day, by its own words or because it was ended. */
  lastDay: Day,
  ended: z.object({ on: Day, reason: z.string(), ...Recorded }).nullable(),
  takenBack: z.object({ reason: z.string(), ...Recorded }).nullable(),
  /** Superseded versions, newest first. */
  earlier: z.array(Version),
  /** Endings and takings back that were put right, newest first. */
  undone: z.array(
    z.object({
      what: z.enum(['ended', 'taken-back']),
      on: Day.nullable(),
      reason: z.string(),
      ...Recorded,
    }),
  ),
})
export type Basis = z.output<typeof Basis>

/** The law of it, as the edition held here says it today. */
export const BasisLaw = z.object({
  topic: z.string(),
  text: z.string(),
  authority: z.string(),
  uncertain: z.string().nullable(),
})

/** Court orders, duties in law and decisions in the public interest that allow a disclosure without the client's consent. */
export const bases = {
  /** A partner's decision. */
  record: operation(BasisDraft, Basis, { may: 'decide-bases' }),
  correct: operation(BasisCorrection, Basis, { may: 'decide-bases' }),
  /** Takes back an ending or a taking back; it is to be confirmed again. */
  restore: operation(z.strictObject({ ...Which, reason: Reason }), Basis, { may: 'decide-bases' }),
  /** Asks for the scan of the paper; unchanged when cancelled. */
  attachPaper: operation(z.strictObject(Which), Basis, { may: 'reveal-consents' }),
  /** Shows it in this computer's own reader; logged. */
  openPaper: operation(z.strictObject(Which), z.object({}), { may: 'reveal-consents' }),
  /** By somebody other than who decided, of the version that was on the screen. */
  confirm: operation(z.strictObject({ ...Which, version: z.int().positive() }), Basis, {
    may: 'reveal-consents',
  }),
  end: operation(
    z.strictObject({
      ...Which,
      on: z.string().min(1, 'Enter the last day.').pipe(Day),
      reason: Reason,
    }),
    Basis,
    { may: 'reveal-consents' },
  ),
  /** It was recorded by mistake, or was set aside: from now on nothing rests on it. */
  takeBack: operation(z.strictObject({ ...Which, reason: Reason }), Basis, {
    may: 'reveal-consents',
  }),
  list: operation(
    z.strictObject({ clientId: ClientId }),
    z.object({ rows: z.array(Basis), law: BasisLaw.nullable() }),
    { may: 'read-consents' },
  ),
  /** All of it, with its reasons and the restricted class where it names it; a read that is itself logged. */
  open: operation(
    z.strictObject({ ...Which, reason: text(300, 'Give the reason for opening it.') }),
    z.object({ classes: z.array(InformationClass), reasons: z.string(), whyNot: z.string() }),
    { may: 'reveal-consents' },
  ),
}
