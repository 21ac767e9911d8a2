import { Basis as OtherBasis, BasisId, BasisKind } from '../bases/contract.ts'
import { ClientId } from '../clients/contract.ts'
import {
  RESTRICTED_CLASS,
  ConsentId,
  InformationClass,
  Purpose,
  Recipient,
} from '../consents/contract.ts'
import { operation } from '../wire/operation.ts'
import { Day, Moment, optionalText, text, z } from '../wire/schema.ts'
import { sortedBy } from '../wire/sorting.ts'

/** Place in the register. */
export const DisclosureId = z.int().positive()

/** One disclosure to one recipient: its classes, date, route and basis. */
export const DisclosureLine = z.object({
  id: z.number(),
  /** The entry of the log that it stands in. */
  seq: z.number(),
  on: Day,
  /** How the letter left, or `telephone`. */
  route: z.string(),
  /** The kind of letter; null for a call. */
  letterKind: z.string().nullable(),
  role: z.string(),
  purpose: z.string(),
  /** The weakest basis of anything in it: a form of the client, another reason, or neither; `own` of what the client was told. */
  basis: z.enum(['consent', 'other', 'none', 'own']),
  by: z.string(),
  /** It was recorded once something stood in the log that would have stopped it: it had left before. */
  late: z.boolean(),
  /** Null, as everything of the client's, for who may not see clients. */
  client: z.object({ id: ClientId, name: z.string() }).nullable(),
  reader: z.string().nullable(),
  /** Without the restricted class: every line alike shows it as restricted. */
  classes: z.array(z.string()).nullable(),
})
export type DisclosureLine = z.output<typeof DisclosureLine>

/** A disclosure about a client who was erased: whose it was, to whom, what and for what went with the client. */
export const ErasedLine = z.object({
  /** The entry that erased the client. */
  seq: z.number(),
  on: Day,
  route: z.string(),
  role: z.string(),
  basis: DisclosureLine.shape.basis,
})
export type ErasedLine = z.output<typeof ErasedLine>

/** A form that something relied on, as it was then. */
const Basis = z.object({
  /** Empty where the reader of the register may not see it. */
  classes: z.array(z.string()),
  why: z.string().nullable(),
  form: z
    .object({
      consentId: ConsentId,
      seq: z.number(),
      kind: z.enum(['authority-to-obtain', 'consent-to-tell']),
      signedOn: Day,
      /** Name and capacity of who signed for the client; null where the client did, or who asks may not see it. */
      signedBy: z.string().nullable(),
      receivedOn: Day,
      /** Fingerprint of the words signed: the same words, the same mark. */
      wordingMark: z.string(),
      wording: z.string().nullable(),
      /** Second check made, not needed at the time, or not made. */
      check: z.enum(['not-needed', 'awaiting', 'passed', 'returned', 'removed']),
      /** In words, where the form turned out to be another client’s; null where nothing was found wrong with it. */
      error: z.string().nullable(),
      checkedBy: z.string(),
      scanned: z.boolean(),
    })
    .nullable(),
  /** The order, duty or public interest that it relied on, as it stood then. */
  record: z
    .object({
      basisId: BasisId,
      seq: z.number(),
      kind: BasisKind,
      /** Null where the reader of the register may not see it. */
      authority: z.string().nullable(),
      from: Day,
      until: Day,
      decidedBy: z.string(),
      confirmedBy: z.string(),
      /** How it stands now. */
      state: OtherBasis.shape.state,
    })
    .nullable(),
})

export const Disclosure = z.object({
  ...DisclosureLine.shape,
  /** It names restricted information, which whoever asks may not open: neither its names nor its papers are shown. */
  masked: z.boolean(),
  bases: z.array(Basis),
  letter: z
    .object({
      id: z.string().nullable(),
      ourRef: z.string().nullable(),
      /** Of the frozen PDF, as approved and as sent. */
      sha256: z.string(),
      /** The newest post book in which it stands on the day it left; null where none was printed since. */
      posted: z.object({ seq: z.number(), at: Moment }).nullable(),
      /** Drafting, approval, printing, signing, sending and what came back, oldest first. */
      steps: z.array(z.object({ seq: z.number(), at: Moment, by: z.string(), act: z.string() })),
      /** What the gate decided on the day it was sent, without the restricted class. */
      decisions: z
        .array(
          z.object({
            what: z.string(),
            reader: z.string(),
            class: z.string().nullable(),
            allowed: z.boolean(),
            why: z.string(),
          }),
        )
        .nullable(),
    })
    .nullable(),
  /** Why a late one is recorded only then, and what would have stopped it. */
  alreadyLeft: z.object({ reason: z.string(), since: z.array(z.string()) }).nullable(),
  /** What was recorded after it of the forms that it relied on, oldest first: nobody could know it then. */
  knownLater: z.array(
    z.object({
      seq: z.number(),
      /** The day it was recorded. */
      recordedOn: Day,
      what: z.enum(['withdrawn', 'withdrawal-undone', 'returned']),
      /** Of a withdrawal: when it was signed or said, or came in. */
      of: Day.nullable(),
    }),
  ),
  /** What the caller asked; null for a letter. */
  asked: z.string().nullable(),
})
export type Disclosure = z.output<typeof Disclosure>

export const OpenClass = z.union([
  InformationClass.exclude([RESTRICTED_CLASS]),
  z.literal('unclassed'),
])

/** The letter as it was sent, the scan of a form, or the paper of another basis; the last two by their ids. */
export const FollowedPaper = z.enum(['letter', 'scan', 'basis'])
export type FollowedPaper = z.output<typeof FollowedPaper>

const filter = {
  clientId: ClientId.nullable().default(null),
  /** Part of a name. */
  reader: z.string().max(160).default(''),
  year: z.int().min(1990).max(2200).nullable().default(null),
  class: OpenClass.nullable().default(null),
  basis: DisclosureLine.shape.basis.nullable().default(null),
}
/** What a report of the register says of itself, and the screen before it is made. */
export const OFFICE_ONLY =
  'For use in the office. To give somebody outside what it says, make an audit pack: that is recorded as a disclosure.'

/** The register and the calls. */
export const disclosures = {
  /** Those with no basis first, then the newest; a page begins after `after`. */
  list: operation(
    z.strictObject({
      ...filter,
      after: z.strictObject({ bare: z.boolean(), id: DisclosureId }).nullable().default(null),
      /** What has no basis first, then the newest. */
      sort: sortedBy('on', 'reader', 'client'),
      /** Of a sorted register, how many lines were given before. */
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(50),
    }),
    z.object({
      lines: z.array(DisclosureLine),
      next: z.object({ bare: z.boolean(), id: z.number() }).nullable(),
      /** With the first page only. */
      count: z.object({ all: z.number(), bare: z.number() }).nullable(),
      /** With the first page only, and where nothing is chosen that an erased line no longer tells. */
      erased: z.object({ all: z.number(), lines: z.array(ErasedLine) }).nullable(),
    }),
    { may: 'read-disclosures' },
  ),
  /** Saves what the filter leaves as a report or a table; each one saved is an entry. */
  export: operation(
    z
      .strictObject({
        ...filter,
        kind: z.enum(['pdf', 'csv', 'xlsx']),
        /** Whether the restricted class is named, for whoever may open it. */
        restricted: z.boolean().default(false),
        reason: optionalText(300),
      })
      .refine(({ restricted, reason }) => !restricted || reason !== '', {
        ...{ path: ['reason'], error: 'Give the reason for opening it.' },
      }),
    z.object({ saved: z.boolean(), lines: z.number() }),
    { may: 'read-disclosures' },
  ),
  get: operation(z.strictObject({ id: DisclosureId }), Disclosure, { may: 'read-disclosures' }),
  /** One disclosure with the names and the trace that its line withholds from an auditor; a read that is itself logged, and refused where it is masked. */
  follow: operation(z.strictObject({ id: DisclosureId }), Disclosure, {
    may: 'follow-disclosures',
  }),
  /** Opens a paper that a disclosure rests on; logged, and refused where the line is masked or the paper names what may not be opened. */
  openPaper: operation(
    z.strictObject({ id: DisclosureId, paper: FollowedPaper, of: z.string().max(40).default('') }),
    z.object({}),
    { may: 'follow-disclosures' },
  ),
  /** Opens the restricted part of one disclosure; a read that is itself logged, with its reason. */
  reveal: operation(
    z.strictObject({ id: DisclosureId, reason: text(300, 'Give the reason for opening it.') }),
    z.object({ told: z.boolean(), why: z.string() }),
    { may: 'reveal-consents' },
  ),
  /** A call recorded by mistake, by its entry: it stays as it was recorded, and leaves the register. */
  undoCall: operation(
    z.strictObject({ seq: z.int().positive(), reason: text(300, 'Give the reason.') }),
    z.object({}),
    { may: 'record-calls' },
  ),
  /** A call about a client, with what was disclosed: nothing, or what the gate allows this caller today. */
  recordCall: operation(
    z.strictObject({
      clientId: ClientId,
      caller: Recipient,
      purpose: Purpose,
      asked: optionalText(500),
      told: z.array(InformationClass).max(8).default([]),
    }),
    z.object({ seq: z.number(), on: Day, told: z.number() }),
    { may: 'record-calls' },
  ),
}
