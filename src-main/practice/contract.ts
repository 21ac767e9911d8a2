import { PersonId } from '../people/contract.ts'
import { operation } from '../wire/operation.ts'
import { expectAddress, POSTAL_LIMITS, tidyPostcode } from '../wire/postal.ts'
import { Moment, Nothing, optionalText, pasted, text, z } from '../wire/schema.ts'

const AddressLine = text(80, 'Fill in this line or remove it.')

/** The firm as it stands on its letterhead. */
export const FirmDraft = z.strictObject({
  name: text(120, 'Enter the firm’s name.'),
  address: z
    .array(AddressLine)
    .min(1, 'Enter the address.')
    .max(6, 'Enter no more than six lines.'),
  postcode: text(POSTAL_LIMITS.postcode, 'Enter the postcode.').transform(tidyPostcode),
  telephone: text(40, 'Enter the telephone number.'),
  email: optionalText(120),
  dx: optionalText(80),
  /** SRA Transparency Rules, rule 4: number and words must stand on the letterhead. */
  sraNumber: pasted()
    .trim()
    .regex(/^\d{1,8}$/, 'Enter the SRA number in figures only.'),
  regulatedBy: text(200, 'Enter the statement of who regulates the firm.'),
  /** For a company or an LLP: registered name, number, country and office. */
  company: optionalText(300),
  /** How our reference is made, from {solicitor} {client} {clientNumber} {matterNumber}. */
  referencePattern: pasted().trim().max(60),
})
export type FirmDraft = z.output<typeof FirmDraft>
/** Details in place of the former ones; `version` is the one that was on the screen, 0 where there was none. */
const TypedFirm = FirmDraft.extend({ version: z.int().min(0) }).superRefine(
  ({ address: lines, postcode }, issues) =>
    expectAddress({ lines, postcode }, issues, [], 'address'),
)

const Signatory = z.object({
  personId: PersonId,
  /** As printed under the signature. */
  signsAs: z.string(),
  capacity: z.string(),
  initials: z.string(),
  /** Beside the references of their letters; empty where none is recorded. */
  directLine: z.string(),
  email: z.string(),
  /** Of these particulars: another text once others are recorded. */
  version: z.string(),
})

export const Firm = z.object({
  ...FirmDraft.shape,
  version: z.number(),
  recordedAt: Moment,
  recordedBy: z.string(),
  signatories: z.array(Signatory),
  /** On the letterhead, above the name; its size in points of the picture. */
  logo: z
    .object({ kind: z.enum(['png', 'jpeg']), width: z.number(), height: z.number() })
    .nullable(),
  /** What still keeps a letter off this letterhead, in words; empty when all is there. */
  missing: z.array(z.string()),
})
export type Firm = z.output<typeof Firm>

const SignatoryDraft = z.strictObject({
  personId: PersonId,
  signsAs: text(120, 'Enter the name as it is printed under a letter.'),
  capacity: text(80, 'Enter the capacity, such as Solicitor.'),
  initials: pasted()
    .trim()
    .regex(/^[A-Z]{2,4}$/, 'Enter two to four capital letters.'),
  directLine: optionalText(40),
  email: optionalText(120),
  /** The one that was on the screen; empty where none was recorded of this person. */
  version: z.string().max(64).default(''),
})

/** Whether an entry of a signed form awaits a second check against the paper. */
export const SecondCheck = z.object({
  required: z.boolean(),
  /** How many people work here who may record forms. */
  recorders: z.number(),
  /** Null while it follows from who works here. */
  chosen: z.object({ at: Moment, by: z.string(), reason: z.string() }).nullable(),
  /** One partner has asked to do without it, and another has not agreed yet. */
  proposed: z.object({ at: Moment, by: z.string(), byId: PersonId, reason: z.string() }).nullable(),
})
export type SecondCheck = z.output<typeof SecondCheck>

/** The firm's own details. */
export const practice = {
  get: operation(Nothing, Firm.nullable(), { may: 'see-practice' }),
  record: operation(TypedFirm, Firm, { may: 'manage-practice' }),
  recordSignatory: operation(SignatoryDraft, Firm, { may: 'manage-practice' }),
  /** Asks for the picture; unchanged when cancelled. */
  chooseLogo: operation(Nothing, Firm, { may: 'manage-practice' }),
  removeLogo: operation(Nothing, Firm, { may: 'manage-practice' }),
  secondCheck: operation(Nothing, SecondCheck, { may: 'see-practice' }),
  chooseSecondCheck: operation(
    z.strictObject({ required: z.boolean(), reason: text(300, 'Give the reason.') }),
    SecondCheck,
    { may: 'manage-practice' },
  ),
}
