import { InformationClass } from '../consents/contract.ts'
import { Day, z } from '../wire/schema.ts'

const Words = z.string().min(1)
const Maybe = Words.nullable().default(null)
const Period = z.strictObject({ within: Words, section: Words })
const Stay = z.strictObject({
  prison: Words,
  from: Day.nullable().default(null),
  to: Day.nullable().default(null),
})
const Paper = z.strictObject({ title: Words, to: Words, on: Day, ref: Maybe })

/**
 * What a template may print. A fact that a template needs and that is missing is refused by its name;
 * a template asks for the optional ones before it prints them.
 */
export const LetterFacts = z.strictObject({
  client: z.strictObject({
    name: Words,
    /** After `Dear`: `Mr ap Siôn`; the whole name where no title is known. */
    dear: Maybe,
    /** The words that stand for the client: `{{ client.them }}`. */
    they: Words.default('they'),
    them: Words.default('them'),
    their: Words.default('their'),
    otherNames: z.array(Words).default([]),
    bornOn: Day.nullable().default(null),
    prisonNumber: Maybe,
    /** As it is printed: `999 765 4323`. */
    nhsNumber: Maybe,
    /** Numbers by which older records name the client. */
    formerNumbers: z.array(Words).default([]),
    /** The prison where the client is now: `HMP Leeds`; null where they are in none. */
    prison: Maybe,
    /** The prison that holds the client, who is away from it under guard. */
    heldBy: Maybe,
    /** Of a client whom no prison holds: the last one, and the day on which they left it. */
    lastPrison: Maybe,
    leftOn: Day.nullable().default(null),
    /** The day of release, of a client who is at liberty. */
    releasedOn: Day.nullable().default(null),
    /** What the client writes on an envelope to the firm: `Prison Rule 39`; null outside prison. */
    privilege: Maybe,
  }),
  /** What the law that the letter cites is called on its day. */
  law: z
    .strictObject({
      gdpr: Words.default('UK GDPR'),
      /** Whether the days for an answer are counted by Article 12A. */
      article12A: z.boolean().default(true),
      /** Whether inquests are held under the law of 2013. */
      inquests2013: z.boolean().default(true),
      /** Whether there is a protocol for claims about data and private information. */
      mediaProtocol: z.boolean().default(true),
      /** The times that the law of Wales gives a concern, with their sections; null before there was that law. */
      concern: z
        .strictObject({ acknowledged: Period, answered: Period, latest: Period })
        .nullable()
        .default(null),
      /** The Act under which the ombudsman for Wales acts. */
      walesAct: Maybe,
    })
    .prefault({}),
  /** The client’s consent on record that the reader be told what a letter of this purpose says. */
  signedConsent: z.strictObject({ on: Day }).nullable().default(null),
  /** `dear`: `Records Manager`, `Dr Patel`; without it the letter begins `Dear Sir or Madam`. */
  addressee: z.strictObject({
    ...{ name: Words, dear: Maybe },
    /** It is the prison, and not a body within or outside it. */
    custody: z.boolean().default(false),
  }),
  firm: z.strictObject({
    name: Words,
    address: z.array(Words).default([]),
    email: Maybe,
    telephone: Maybe,
  }),
  /** The signed authority, or null where none is held. */
  authority: z
    .strictObject({
      signedOn: Day,
      /** Name and capacity of who signed for the client; null where the client did. */
      signedBy: Maybe,
      /** What proves their appointment, to be enclosed. */
      proof: Maybe,
      /** What their appointment sets out as limits of it; never printed, and held to the books with what is. */
      limits: Maybe,
    })
    .nullable()
    .default(null),
  /** Of a request: what is asked for. */
  request: z
    .strictObject({
      from: Day.nullable().default(null),
      to: Day.nullable().default(null),
      stays: z.array(Stay).default([]),
      /** Classes of records that the authority gives; null where none is held yet. */
      classes: z.array(InformationClass).nullable().default(null),
      /** Every class of this kind of request is given. */
      whole: z.boolean().default(false),
      /** What is left out, in words; HIV and sexual health never among them. */
      notAsked: z.array(Words).default([]),
      /** Of a request for prison records: a recording that must not be overwritten: `the B wing landing, 2 March 2026, 14:00 to 15:00`. */
      preserve: Maybe,
    })
    .nullable()
    .default(null),
  /** Of a letter about somebody who has died: when, who applies, as what, and the claim in one line. */
  deceased: z
    .strictObject({
      diedOn: Day,
      applicant: Words,
      address: Maybe,
      capacity: z.enum(['personal-representative', 'claimant']),
      /** Of a personal representative on record: `executor`, and what proves it. */
      acts: Maybe,
      proof: Maybe,
      limits: Maybe,
      claim: Maybe,
    })
    .nullable()
    .default(null),
  /** Whether care at that place and on that day is complained of by the procedure of Wales. */
  care: z.strictObject({ inWales: z.boolean() }).default({ inWales: false }),
  /** What is recorded of the case, by group, as it is kept. */
  details: z.record(z.string(), z.array(z.record(z.string(), z.string()))).default({}),
  /** Of a letter to a body or person whom the case details name: their row. */
  named: z.record(z.string(), z.string()).nullable().default(null),
  /** The day by which an answer is asked for. */
  answer: z.strictObject({ by: Day }).nullable().default(null),
  /** Limitation dates still ahead, the next first. */
  limitation: z.array(z.strictObject({ claim: Words, on: Day })).default([]),
  /** Of a letter about another that was sent: that one, and the records that it asked for. */
  answered: z
    .strictObject({
      sentOn: Day,
      asked: z.enum(['health-records', 'prison-records', 'deceased-records']).nullable(),
      /** It went to a body outside prison, which is told nothing of prison. */
      outside: z.boolean().default(false),
      /** Its answer is due by a day, of the law or its own. */
      hasDay: z.boolean().default(true),
    })
    .nullable()
    .default(null),
  /** Of a letter to the ombudsman: every paper of the complaint, oldest first. */
  chain: z
    .array(
      z.strictObject({ number: Words, on: Day, from: Words, to: Words, what: Words, ref: Maybe }),
    )
    .default([]),
  /** Of the opinion on which a refusal rests: the last day on which it could be relied on, and whether it was relied on after that. */
  opinion: z
    .strictObject({ lastOn: Day, old: z.boolean(), within: Words })
    .nullable()
    .default(null),
  /** Of an answer to a holder: when it asked about a request, and when the answer had been due where it asked only after that. */
  question: z
    .strictObject({
      ...{ on: Day, receivedOn: Day, receiptEstimated: z.boolean() },
      dueOn: Day.nullable().default(null),
    })
    .nullable()
    .default(null),
  /** Of a chaser: the letter that was not answered, and its deadline as it was worked out. */
  overdue: z
    .strictObject({
      asked: z.enum([
        ...(['health-records', 'prison-records', 'deceased-records'] as const),
        'nhs-complaint',
      ]),
      /** Of a complaint: whether the client’s signed consent was enclosed with it, as far as the records go. */
      withConsent: z.boolean().default(false),
      /** It went to a body outside prison, which is told nothing of prison. */
      outside: z.boolean().default(false),
      /** Of a complaint: what is late. */
      step: z.enum(['acknowledgement', 'answer']).default('answer'),
      sentOn: Day,
      receivedOn: Day,
      receiptEstimated: z.boolean(),
      acknowledgedOn: Day.nullable().default(null),
      dueOn: Day,
      authority: Words,
      daysLate: z.int().positive(),
      /** The day asked for now, seven days on as a rule. */
      answerBy: Day,
      /** The law by which the letter is a complaint to the controller too, and its time to acknowledge one; null before such a law. */
      complaint: z.strictObject({ authority: Words, within: Words }).nullable().default(null),
    })
    .nullable()
    .default(null),
  /** Of a form to sign: who would be told what, and why. */
  consent: z
    .strictObject({
      recipient: Words,
      /** Of a relative: `mother`, and where they live. */
      relation: Maybe,
      address: Maybe,
      /** Completes `so that ...`, as the firm says it in the letter. */
      purpose: Words,
      /** The same as the client says it on the form. */
      purposeMine: Maybe,
      /** The form is an authority: the recipient is asked for records and may hand them over. */
      obtains: z.boolean().default(false),
      /** In words that the client will understand; HIV and sexual health never among them. */
      classes: z.array(Words).min(1),
      /** Whether the separate entry stands on the form. */
      hivAsked: z.boolean().default(false),
      alternatives: Maybe,
      until: Day.nullable().default(null),
      visitBy: Maybe,
    })
    .nullable()
    .default(null),
  /** Of a withdrawal: what was withdrawn, what had gone and what was stopped. */
  withdrawal: z
    .strictObject({
      receivedOn: Day,
      consentSignedOn: Day,
      recipient: Words,
      /** It was an authority: the recipient was asked for records under it. */
      obtains: z.boolean().default(false),
      /** Who signed it for the client, and in what capacity; null where the client did. */
      signedBy: Maybe,
      /** Who withdrew it for the client; null where the client did. */
      withdrawnBy: Maybe,
      /** False when only part of the consent was withdrawn. */
      whole: z.boolean().default(true),
      sent: z.array(Paper).default([]),
      recalled: z.array(Paper).default([]),
      /** The next limitation day of the matter. */
      limitationOn: Day.nullable().default(null),
      answerBy: Day.nullable().default(null),
    })
    .nullable()
    .default(null),
})
/** As a caller gives it: what is optional may be left out. */
export type LetterFacts = z.input<typeof LetterFacts>
