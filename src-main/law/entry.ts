import { Day, text, z } from '../wire/schema.ts'

/** How far an entry is to be trusted: found in a primary source, found second-hand, from knowledge, or uncertain. */
export const Trust = z.enum(['verified', 'secondary', 'known', 'uncertain'])
export type Trust = z.output<typeof Trust>

/** Where a rule stands: the instrument and the place in it. */
export const Authority = z.strictObject({
  instrument: z.string().min(1),
  section: z.string().min(1),
})
export type Authority = z.output<typeof Authority>

/** What a matter is about: it picks the rows that are tried. */
export const Kind = z.enum([
  'clinical',
  'custodial',
  'social-care',
  'confidentiality',
  'governance',
  'health-records',
  'prison-records',
  'deceased-records',
  'data-complaint',
  'death',
])
export type Kind = z.output<typeof Kind>

/** A length of time; working days need the list that says which days work. */
export const Period = z.strictObject({
  unit: z.enum(['days', 'months', 'years', 'working-days']),
  count: z
    .int()
    .positive('Enter a number of one or more.')
    .max(1000, 'Enter a number up to 1,000.'),
})
export type Period = z.output<typeof Period>

const Fact = text(200)
/** What may be known of a matter besides its prison and days, by the names under which it is asked for. */
export const MatterFacts = z.strictObject({
  pctTransferDate: Day.optional(),
  leadPct: Fact.optional(),
  provider: Fact.optional(),
  providerSince: Day.optional(),
  commissioner: Fact.optional(),
  healthcareController: Fact.optional(),
  operator: Fact.optional(),
  healthcareUnder: z.enum(['operator', 'pct']).optional(),
  nhsEnglandEndsOn: Day.optional(),
  leakedBy: z.enum(['prison-staff', 'health-staff']).optional(),
  released: z.boolean().optional(),
  outsideHospital: z.boolean().optional(),
  hospital: Fact.optional(),
  gp: Fact.optional(),
  council: Fact.optional(),
  healthBoard: Fact.optional(),
  socialCareBody: Fact.optional(),
  /** The day on which the client first learnt of it. */
  noticeOn: Day.optional(),
})

/** Who answers for this prison, this event and this complaint or request? */
export const MatterQuestion = z.strictObject({
  prison: text(120, 'Enter the prison.'),
  nation: z.enum(['England', 'Wales', 'Scotland', 'Northern Ireland']).optional(),
  kind: z.union([Kind, z.array(Kind).min(1).max(2)], 'Choose what it is about from the list.'),
  eventOn: Day,
  /** The day the complaint is made or the request sent. */
  actionOn: Day,
})

/**
 * One entry of the edition, by what stays the same when a newer one comes: `rule:R02:UK GDPR, Article 12A`,
 * `topic:2.1.1:2003-04-01` (`start` where it has no first day), `body:nhs-england`, `receipt:dx`, `days:nhs-2009`, `row:C10`.
 */
export const EntryKey = z
  .string()
  .max(200)
  .regex(/^(rule|topic|body|receipt|days|row):.+$/, 'Choose an entry of the edition.')
export const EntrySort = z.enum(['rule', 'topic', 'body', 'receipt', 'days', 'row'])
export type EntrySort = z.output<typeof EntrySort>

const span = { from: Day.nullable().optional(), to: Day.nullable().optional() }
/** What is left out stays as the edition has it; `uncertain` is what is still open after the change, null for nothing. */
const open = { uncertain: text(500).nullable().optional() }

/** What the office says instead of the edition, by the sort of the entry. */
export const Change = z.discriminatedUnion('sort', [
  z.strictObject({ sort: z.literal('topic'), text: text(4000).optional(), ...span, ...open }),
  z.strictObject({
    sort: z.literal('rule'),
    period: Period.optional(),
    name: text(120).optional(),
    ...span,
    ...open,
  }),
  z.strictObject({
    sort: z.literal('body'),
    /** All of its names, oldest first. */
    names: z
      .array(z.strictObject({ name: text(200), from: Day.nullable(), to: Day.nullable() }))
      .min(1, 'Enter the name.')
      .max(20)
      .optional(),
    successor: z.string().max(80).nullable().optional(),
    ...open,
  }),
  z.strictObject({
    sort: z.literal('receipt'),
    workingDaysAfter: z.int().nonnegative('Enter a number of days.').max(60).optional(),
    ...open,
  }),
  z.strictObject({
    sort: z.literal('days'),
    weekends: z.boolean().optional(),
    listedHolidays: z.boolean().optional(),
    /** Days named by the regulation itself, as `12-26`. */
    fixedDays: z
      .array(
        z
          .string()
          .regex(
            /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
            'Enter the day as month and day, such as 12-26.',
          ),
      )
      .max(20)
      .optional(),
    ...open,
  }),
])
export type Change = z.output<typeof Change>

/** A holiday newly proclaimed, or a listed one that is moved or does not take place. */
export const HolidayChange = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('added'),
    on: Day,
    name: text(80, 'Enter the name of the holiday.'),
  }),
  z.strictObject({ what: z.literal('moved'), on: Day, to: Day }),
  z.strictObject({ what: z.literal('removed'), on: Day }),
])
export type HolidayChange = z.output<typeof HolidayChange>
