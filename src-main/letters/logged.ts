import { entryNumber } from '../audit/told-numbers.ts'
import { LoggedClass, LoggedPurpose, LoggedRole } from '../consents/logged.ts'
import { Disclosed, Ordered } from '../disclosures/disclosed.ts'
import { z } from '../wire/schema.ts'
import { NUMBERS } from './kinds.ts'

const LoggedPassageClass = z.union([LoggedClass, z.literal('none')]).nullable()
// Trimmed as they always were when a row is drawn: a row drawn anew must be the row that was drawn.
const trimmed = z.string().trim()
const LoggedAddressee = z.object({
  name: trimmed,
  role: z.union([LoggedRole, z.literal('client')]),
  lines: z.array(trimmed),
  postcode: trimmed.default(''),
})

/** Everything that makes a letter, as it stands in the log and in the rows drawn from it. */
export const LoggedContent = z.object({
  matterId: z.string().brand<'Matter'>(),
  kind: z.enum(NUMBERS),
  datedOn: z.string().brand<'Day'>(),
  addressee: LoggedAddressee,
  yourRef: trimmed.default(''),
  addressSource: trimmed.optional(),
  delivery: z.enum(['post', 'special-delivery', 'dx', 'hand', 'email']),
  salutation: trimmed,
  heading: trimmed,
  passages: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      class: LoggedPassageClass,
      origin: z.enum(['template', 'written']),
      covered: z.object({ sentences: z.number() }).optional(),
    }),
  ),
  enclosures: z
    .array(
      z.object({
        name: trimmed,
        class: LoggedPassageClass,
        document: z
          .object({
            ...{ id: z.string().brand<'Document'>(), sha256: z.string() },
            from: z.enum(['form', 'proof', 'letter']).optional(),
            tells: z.array(LoggedPassageClass).optional(),
          })
          .optional(),
        byHand: z.literal(true).optional(),
      }),
    )
    .default([]),
  copies: z.array(z.object({ addressee: LoggedAddressee })).default([]),
  signatory: z.string().brand<'Person'>().nullable(),
  signing: z
    .object({
      onBehalf: z.boolean(),
      pp: z.boolean(),
      second: z.string().brand<'Person'>().nullable(),
      typist: z.string(),
    })
    .optional(),
  answers: z.string().brand<'Letter'>().nullable().default(null),
  largePrint: z.boolean().default(false),
  easyRead: z.literal(true).optional(),
  formerBodyReason: trimmed.default(''),
  telling: z
    .object({
      recipient: z.object({ name: trimmed, role: LoggedRole }),
      purpose: LoggedPurpose,
      classes: z.array(LoggedClass),
      who: z.object({ relation: trimmed, address: trimmed }).optional(),
    })
    .nullable()
    .default(null),
  communication: z.object({ needs: z.string(), how: z.string() }).optional(),
  applicant: z
    .object({
      name: trimmed,
      capacity: z.enum(['personal-representative', 'claimant']),
      claim: trimmed,
      address: trimmed.optional(),
      representativeId: z.string().brand<'Representative'>().optional(),
      signedOn: z.string().brand<'Day'>().nullable().optional(),
    })
    .optional(),
  outsidePrison: z.literal(true).optional(),
  inWales: z.literal(true).optional(),
  template: z.object({ version: z.number(), sha256: z.string() }).optional(),
})

/** The content of a letter as its row has it, in the names of today. */
export function contentOf(stored: string) {
  const { telling, passages, ...rest } = LoggedContent.parse(JSON.parse(stored))
  return {
    ...rest,
    consentRequested: telling,
    passages: passages.map(({ covered, ...one }) =>
      covered ? { ...one, withheld: covered } : one,
    ),
  }
}

/** The same in the names that the log has always had. */
export const asLogged = <T, C extends object>({
  consentRequested,
  ...rest
}: C & { consentRequested: T }) => ({ ...rest, telling: consentRequested })

/** What the books said, when the letter was written or approved, of everything that it can state. */
export const States = z.array(z.object({ fact: z.string(), said: z.string() }))
export type States = z.output<typeof States>

/** A letter as it was written, each time it was written. */
export const LetterWritten = z.object({
  letterId: z.string(),
  clientId: z.string(),
  version: z.number(),
  content: LoggedContent,
  /** Left out by letters older than the comparison with the books. */
  states: States.optional(),
  /** The letter that it takes up again. */
  replaces: z.string().optional(),
  /** It holds or asks for something restricted; older entries say so by their classes alone. */
  held: z.literal(true).optional(),
})

/** The gate's answers as they were, kept for good with the act that they allowed. */
const Trace = {
  gateOpen: z.boolean(),
  decisions: z.array(
    z.object({
      what: z.enum([
        ...['passage', 'enclosure', 'heading', 'copy', 'asked'],
        ...['addressee', 'reference', 'salutation', 'form', 'firm'],
      ] as const),
      at: z.string(),
      reader: z.string(),
      class: LoggedPassageClass,
      allowed: z.boolean(),
      why: z.string(),
      cure: z.string().nullable(),
      consentId: z.string().nullable(),
      basisId: z.string().optional(),
    }),
  ),
}

export const LetterApproved = z.object({
  letterId: z.string(),
  version: z.number(),
  paperId: z.string(),
  sha256: z.string(),
  /** Head code of the last checkpoint before, as it stands in the footer. */
  code: z.string(),
  pages: z.number(),
  firmVersion: z.number(),
  /** Left out by letters older than editions. */
  edition: z.object({ id: z.string(), digest: z.string() }).optional(),
  /** Of a letter that was not dated on the day of its approval. */
  dateReason: z.string().optional(),
  /** Left out by letters older than the comparison with the books. */
  states: States.optional(),
  /** The four characters that it bears, as its envelope does; left out by letters older than them. */
  packing: z.string().optional(),
  /** Every text of the page and the envelope was read; left out by letters approved before that. */
  read: z.literal('whole').optional(),
  ...Trace,
})
export const LetterSent = z.object({
  letterId: z.string(),
  clientId: z.string(),
  on: z.string(),
  route: z.string(),
  sha256: z.string(),
  ...Trace,
  disclosed: z.array(Disclosed),
  ordered: Ordered,
  /** It had left before something was recorded that would have stopped it: why that is said only now, and what it was. */
  alreadyLeft: z.object({ reason: z.string(), since: z.array(z.string()) }).optional(),
  /** Of one that went by email or CJSM: the address on record on that day. */
  email: z.string().optional(),
  /** The four characters on its envelope were read at packing, and are its own. */
  packed: z.literal(true).optional(),
})
/** When and how it left, and nothing else of that entry: asked of every letter that is listed. */
export const Departure = LetterSent.pick({ on: true, route: true, email: true })
export const LetterDiscarded = z.object({ letterId: z.string(), reason: z.string() })
/** A letter that never reached anybody, and the draft that takes its place. */
export const LetterReplaced = z.object({ letterId: z.string(), replacedBy: z.string() })
export const LetterActed = z.object({ letterId: z.string() })
/** A copy that left the office’s keeping, with all that the letter encloses or without; with the address where it was put into an email. */
export const LetterCopied = LetterActed.extend({
  withEnclosures: z.literal(true).optional(),
  email: z.string().optional(),
  /** The copy for one of its readers, by their place among them. */
  reader: z.number().optional(),
})
export const LetterRecalled = z.object({
  letterId: z.string(),
  reason: z.string(),
  destroyedBy: z.string(),
})
export const LetterReturned = z.object({
  letterId: z.string(),
  on: z.string(),
  reason: z.string(),
})
const LoggedReply = z.enum([
  ...['acknowledged', 'id-asked', 'id-supplied', 'clarification-asked'],
  ...['clarification-answered', 'extended', 'answered-in-full', 'answered-in-part'],
  ...['refused', 'not-held', 'fee-asked'],
] as const)
/** Where the letter stands by its replies, once this was recorded. */
const Stands = { state: z.enum(['sent', 'returned', 'replied']) }
export const ReplyRecorded = z.object({
  letterId: z.string(),
  kind: LoggedReply,
  on: z.string(),
  note: z.string(),
  /** It waits for a decision; entries of before that was asked do not say so, and ended the waiting at once. */
  toDecide: z.literal(true).optional(),
  /** Left out by entries of before a reply could contradict another: what it is said where the letter stood. */
  state: Stands.state.optional(),
})
/** The day and the way of a sending that was recorded wrongly. */
export const SendingCorrected = z.object({
  letterId: z.string(),
  replaces: entryNumber(),
  on: z.string(),
  route: z.string(),
  reason: z.string(),
  /** What it had disclosed, and on what basis, on that day; left out where nothing judged the new day. */
  disclosed: z.array(Disclosed).optional(),
  clientId: z.string().optional(),
  /** What the consents and the books deny on that day, in sentences. */
  denied: z.array(z.string()).optional(),
  /** Of one that went by email or CJSM: the address to which it was opened, or that on record. */
  email: z.string().optional(),
})
/** A step that was recorded by mistake: from where it is taken back, and to where. */
export const StepUndone = z.object({
  letterId: z.string(),
  undoes: z.enum(['letter-printed', 'letter-signed', 'letter-returned']),
  from: z.enum(['printed', 'signed', 'returned']),
  state: z.enum(['approved', 'printed', 'sent']),
  reason: z.string(),
})
/** A sending of a letter that never left: it is signed still, and the register no longer names it. */
export const SendingUndone = z.object({
  letterId: z.string(),
  replaces: entryNumber(),
  /** To how many readers it had been recorded as sent: each has a line of the register. */
  readers: z.number(),
  reason: z.string(),
})
export const ReplyCorrected = z.object({
  letterId: z.string(),
  replaces: entryNumber(),
  kind: LoggedReply.nullable(),
  on: z.string(),
  note: z.string(),
  reason: z.string(),
  ...Stands,
})
export const ReplyDecided = z.object({
  letterId: z.string(),
  reply: entryNumber(),
  decision: z.enum(['accept', 'challenge', 'chase', 'restart', 'stand']),
  until: z.string().nullable(),
  reason: z.string(),
  ...Stands,
})
/** Whether the client gets a copy of letters about the refusal of this request. */
export const ClientCopyDecided = z.object({
  letterId: z.string(),
  decision: z.enum(['send', 'withhold', 'visit']),
  reason: z.string(),
})
/** The post book of a day as it was made: its letters, and no name. */
export const PostBookPrinted = z.object({
  on: z.string(),
  way: z.string(),
  lines: z.array(z.object({ letterId: z.string(), seq: entryNumber(), route: z.string() })),
  code: z.string(),
  sha256: z.string(),
})
/** A version of the office's own template of a kind, whole; `basedOn` is the version that it was made from, null for the shipped one. */
export const TemplateSaved = z.object({
  kind: z.enum(NUMBERS),
  version: z.number(),
  text: z.string(),
  sha256: z.string(),
  basedOn: z.number().nullable(),
  reason: z.string(),
  /** It is the one in easy words. */
  easyRead: z.boolean().default(false),
})

/** Letters of the kind are made by the shipped template again. */
export const TemplateStopped = z.object({
  kind: z.enum(NUMBERS),
  version: z.number(),
  reason: z.string(),
  easyRead: z.boolean().default(false),
})

/** A version of a paragraph that the office keeps under a name; `basedOn` is the version that it was made from. */
export const ParagraphSaved = z.object({
  id: z.string(),
  version: z.number(),
  name: z.string(),
  class: LoggedClass,
  text: z.string(),
  basedOn: z.number().nullable(),
  reason: z.string(),
})

/** It is offered no more. */
export const ParagraphStopped = ParagraphSaved.omit({ text: true, basedOn: true })

/** A word that the office found to tell of something, and its removal. */
export const SensitiveWordLogged = z.object({
  word: z.string(),
  class: LoggedClass,
  reason: z.string(),
})
