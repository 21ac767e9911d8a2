import { ClientId } from '../clients/contract.ts'
import { InformationClass } from '../consents/contract.ts'
import { MatterId } from '../matters/contract.ts'
import { moves } from './move-contract.ts'
import { postBooks } from './post-book-contract.ts'
import { paragraphs } from './paragraph-contract.ts'
import { templates } from './template-contract.ts'
import { Apart, Paper, printings } from './print-contract.ts'
import { refusals } from './refusal-contract.ts'
import { complaints } from './complaint-contract.ts'
import { enclosables } from './enclosable-contract.ts'
import { operation } from '../wire/operation.ts'
import { expectAddress } from '../wire/postal.ts'
import { Day, Moment, Nothing, optionalText, text, z } from '../wire/schema.ts'
import { sortedBy } from '../wire/sorting.ts'
import {
  Addressee,
  LetterContent,
  LetterEdition,
  LetterId,
  LetterKind,
  LetterState,
  OpenQuestions,
  PassageClass,
  ReplyKind,
  TypedContent,
} from './content.ts'

export * from './content.ts'
export { answersQuestion, answerTo, chaserOf, fittingKinds } from './kinds.ts'
export type { EnclosableLetter } from './enclosable-contract.ts'
export type { ComplaintView } from './complaint-contract.ts'
export type { CopyDecision, RefusalView } from './refusal-contract.ts'
export { isChaser, KINDS, kindThat, toldOfPrison } from './kinds.ts'

/** One decision of the gate: about a part of what is printed and each reader of it, or about what a passage asks for. */
export const GateDecision = z.object({
  what: z.enum([
    ...['passage', 'enclosure', 'heading', 'copy', 'asked'],
    ...['addressee', 'reference', 'salutation', 'form', 'firm'],
  ] as const),
  /** Passage id, or position of the enclosure or copy. */
  at: z.string(),
  reader: z.string(),
  class: PassageClass.nullable(),
  allowed: z.boolean(),
  why: z.string(),
  cure: z.string().nullable(),
})

/** Where what is missing is put right: a part of this letter, the forms that came in, the client's or the firm's own page. */
export const Where = z.enum([
  ...['communication', 'applicant'],
  ...['addressee', 'date', 'wording', 'passages', 'enclosures', 'copies', 'consentRequested'],
  ...['answers', 'authority', 'firm', 'signatory', 'law', 'books', 'client'],
] as const)

/** An entry of the law that the letter relies on and that nobody here has checked. */
export const ToCheck = z.object({
  entry: z.string(),
  version: z.string(),
  title: z.string(),
  why: z.string(),
  /** The instrument and the place in it, in one line. */
  authority: z.string(),
  /** Where the edition has it from, and at which addresses. */
  source: z.string(),
  addresses: z.array(z.string()),
})
export type ToCheck = z.output<typeof ToCheck>

/** A question about the addressee that is answered in the letter itself. */
const Settle = z.object({
  sort: z.enum(['confirm', 'ask']),
  question: z.string(),
  /** Names in question, to choose from. */
  names: z.array(z.string()),
  /** Sites in question, to choose from: the choice holds for this letter alone. */
  sites: z.array(z.object({ site: z.string(), lines: z.array(z.string()), postcode: z.string() })),
  /** As proposed; an unknown name is empty. */
  proposed: z.object({ name: z.string(), lines: z.array(z.string()), postcode: z.string() }),
  /** False where the name is known and only the address is in question. */
  asksName: z.boolean(),
  /** Whose address it is, and so where the answer is kept. */
  about: z.enum(['body', 'client']).default('body'),
})

export const Gate = z.object({
  open: z.boolean(),
  decisions: z.array(GateDecision),
  /** What else is missing, each with its cure and where that is done. */
  missing: z.array(z.object({ what: z.string(), cure: z.string(), where: Where })),
  /** Of a draft these keep it in the office (see `missing`); of an approved letter they are a warning before it is sent. */
  toCheck: z.array(ToCheck).default([]),
  /** Of a draft: what it does not ask for and why, and what the books changed in it. */
  notices: z.array(z.string()).default([]),
  /** What is to be confirmed or answered of the addressee; answered once, it is remembered. */
  settle: Settle.nullable().default(null),
})
export type Gate = z.output<typeof Gate>

export const Deadline = z.object({
  rule: z.string(),
  due: Day,
  prudent: Day,
  /** True while receipt is only estimated, or the holidays of that year are not listed yet. */
  provisional: z.boolean(),
  receivedOn: Day,
  receiptEstimated: z.boolean(),
  /** Since when the time does not run, while a question of theirs or their demand for identification is open. */
  paused: z.object({ since: Day, what: z.enum(['question', 'identification']) }).nullable(),
  daysLate: z.number(),
  /** `on` is the day that the step arrives at, where it gives one. */
  steps: z.array(z.object({ text: z.string(), authority: z.string(), on: Day.optional() })),
  /** What a solicitor must check before relying on the date. */
  check: z.array(z.string()).default([]),
})

/** Of a chaser that is a complaint too: when the controller is to acknowledge it, and when they did. */
export const ComplaintClock = Deadline.omit({ paused: true }).extend({
  /** What the rule is called, and the law that the complaint is made under. */
  ...{ title: z.string(), under: z.string() },
  acknowledgedOn: Day.nullable(),
})

/** What a solicitor decides of a reply; `restart` and `stand` of identification asked for after the time had run. */
export const ReplyDecision = z.enum(
  ['accept', 'challenge', 'chase', 'restart', 'stand'],
  'Choose what was decided.',
)

/** What came back and waits for a solicitor’s decision. */
const ToDecide = z.array(z.object({ kind: ReplyKind, on: Day }))

/** How often it was chased, the last day that the newest chaser gives (null where none went out), and whether a chaser may go today. */
const Chasing = z.object({ times: z.number(), until: Day.nullable(), may: z.boolean() })

export const Letter = z.object({
  id: LetterId,
  clientId: ClientId,
  clientName: z.string(),
  ourRef: z.string(),
  title: z.string(),
  edition: LetterEdition,
  content: LetterContent,
  version: z.number(),
  state: LetterState,
  /** What a letter to the client must take into account; empty where there is nothing, and for every other letter. */
  clientNeeds: z.string(),
  /** Why no copy of a letter about a refusal is offered to the client: reading may do harm. */
  clientCopy: z.enum(['undecided', 'withhold', 'visit']).nullable(),
  /** Whether something that it asked for was refused, given in part or said not to be held. */
  refused: z.boolean(),
  /** Made under a law of an earlier day: it is marked so on each page, and cannot be signed or sent. */
  reconstruction: z.boolean(),
  gate: Gate,
  approved: z
    .object({
      ...{ at: Moment, by: z.string(), sha256: z.string(), code: z.string(), pages: z.number() },
      /** Why it bears another date than the day of its approval; empty for one of that day. */
      dateReason: z.string(),
      /** The edition of the law that it was approved under; null for a letter older than editions. */
      edition: z.object({ id: z.string(), digest: z.string() }).nullable(),
    })
    .nullable(),
  /** `denied` is what the consents or the records did not allow on the day that a correction gave it. */
  sent: z
    .object({
      ...{ on: Day, route: z.string(), denied: z.array(z.string()) },
      ...{ version: z.number(), at: Moment, by: z.string() },
    })
    .nullable(),
  /** The letter that it takes up again, and the draft that takes its own place. */
  replaces: LetterId.nullable(),
  replacedBy: LetterId.nullable(),
  /** Of a letter returned undelivered: where the records would send it now. */
  again: Addressee.pick({ lines: true, postcode: true }).nullable(),
  deadline: Deadline.nullable(),
  /** Null for a letter that makes no complaint, and once the request that it is about was answered. */
  complaint: ComplaintClock.nullable(),
  ...{ toDecide: ToDecide, questions: OpenQuestions },
  chasing: Chasing,
  /** What came back, as it now stands, oldest first. */
  replies: z.array(
    z.object({
      ...{ seq: z.number(), kind: ReplyKind, on: Day, note: z.string() },
      /** The same through every correction of it. */
      first: z.number(),
      /** The newest entry about it, its decision too, with when and by whom. */
      ...{ version: z.number(), at: Moment, by: z.string() },
      /** Whether a solicitor has to decide upon it now. */
      toDecide: z.boolean(),
      decided: z.object({ decision: ReplyDecision, until: Day.nullable() }).nullable(),
    }),
  ),
  history: z.array(z.object({ at: Moment, by: z.string(), act: z.string(), note: z.string() })),
})
export type Letter = z.output<typeof Letter>

const Due = Deadline.pick({ due: true, prudent: true, provisional: true, daysLate: true })

export const LetterRow = z.object({
  id: LetterId,
  matterId: MatterId,
  clientId: ClientId,
  /** Which of the client's records it stands in. */
  record: z.number(),
  clientName: z.string(),
  ourRef: z.string(),
  kind: LetterKind,
  title: z.string(),
  to: z.string(),
  datedOn: Day,
  state: LetterState,
  reconstruction: z.boolean(),
  /** What a draft waits for: a signed authority, something else, or only its approval; null for every other letter. */
  waits: z.enum(['authority', 'else', 'approval']).nullable(),
  replacedBy: LetterId.nullable(),
  /** Whether something that was asked for was refused, given in part or said not to be held; what they asked and nobody answered. */
  ...{ refused: z.boolean(), toDecide: ToDecide, questions: OpenQuestions },
  deadline: Due.nullable(),
  /** Of a chaser that is a complaint too: the time to acknowledge it, until it is acknowledged. */
  complaint: Due.nullable(),
  chasing: Chasing,
})
export type LetterRow = z.output<typeof LetterRow>

/** A word that tells of a class of information, added by this office to the list of the program. */
const OfficeWord = z.object({
  word: z.string(),
  class: InformationClass,
  at: Moment,
  by: z.string(),
  reason: z.string(),
})
export const SensitiveWords = z.object({
  office: z.array(OfficeWord),
  /** What the program brings along, with where it can be looked up. */
  shipped: z.array(
    z.object({
      class: InformationClass,
      groups: z.array(
        z.object({
          ...{ group: z.string(), source: z.string(), words: z.array(z.string()) },
          /** When the words were looked up there; null where nobody has. */
          checkedOn: Day.nullable(),
        }),
      ),
    }),
  ),
})
export type SensitiveWords = z.output<typeof SensitiveWords>
const WordChange = z.strictObject({
  word: text(60, 'Enter the word or phrase.'),
  class: InformationClass,
  reason: text(300, 'Give the reason.'),
})

const Route = z.enum([
  ...['first-class', 'second-class', 'special-delivery', 'dx', 'hand', 'email', 'cjsm', 'portal'],
] as const)
const Which = z.strictObject({ letterId: LetterId })
const Copied = Which.extend({ as: z.enum(['pdf', 'word', 'with-enclosures']).default('pdf') })
const Pdf = z.object({ pdf: z.instanceof(Uint8Array), pages: z.number() })

/** Letters, from draft to sent and answered. */
export const letters = {
  ...postBooks,
  ...templates,
  ...paragraphs,
  ...printings,
  ...moves,
  ...refusals,
  ...complaints,
  ...enclosables,
  /** A letter ready to be looked over: addressee from the stay and the date, passages from the template. */
  propose: operation(
    z.strictObject({
      matterId: MatterId,
      kind: LetterKind,
      datedOn: Day,
      answers: LetterId.nullable().default(null),
    }),
    LetterContent,
    { may: 'draft-letters' },
  ),
  /** The bodies known to hold a client’s records today, as a letter to them names them. */
  holders: operation(z.strictObject({ clientId: ClientId }), z.array(z.string()), {
    may: 'read-clients',
  }),
  draft: operation(TypedContent, Letter, { may: 'draft-letters' }),
  redraft: operation(
    z.strictObject({ letterId: LetterId, version: z.int().positive(), content: TypedContent }),
    Letter,
    { may: 'draft-letters' },
  ),
  /** Answers what is open of the addressee: recorded as the office’s own, and put into the draft. */
  settleAddressee: operation(
    z
      .strictObject({
        letterId: LetterId,
        version: z.int().positive(),
        ...Addressee.pick({ name: true, lines: true, postcode: true }).shape,
        source: text(500, 'Enter where you checked it.'),
      })
      .superRefine((typed, issues) => expectAddress(typed, issues)),
    Letter,
    { may: 'record-establishments' },
  ),
  get: operation(Which, Letter, { may: 'read-letters' }),
  /** The words of the restricted passages; that they were opened, and why, is logged. */
  reveal: operation(
    z.strictObject({ letterId: LetterId, reason: text(300, 'Give the reason for opening it.') }),
    z.array(z.object({ id: z.string(), text: z.string() })),
    { may: 'reveal-consents' },
  ),
  /** Discards a draft that was never approved; it stays in the log and leaves the lists. */
  discard: operation(z.strictObject({ letterId: LetterId, reason: optionalText(300) }), Letter, {
    may: 'draft-letters',
  }),
  /**
   * Takes up a letter that was returned, recalled or discarded as a new draft, with every word of it, brought up to date
   * with the records. One that came back undelivered needs the address.
   */
  draftAgain: operation(
    z
      .strictObject({
        letterId: LetterId,
        address: Addressee.pick({ lines: true, postcode: true }).nullable().default(null),
      })
      .superRefine(({ address }, issues) => {
        if (address) expectAddress(address, issues)
      }),
    Letter,
    { may: 'draft-letters' },
  ),
  /**
   * A page of the letters: of the whole office by what is to be done with them, of a client or a matter the newest
   * first. Discarded drafts stand in a list of their own.
   */
  list: operation(
    z.strictObject({
      matterId: MatterId.optional(),
      clientId: ClientId.optional(),
      which: z.enum(['open', 'all', 'discarded']).default('all'),
      /** One list without groups where it is sorted. */
      sort: sortedBy('ref', 'client', 'kind', 'to', 'dated'),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(50),
    }),
    z.object({
      rows: z.array(LetterRow),
      total: z.number(),
      /** What there is of each group, in the order of the list; `late` of the answers waited for. */
      groups: z.array(
        z.object({
          name: z.enum(['unsent', 'waiting', 'done', 'discarded']),
          total: z.number(),
          late: z.number(),
        }),
      ),
    }),
    { may: 'read-letters' },
  ),
  /** The letter's pages and what the gate says; `content` is what is typed and not recorded yet, in place of the draft. */
  preview: operation(
    z.strictObject({
      letterId: LetterId,
      paper: Paper.default('letterhead'),
      content: LetterContent.nullable().default(null),
    }),
    Pdf.extend({ gate: Gate }),
    { may: 'read-letters' },
  ),
  /** A letter that is not dated today needs the reason; a chaser is always dated on the day of its approval. */
  approve: operation(
    z.strictObject({
      letterId: LetterId,
      version: z.int().positive(),
      dateReason: optionalText(300),
    }),
    Letter,
    { may: 'approve-letters' },
  ),
  printed: operation(Which, Letter, { may: 'print-letters' }),
  signed: operation(Which, Letter, { may: 'print-letters' }),
  /**
   * Of a letter that something recorded since stops: only where it had left before, and why that is recorded only now.
   */
  send: operation(
    z.strictObject({
      letterId: LetterId,
      route: Route,
      on: Day,
      alreadyLeft: optionalText(300),
      /** What the envelope bears, as it was read at packing; empty where nobody read it. */
      packed: optionalText(8).default(''),
    }),
    Letter,
    { may: 'send-letters' },
  ),
  recall: operation(
    z.strictObject({
      letterId: LetterId,
      reason: text(300, 'Give the reason for the recall.'),
      destroyedBy: text(120, 'Enter who destroyed the paper.'),
    }),
    Letter,
    { may: 'print-letters' },
  ),
  returned: operation(
    z.strictObject({
      letterId: LetterId,
      on: Day,
      reason: text(300, 'Enter what is written on it.'),
    }),
    Letter,
    { may: 'send-letters' },
  ),
  recordReply: operation(
    z.strictObject({ letterId: LetterId, kind: ReplyKind, on: Day, note: optionalText(1000) }),
    Letter,
    { may: 'send-letters' },
  ),
  /** The words that stop a letter unless their class may be disclosed, whatever class was chosen. */
  sensitiveWords: operation(Nothing, SensitiveWords, { may: 'see-practice' }),
  addSensitiveWord: operation(WordChange, SensitiveWords, { may: 'manage-practice' }),
  removeSensitiveWord: operation(WordChange, SensitiveWords, { may: 'manage-practice' }),
  /** A reply that was recorded wrongly; `kind` is null where there was none. Both versions stay on record. */
  correctReply: operation(
    z.strictObject({
      letterId: LetterId,
      reply: z.int().positive(),
      version: z.int().positive(),
      kind: ReplyKind.nullable(),
      on: Day,
      note: optionalText(1000),
      reason: text(300, 'Give the reason for the correction.'),
    }),
    Letter,
    { may: 'send-letters' },
  ),
  /**
   * The day and the way that it left, where they were recorded wrongly. A day on which it might not have been sent is
   * recorded once that is confirmed: it is what happened.
   */
  correctSending: operation(
    z.strictObject({
      letterId: LetterId,
      version: z.int().positive(),
      route: Route,
      on: Day,
      confirmed: z.boolean().default(false),
      reason: text(300, 'Give the reason for the correction.'),
    }),
    Letter,
    { may: 'send-letters' },
  ),
  /** Takes back a printing, a signature, a sending or a return that was recorded by mistake. */
  undoStep: operation(
    z.strictObject({
      letterId: LetterId,
      step: z.enum(['letter-printed', 'letter-signed', 'letter-sent', 'letter-returned']),
      reason: text(300, 'Give the reason for the correction.'),
    }),
    Letter,
    { may: 'send-letters' },
  ),
  /** What is done about a refusal, a part answer, a fee or a demand for identification. */
  decideReply: operation(
    z.strictObject({
      letterId: LetterId,
      reply: z.int().positive(),
      /** The newest entry about the reply that was on the screen. */
      version: z.int().positive(),
      decision: ReplyDecision,
      /** The day to look at it again: of what is challenged later. */
      until: Day.nullable().default(null),
      reason: text(500, 'Give the reason for the decision.'),
    }),
    Letter,
    { may: 'approve-letters' },
  ),
  saveCopy: operation(Copied, z.object({ saved: z.boolean(), apart: Apart }), {
    may: 'read-letters',
  }),
  openInReader: operation(
    Which.extend({ withEnclosures: z.boolean().default(false) }),
    z.object({ apart: Apart }),
    { may: 'read-letters' },
  ),
}
