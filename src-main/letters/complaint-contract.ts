import { InformationClass } from '../consents/contract.ts'
import { MatterId } from '../matters/contract.ts'
import { operation } from '../wire/operation.ts'
import { Day, z } from '../wire/schema.ts'
import { LetterId, LetterKind } from './content.ts'

/** A day that the law gives, with its working. */
const Clock = z.object({
  ...{ title: z.string(), due: Day, prudent: Day, provisional: z.boolean() },
  steps: z.array(z.object({ text: z.string(), authority: z.string(), on: Day.optional() })),
  check: z.array(z.string()),
})

const Stage = z.object({
  stage: z.enum([
    ...(['made', 'acknowledged', 'answered', 'appealed', 'appeal-answered'] as const),
    ...(['referred', 'decided'] as const),
  ]),
  /** Done, waited for, late, or not yet its turn: derived from letters and what came back. */
  state: z.enum(['done', 'open', 'late', 'ahead']),
  on: Day.nullable(),
  /** What it waits for; empty where it waits for nothing. */
  waits: z.string(),
  clock: Clock.nullable(),
})

/** A complaint of a matter: by which procedure, how far it has come, and every paper of it. */
export const ComplaintView = z.object({
  sort: z.enum(['nhs', 'prison']),
  place: z.string(),
  /** The day by which the procedure is chosen: on which the complaint was made, or today. */
  day: Day,
  /** Null where the edition has none for the place and the day. */
  procedure: z
    .object({
      ...{ text: z.string(), next: z.string(), mustNot: z.array(z.string()) },
      ...{ authority: z.string(), check: z.string().nullable() },
    })
    .nullable(),
  stages: z.array(Stage),
  /** Who takes it on, by which letter; null where no letter of the office does, and the procedure says what follows. */
  referral: z.object({ body: z.string(), kind: LetterKind }).nullable(),
  papers: z.array(
    z.object({
      ...{ number: z.number(), on: Day, from: z.string(), to: z.string() },
      ...{ what: z.string(), ref: z.string(), letterId: LetterId },
      /** What it tells, and which of it the ombudsman may not be told today. */
      ...{ tells: z.array(InformationClass), barred: z.array(InformationClass) },
    }),
  ),
})
export type ComplaintView = z.output<typeof ComplaintView>

export const complaints = {
  /** The complaints of a matter, each as it stands today. */
  complaints: operation(z.strictObject({ matterId: MatterId }), z.array(ComplaintView), {
    may: 'read-letters',
  }),
}
