import { EditionBadge, HolidayChange, Moved } from '../law/contract.ts'
import { operation } from '../wire/operation.ts'
import { Day, id, Moment, Nothing, optionalText, text, z } from '../wire/schema.ts'

export { HolidayChange } from '../law/contract.ts'

const Pause = z.strictObject({ askedOn: Day, answeredOn: Day })

/** What happened, by name: `on` is the rule's trigger, whatever it is; the others as the office records them. */
export const Events = z.strictObject({
  on: Day.optional(),
  receivedOn: Day.optional(),
  idReceivedOn: Day.optional(),
  feeReceivedOn: Day.optional(),
  clarificationAskedOn: Day.optional(),
  clarificationAnsweredOn: Day.optional(),
  /** Further questions of the holder and their answers, in any order. */
  pauses: z.array(Pause).max(50).optional(),
  /** True once notice of extension was given; its day decides whether it was in time. */
  extended: z.boolean().optional(),
  extendedOn: Day.optional(),
  allEntriesRecent: z.boolean().optional(),
  agreedUntil: Day.optional(),
  madeOn: Day.optional(),
  noticeOn: Day.optional(),
  knowledgeOn: Day.optional(),
  acknowledgedOn: Day.optional(),
  stage: z.int().min(1).max(3).optional(),
  aboutStaff: z.boolean().optional(),
})
export type Events = z.output<typeof Events>

/** An event that a version of a rule understands, as it is asked for. */
export const EventAsked = z.object({
  name: z.enum(Object.keys(Events.shape) as [keyof Events]),
  words: z.string(),
  answer: z.enum(['day', 'yes-no', 'number', 'pauses']),
  /** True for the day that the rule cannot do without. */
  needed: z.boolean(),
})
export type EventAsked = z.output<typeof EventAsked>

/** A rule as the calculator offers it. */
export const RuleOffered = z.object({
  id: z.string(),
  title: z.string(),
  binds: z.string(),
  /** What begins the time, in words. */
  trigger: z.string(),
  versions: z.array(
    z.object({
      name: z.string(),
      from: Day.nullable(),
      to: Day.nullable(),
      events: z.array(EventAsked),
      toCheck: z.string().nullable(),
    }),
  ),
})
export type RuleOffered = z.output<typeof RuleOffered>

/** A deadline with its working, and the edition it was worked out by. */
export const Worked = z.object({
  rule: z.string(),
  title: z.string(),
  version: z.string(),
  due: Day,
  prudent: Day,
  provisional: z.boolean(),
  /** The day from which it is counted. */
  startsOn: Day,
  /** Days that drop out, both ends counted. */
  dropped: z.array(z.object({ from: Day, to: Day })),
  steps: z.array(z.object({ text: z.string(), authority: z.string(), on: Day.optional() })),
  alternatives: z.array(z.object({ due: Day, text: z.string(), authority: z.string() })),
  check: z.array(z.string()),
  edition: EditionBadge,
})
export type Worked = z.output<typeof Worked>

const Draft = z.strictObject({
  change: HolidayChange,
  source: text(500, 'Enter where this was proclaimed.'),
  note: optionalText(1000),
})

export const HolidayChangeId = id<'HolidayChange'>()
export type HolidayChangeId = z.output<typeof HolidayChangeId>
export const HolidayChanged = z.object({
  id: HolidayChangeId,
  change: HolidayChange,
  /** The name of the holiday that is moved, removed or added. */
  name: z.string(),
  source: z.string(),
  note: z.string(),
  at: Moment,
  by: z.string(),
  withdrawn: z.object({ at: Moment, by: z.string(), reason: z.string() }).nullable(),
  /** True where the edition no longer lists the day that it moves or removes, so that it has no effect. */
  orphan: z.boolean(),
})
export type HolidayChanged = z.output<typeof HolidayChanged>
const Recorded = z.object({ holiday: HolidayChanged, moved: z.array(Moved) })

/** The deadline rules for use without any client, and the days that do not work. */
export const deadlines = {
  rules: operation(Nothing, z.array(RuleOffered), { may: 'read-law' }),
  work: operation(z.strictObject({ rule: z.string().trim().max(10), events: Events }), Worked, {
    may: 'read-law',
  }),
  holidays: operation(
    Nothing,
    z.object({
      firstYear: z.number(),
      lastYear: z.number(),
      confirmedTo: z.number(),
      /** By day; `byOffice` where the office recorded or moved it. */
      days: z.array(z.object({ on: Day, name: z.string(), byOffice: z.boolean() })),
      /** Newest first. */
      changes: z.array(HolidayChanged),
    }),
    { may: 'read-law' },
  ),
  recordHoliday: operation(Draft, Recorded, { may: 'amend-law' }),
  /** What `recordHoliday` would move; records nothing. */
  previewHoliday: operation(Draft, z.object({ moved: z.array(Moved) }), { may: 'amend-law' }),
  withdrawHoliday: operation(
    z.strictObject({
      id: HolidayChangeId,
      reason: text(500, 'Give the reason for the withdrawal.'),
    }),
    Recorded,
    { may: 'amend-law' },
  ),
}
