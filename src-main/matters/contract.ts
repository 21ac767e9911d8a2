import { ClientId } from '../clients/contract.ts'
import { PersonId } from '../people/contract.ts'
import { operation } from '../wire/operation.ts'
import { Day, id, Moment, Nothing, optionalText, text, z } from '../wire/schema.ts'
import { sortedBy } from '../wire/sorting.ts'

export const MatterId = id<'Matter'>()
export type MatterId = z.output<typeof MatterId>

export const MatterKind = z.enum(
  ['health-records', 'prison-records', 'treatment', 'confidentiality', 'death', 'other'],
  'Choose what the matter is about.',
)
export type MatterKind = z.output<typeof MatterKind>

const Opponent = z.strictObject({
  name: text(120, 'Enter the name.'),
  /** What they are in this matter: provider, Governor, commissioner ... */
  role: text(80, 'Enter their role in this matter.'),
})

const Particulars = {
  kind: MatterKind,
  title: text(120, 'Enter a title that says nothing about health.'),
  responsible: z.uuid('Choose the responsible solicitor.').pipe(PersonId),
  opponents: z.array(Opponent).max(20).default([]),
  /** The day it happened and the day the client knew of it; limitation runs from them. */
  eventOn: Day.nullable(),
  knownOn: Day.nullable(),
  /** Asked when there is no date of the event. */
  noEventReason: optionalText(300),
}

export const MatterDraft = z.strictObject({ clientId: ClientId, ...Particulars })
export type MatterDraft = z.output<typeof MatterDraft>
export const MatterCorrection = z.strictObject({
  matterId: MatterId,
  version: z.int().positive(),
  ...Particulars,
  reason: text(500, 'Give the reason for the correction.'),
})

/** One limitation date with its working; `prudent` is the working day before, which is the one to diarise. */
export const LimitationDate = z.object({
  rule: z.string(),
  claim: z.string(),
  due: Day,
  prudent: Day,
  provisional: z.boolean(),
  passed: z.boolean(),
  /** `on` is the day that the step arrives at, where it gives one. */
  steps: z.array(z.object({ text: z.string(), authority: z.string(), on: Day.optional() })),
  /** What a solicitor must check before relying on the date. */
  check: z.array(z.string()),
})

/** What the client’s death does to limitation; it moves no date by itself, and is to be confirmed. */
export const AfterDeath = z.object({
  diedOn: Day,
  /** Of a personal injury claim that survives for the estate: the day in place of the client’s own, where that had not passed. */
  moved: z.object({ instead: Day, due: Day, prudent: Day, provisional: z.boolean() }).nullable(),
  /** What the edition says of it, with its authority. */
  text: z.string(),
  authority: z.string(),
})

/** Who alone may see a matter. */
export const MatterAccess = z.object({
  /** The entry by which these people are named. */
  version: z.number(),
  people: z.array(z.object({ id: PersonId, name: z.string() })),
  at: Moment,
  by: z.string(),
  reason: z.string(),
})
export type MatterAccess = z.output<typeof MatterAccess>

const Version = z.object({
  ...Particulars,
  version: z.number(),
  recordedAt: Moment,
  recordedBy: z.string(),
  reason: z.string(),
})

export const Matter = z.object({
  id: MatterId,
  clientId: ClientId,
  clientName: z.string(),
  ourRef: z.string(),
  ...Version.shape,
  responsibleName: z.string(),
  /** Whether that person works here still and may see matters. */
  responsibleHere: z.boolean(),
  openedOn: Day,
  /** Null where everybody may see it. */
  access: MatterAccess.nullable(),
  /** `limits` are the rules whose limitation dates stay in the diary. */
  closed: z.object({ on: Day, reason: z.string(), limits: z.array(z.string()) }).nullable(),
  /** Newest first. */
  reopened: z.array(
    z.object({
      at: Moment,
      by: z.string(),
      reason: z.string(),
      closedOn: Day,
      closedReason: z.string(),
    }),
  ),
  afterDeath: AfterDeath.nullable(),
  limitation: z.array(LimitationDate),
  notes: z.array(z.object({ at: Moment, by: z.string(), text: z.string() })),
  earlier: z.array(Version),
})
/** From so many days before, a limitation date comes before everything else. */
export const LIMITATION_NOW_DAYS = 14
export type LimitationDate = z.output<typeof LimitationDate>
export type Matter = z.output<typeof Matter>

export const MatterRow = z.object({
  id: MatterId,
  clientId: ClientId,
  /** Which of the client's records it stands in. */
  record: z.number(),
  clientName: z.string(),
  ourRef: z.string(),
  kind: MatterKind,
  title: z.string(),
  responsibleName: z.string(),
  closed: z.boolean(),
  /** Whether only some people may see it. */
  restricted: z.boolean(),
  /** The next limitation date that has not passed, by its prudent day. */
  next: z.object({ claim: z.string(), due: Day, prudent: Day }).nullable(),
})

export type MatterRow = z.output<typeof MatterRow>

/** Something of a matter that is not done with. */
export const LooseEnd = z.object({
  what: z.enum(['limitation', 'reply', 'letter', 'form', 'consent']),
  /** Of a rule, a letter or a form. */
  id: z.string(),
  /** In words that say nothing about health. */
  name: z.string(),
  on: Day.nullable(),
})
export type LooseEnd = z.output<typeof LooseEnd>

/** A client's cases. */
export const matters = {
  open: operation(MatterDraft, Matter, { may: 'record-matters' }),
  correct: operation(MatterCorrection, Matter, { may: 'record-matters' }),
  note: operation(
    z.strictObject({ matterId: MatterId, text: text(5000, 'Enter the note.') }),
    Matter,
    { may: 'record-matters' },
  ),
  /** What is still open in a matter: each is dealt with before it is closed, or stays for a reason. */
  looseEnds: operation(z.strictObject({ matterId: MatterId }), z.array(LooseEnd), {
    may: 'read-matters',
  }),
  /** Refused while anything is open that `stays` gives no reason for. */
  close: operation(
    z.strictObject({
      matterId: MatterId,
      reason: text(500, 'Give the reason for closing it.'),
      stays: z
        .array(
          z.strictObject({
            what: LooseEnd.shape.what,
            id: z.string().max(80),
            reason: text(300, 'Give the reason why it stays.'),
            /** Of a limitation date: it leaves the diary; else it stays there though the matter is closed. */
            ended: z.boolean().default(false),
          }),
        )
        .max(500)
        .default([]),
    }),
    Matter,
    { may: 'record-matters' },
  ),
  reopen: operation(
    z.strictObject({
      matterId: MatterId,
      reason: text(500, 'Give the reason for reopening it.'),
      /** Who is responsible from now on; needed where whoever was may not be any more. */
      responsible: Particulars.responsible.nullable().default(null),
    }),
    Matter,
    { may: 'record-matters' },
  ),
  /** Ends a limitation date of a closed matter, or puts it back into the diary, without reopening the matter. */
  settleLimitation: operation(
    z.strictObject({
      matterId: MatterId,
      rule: z.string().max(20),
      ended: z.boolean(),
      reason: text(300, 'Give the reason.'),
    }),
    Matter,
    { may: 'record-matters' },
  ),
  /** Closes a matter to all but these people; null where whoever asks is none of them, and so sees it no more. */
  restrictAccess: operation(
    z.strictObject({
      matterId: MatterId,
      /** Of the restriction that was on the screen; 0 where everybody saw the matter. */
      version: z.int().min(0).default(0),
      people: z.array(PersonId).min(1, 'Choose who may see this matter.').max(200),
      reason: text(500, 'Give the reason.'),
    }),
    Matter.nullable(),
    { may: 'restrict-matters' },
  ),
  liftAccess: operation(
    z.strictObject({
      matterId: MatterId,
      /** Of the restriction that was on the screen. */
      version: z.int().positive(),
      reason: text(500, 'Give the reason.'),
    }),
    Matter,
    { may: 'restrict-matters' },
  ),
  /** Restricted matters for which no partner who works here is named any more: by reference alone. */
  withoutPartner: operation(
    Nothing,
    z.array(z.object({ matterId: MatterId, ourRef: z.string(), since: Moment })),
    { may: 'restrict-matters' },
  ),
  /** Names whoever asks for one of these. */
  takeOverAccess: operation(
    z.strictObject({ matterId: MatterId, reason: text(500, 'Give the reason.') }),
    Matter,
    { may: 'restrict-matters' },
  ),
  get: operation(z.strictObject({ matterId: MatterId }), Matter, { may: 'read-matters' }),
  list: operation(
    z.strictObject({
      clientId: ClientId.optional(),
      text: z.string().max(200).default(''),
      /** The newest first. */
      sort: sortedBy('ref', 'client', 'title', 'responsible'),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(50),
    }),
    z.object({ rows: z.array(MatterRow), total: z.number() }),
    { may: 'read-matters' },
  ),
}
