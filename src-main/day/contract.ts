import { ClientId } from '../clients/contract.ts'
import { ConsentId } from '../consents/contract.ts'
import { LetterId, LetterKind, LetterState } from '../letters/contract.ts'
import { MatterId } from '../matters/contract.ts'
import { operation } from '../wire/operation.ts'
import { Day, Moment, z } from '../wire/schema.ts'

const Item = z.object({
  /** Null for a form or a subject access request, which belongs to the client and to no matter. */
  matterId: MatterId.nullable(),
  clientId: ClientId,
  letterId: LetterId.nullable(),
  consentId: ConsentId.nullable(),
  clientName: z.string(),
  ourRef: z.string(),
  /** Of a letter: how it stands. */
  state: LetterState.nullable().default(null),
  /** What it is about, without a health word: a kind of letter to Wolds Health, Maidstone: no reply. */
  what: z.string(),
  on: Day.nullable(),
  /** The one next act, of a letter that which every list gives it. */
  act: z.enum([
    ...[
      'approve',
      'print',
      'came-out',
      'sign',
      'send',
      'recall',
      'reply',
      'chase',
      'options',
      'open',
      'again',
      'decide',
    ],
    ...['set-date', 'check', 'record-again', 'review', 'record-form', 'send-form'],
    'answer-access',
  ] as const),
  provisional: z.boolean(),
  daysLate: z.number(),
})
export type DayItem = z.output<typeof Item>

/** The parts of the day, most urgent first. */
export const Group = z.enum([
  ...[
    'limitation-now',
    'late',
    'recall',
    'to-decide',
    'access',
    'due',
    'to-approve',
    'to-check',
    'to-sign',
    'not-sent',
    'drafts',
  ],
  ...['limitation', 'forms-out', 'expiring', 'ask-again', 'no-date'],
] as const)
/** So many lines of a part are shown until more are asked for. */
export const SHOWN_AT_FIRST = 30

/** What a line of a chronology is about. */
export const ChronologyKind = z.enum([
  ...['client', 'stay', 'representative', 'matter', 'consent', 'document', 'letter', 'told'],
  ...['access', 'erasure'],
] as const)

/** Something recorded of a client, in facts that say nothing about health; the window words them. */
export const ChronologyLine = z.object({
  seq: z.number(),
  at: Moment,
  who: z.string(),
  kind: ChronologyKind,
  act: z.string(),
  /** The day it speaks of, where that is another than the day it was recorded. */
  on: Day.nullable(),
  /** A prison, a matter, whoever a form or a letter names, a caller. */
  name: z.string(),
  ref: z.string(),
  letterKind: z.string().nullable(),
  /** A source, a way, a kind of form or of reply, by the act. */
  detail: z.string(),
  reason: z.string(),
  /** Which of the client's records it was recorded in. */
  record: z.number(),
  link: z
    .object({ to: z.enum(['matter', 'letter', 'consents', 'disclosure']), id: z.string() })
    .nullable(),
})
export type ChronologyLine = z.output<typeof ChronologyLine>

/** One record as it is put beside another before the two are joined. */
export const Side = z.object({
  ...{ id: ClientId, name: z.string(), otherNames: z.array(z.string()), prisonNumber: z.string() },
  formerNumbers: z.array(z.string()),
  bornOn: Day.nullable(),
  stays: z.array(z.object({ name: z.string(), from: Day })),
  matters: z.number(),
  forms: z.number(),
  withdrawals: z.number(),
  letters: z.number(),
})
export type Side = z.output<typeof Side>

/** What a new office records before its first letter can be made, in this order. */
export const FIRST_STEPS = ['firm', 'signatory', 'client', 'matter'] as const
export const FirstStep = z.enum(FIRST_STEPS)
export type FirstStep = z.output<typeof FirstStep>

/** Something about the office itself that stays in sight while it lasts. */
export const OfficeNotice = z.object({
  kind: z.enum([
    ...['check-off', 'check-off-proposed', 'erasure-proposed', 'hold-review', 'erasures-owed'],
    ...['failed-sign-ins', 'failed-sign-ins-lost', 'basis-to-confirm'],
    ...['no-backup', 'backup-old', 'backup-untried', 'backup-of-former-key', 'no-sheet'],
    ...['work-passed', 'files-to-review'],
  ] as const),
  /** How many wrong passphrases. */
  times: z.number().default(0),
  at: Moment,
  who: z.string(),
  reason: z.string(),
  /** The client that it is about, if any. */
  client: z.object({ id: ClientId, name: z.string() }).nullable().default(null),
  /** How many there are, of erasures that are owed, of files to be looked at, or of matters that passed; and of letters in them. */
  count: z.number().default(0),
  letters: z.number().default(0),
})
export type OfficeNotice = z.output<typeof OfficeNotice>

/** What is to be done today, most urgent first. */
export const day = {
  /** Two records side by side, and what speaks against their being of one person. */
  sideBySide: operation(
    z.strictObject({ keptId: ClientId, otherId: ClientId }),
    z.object({ kept: Side, other: Side, against: z.array(z.string()) }),
    { may: 'record-clients' },
  ),
  /** How many time limits are late on today and on each of the coming days, and how many end on it: counts alone. */
  limits: operation(
    z.strictObject({}),
    z.array(z.object({ on: Day, late: z.number(), due: z.number() })),
    { may: 'see-day' },
  ),
  view: operation(
    z.strictObject({
      /** How many lines of a part to show, where it is not as many as at first. */
      shown: z.partialRecord(Group, z.int().min(1).max(1000)).default({}),
    }),
    z.object({
      on: Day,
      /** Of a new office: what is still to be recorded before its first letter. */
      ahead: z.array(FirstStep),
      /** Those that have anything, each with how much there is of it. */
      groups: z.array(z.object({ name: Group, total: z.number(), items: z.array(Item) })),
      /** What is to be known of the office itself, above everything that is to be done. */
      notices: z.array(OfficeNotice),
    }),
    { may: 'see-day' },
  ),
  /** Everything recorded of a client, newest first; the next page begins before `next`. */
  chronology: operation(
    z.strictObject({
      clientId: ClientId,
      kinds: z.array(ChronologyKind).min(1).default(ChronologyKind.options),
      before: z.int().positive().nullable().default(null),
      /** Nothing up to this entry. */
      after: z.int().nonnegative().default(0),
      limit: z.int().min(1).max(200).default(50),
    }),
    z.object({ lines: z.array(ChronologyLine), next: z.number().nullable() }),
    { may: 'read-clients' },
  ),
  /** The letters that relied on a form, in every state, each with its next act once the form is withdrawn. */
  reliedOn: operation(
    z.strictObject({ consentId: ConsentId }),
    z.object({
      recipient: z.string(),
      letters: z.array(
        z.object({
          letterId: LetterId,
          matterId: MatterId,
          ourRef: z.string(),
          kind: LetterKind,
          to: z.string(),
          state: LetterState,
          sentOn: Day.nullable(),
          /** The notice that speaks of it already. */
          noticeId: LetterId.nullable(),
          act: z.enum(['recall', 'open', 'notify', 'open-notice', 'none']),
        }),
      ),
      /** The matter in which the withdrawal is confirmed to the client. */
      confirmIn: MatterId.nullable(),
      /** That confirmation, once it is drafted. */
      confirmation: LetterId.nullable(),
    }),
    { may: 'read-letters' },
  ),
}
