import { Day, z } from '../wire/schema.ts'
import { Kind } from './entry.ts'
import { inOrder, provenance } from './provenance.ts'

const Window = z.strictObject({ from: Day.nullable(), to: Day.nullable() })

/** A fact that is missing, by the name under which it is to be given, and the question to put. */
export const Question = z.strictObject({ fact: z.string().min(1), question: z.string().min(1) })
export type Question = z.output<typeof Question>

const AnswerTemplate = z.strictObject({
  body: z.string(),
  role: z.string().min(1),
  procedure: z.string(),
  /** Instead of the next stage of the procedure. */
  next: z.string().min(1).optional(),
  clocks: z.array(z.string()).optional(),
  mustNot: z.array(z.string()).default([]),
})
export type AnswerTemplate = z.output<typeof AnswerTemplate>

/** One way in which a row can decide: its conditions, all of which must hold, and what it answers or asks. */
export const Case = z.strictObject({
  kinds: z.array(Kind).min(1),
  event: Window.optional(),
  action: Window.optional(),
  prisons: z.array(z.string()).optional(),
  notPrisons: z.array(z.string()).optional(),
  /** Each fact must have one of the values listed. */
  facts: z.record(z.string(), z.array(z.string())).default({}),
  answers: z.array(AnswerTemplate).default([]),
  ask: z.array(Question).default([]),
  /** Other rows that decide together with this one. */
  with: z.array(z.string()).default([]),
})
export type Case = z.output<typeof Case>

/** A row of the routing table: rows are tried in the order of the file, and the first case that fits decides. */
export const Row = z.strictObject({
  id: z.string().regex(/^[CK]\d+$/),
  if: z.string().min(1),
  then: z.string().min(1),
  ...provenance,
  cases: z.array(Case),
})
export type Row = z.output<typeof Row>

/** How a complaint or request is made, as it stood between two days. */
export const ProcedureVersion = z.strictObject({
  from: Day.nullable(),
  to: Day.nullable(),
  text: z.string().min(1),
  next: z.string().min(1),
  clocks: z.array(z.string()),
  mustNot: z.array(z.string()).default([]),
  /** The rule whose period the complaint must be within: whether it is, is worked out and said. */
  within: z.string().optional(),
  ...provenance,
})
export type ProcedureVersion = z.output<typeof ProcedureVersion>

export const Procedure = z.strictObject({
  id: z.string(),
  /** Whether the day of the complaint or request picks the version, or the day of the event. */
  by: z.enum(['action', 'event']),
  versions: z.array(ProcedureVersion).min(1),
})
export type Procedure = z.output<typeof Procedure>

/** A body by its dated names; `{prison}`, `{head}` and named facts are filled in. */
export const Body = z.strictObject({
  id: z.string(),
  /** Whether it is named as it was at the event, with today's name beside it, or as it is when written to. */
  answersFor: z.enum(['event', 'action']),
  names: z
    .array(z.strictObject({ name: z.string().min(1), from: Day.nullable(), to: Day.nullable() }))
    .min(1)
    .refine(inOrder, 'The names overlap or are not in the order of their days.'),
  /** Who took its work over when it ended. */
  successor: z.string().nullable(),
  ...provenance,
})
export type Body = z.output<typeof Body>

/** The table of who is answerable, and the dates that bound what it does not know. */
export const RouteFile = z.strictObject({
  transfer: z.strictObject({ firstOn: Day, lastOn: Day, ...provenance }),
  abolition: z.strictObject({ on: Day.nullable(), plannedOn: Day, ...provenance }),
  healthBoards: z.array(z.strictObject({ prison: z.string(), body: z.string() })),
  elsewhere: z.array(
    z.strictObject({
      nation: z.enum(['Scotland', 'Northern Ireland']),
      prisons: z.array(z.string()).min(1),
      ...provenance,
    }),
  ),
  procedures: z.array(Procedure),
  rows: z.array(Row),
})
export type RouteFile = z.output<typeof RouteFile>
