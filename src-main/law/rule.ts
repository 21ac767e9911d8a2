import { Day, z } from '../wire/schema.ts'
import { Authority, Period } from './entry.ts'
import { inOrder, provenance } from './provenance.ts'

/** The days a rule counts from, by name, as the office records them. */
export const DayEvent = z.enum([
  'on',
  'receivedOn',
  'idReceivedOn',
  'feeReceivedOn',
  'clarificationAskedOn',
  'clarificationAnsweredOn',
  'madeOn',
  'noticeOn',
  'knowledgeOn',
  'acknowledgedOn',
])
export type DayEvent = z.output<typeof DayEvent>

/** `1 month`, `20 working days`. */
export function lengthInWords({ unit, count }: Period): string {
  const plural = unit.replace('-', ' ')
  return `${count} ${count === 1 ? plural.slice(0, -1) : plural}`
}

/** Whether the first day is day 1, or day 0, or the count starts on the day after as if that were day 0. */
export const Counting = z.enum(['first-day-counts', 'after-first-day', 'from-day-after'])
export type Counting = z.output<typeof Counting>

const RuleId = z.string().regex(/^R\d\d$/)

const Roll = z.strictObject({
  to: z.enum(['next-working-day', 'court-open', 'letter-date']),
  workingDays: z.string(),
  authority: Authority,
})

/** One rule as it stood between two days of its axis. */
export const RuleVersion = z
  .strictObject({
    from: Day.nullable(),
    to: Day.nullable(),
    name: z.string().min(1),
    ...provenance,
    nature: z.enum(['law', 'policy', 'protocol', 'office']).default('law'),
    period: Period,
    counting: Counting,
    /** The latest of these that happened is the first day. */
    startsAt: z.array(DayEvent).min(1),
    workingDays: z.string().optional(),
    roll: Roll.optional(),
    /** A stricter way of counting that the prudent date keeps to. */
    strict: z
      .strictObject({ counting: Counting, text: z.string().min(1), authority: Authority })
      .optional(),
    /** Other periods, where a fact about the case calls for one. */
    variants: z
      .array(
        z.strictObject({
          fact: z.enum(['allEntriesRecent', 'stage', 'aboutStaff']),
          is: z.union([z.boolean(), z.int()]),
          period: Period,
          text: z.string().min(1),
        }),
      )
      .default([]),
    /** Said with the result while nobody has said whether the fact holds. */
    unlessSaid: z.strictObject({ fact: z.string(), text: z.string().min(1) }).optional(),
    /** Other readings of the same words; the earliest is the due date, the others are listed. */
    readings: z
      .array(
        z.strictObject({
          counting: Counting.optional(),
          startsAt: DayEvent.optional(),
          text: z.string().min(1),
        }),
      )
      .default([]),
    /** `text` says what lengthens the period, where it is not a notice by the holder. */
    extension: z
      .strictObject({ period: Period, authority: Authority, text: z.string().min(1).optional() })
      .optional(),
    /** A further period that runs from the end of the first. */
    then: z.strictObject({ period: Period, counting: Counting }).optional(),
    alwaysExtended: z.boolean().default(false),
    pause: z
      .strictObject({ authority: Authority, uncertain: z.string().min(1).nullable() })
      .optional(),
    /** A pause that only guidance knew: listed as another reading, never counted. */
    pauseByGuidance: z
      .strictObject({ from: Day, authority: Authority, uncertain: z.string().min(1) })
      .optional(),
    agreed: z.strictObject({ text: z.string().min(1) }).optional(),
    restart: z
      .strictObject({
        askWithin: Period,
        counting: Counting,
        authority: Authority,
        text: z.string().min(1),
      })
      .optional(),
    /** Limitation is never moved: a closed court office is said beside it. */
    courtClosed: z.strictObject({ workingDays: z.string(), authority: Authority }).optional(),
    warnFirst: z.strictObject({ period: Period, text: z.string().min(1) }).optional(),
    warnAfter: z.strictObject({ on: Day, text: z.string().min(1) }).optional(),
    notes: z.array(z.string().min(1)).default([]),
  })
  .refine((version) => version.period.unit !== 'working-days' || version.workingDays, {
    message: 'A period of working days needs the list that says which days work.',
    path: ['workingDays'],
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    message: 'The last day is before the first.',
    path: ['to'],
  })
export type RuleVersion = z.output<typeof RuleVersion>

const Elsewhere = z.strictObject({ rule: RuleId.nullable(), text: z.string().min(1) })

/** A deadline rule with every version this edition holds, oldest first, without overlap. */
export const Rule = z.strictObject({
  id: RuleId,
  title: z.string().min(1),
  /** Whose time it is: the client's own limits are never moved later. */
  binds: z.string().min(1),
  axis: z.enum(['records-request', 'nhs-complaint', 'prison-complaint', 'litigation', 'office']),
  trigger: z.strictObject({
    event: z.enum(['on', 'receivedOn']),
    /** Other names of the same day, besides `on`. */
    also: z.array(DayEvent).default([]),
    /** Where both are given, `on` is the day of the notice of extension. */
    onIsNotice: z.boolean().default(false),
    text: z.string().min(1),
  }),
  /** The first of these that is known picks the version; with none known, the newest holds. */
  regimeBy: z.array(DayEvent).min(1),
  /** Which rule applies before the first version and after the last. */
  before: Elsewhere.optional(),
  after: Elsewhere.optional(),
  versions: z
    .array(RuleVersion)
    .min(1)
    .refine(inOrder, 'The versions overlap or are not in the order of their days.')
    // The office's own changes find their version by its name.
    .refine(
      (versions) => new Set(versions.map(({ name }) => name)).size === versions.length,
      'Two versions have the same name.',
    ),
})
export type Rule = z.output<typeof Rule>

/** Which days work, for the rules that say so. */
export const WorkingDayList = z.strictObject({
  id: z.string(),
  ...provenance,
  text: z.string().min(1),
  weekends: z.boolean(),
  listedHolidays: z.boolean(),
  /** Days named by the regulation itself, as `12-26`. */
  fixedDays: z.array(z.string().regex(/^\d\d-\d\d$/)),
  /** Days that this list alone leaves out, such as the bank holidays of Scotland. */
  otherDays: z.array(z.strictObject({ on: Day, name: z.string().min(1) })).optional(),
})
export type WorkingDayList = z.output<typeof WorkingDayList>

/** When post sent by a route is taken to have arrived, until somebody says otherwise. */
export const ReceiptRule = z.strictObject({
  route: z.enum(['first-class', 'dx', 'second-class', 'hand', 'email', 'portal']),
  name: z.string(),
  workingDaysAfter: z.int().nonnegative(),
  ...provenance,
})
export type ReceiptRule = z.output<typeof ReceiptRule>
