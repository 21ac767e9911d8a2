import { operation } from '../wire/operation.ts'
import { Day, Moment, Nothing, pasted, text, z } from '../wire/schema.ts'
import { LetterEdition, LetterKind } from './content.ts'

export const Reason = text(300, 'Give the reason.')
const TemplateText = pasted().max(60_000, 'Use no more than 60,000 characters in a template.')
/** Of a kind of letter the template in easy words, or the ordinary one. */
const Which = z.strictObject({ kind: LetterKind, easyRead: z.boolean().default(false) })
const Written = Which.extend({ text: TemplateText })

export const Saved = z.object({
  version: z.number(),
  at: Moment,
  by: z.string(),
  reason: z.string(),
  /** The version that it was made from; null for the shipped template. */
  basedOn: z.number().nullable(),
})
/** A kind of letter, and the office's own template of it where one stands. */
const TemplateRow = Which.extend({
  name: z.string(),
  does: z.string(),
  office: Saved.nullable(),
  /** How many versions were saved. */
  versions: z.number(),
  /** Whether one is shipped: of those in easy words the office’s own may be the only one. */
  isShipped: z.boolean(),
})
/** A template as it is shipped, and every version that the office saved, the newest first. */
const TemplateFile = TemplateRow.extend({
  /** Where no template in easy words is shipped, the ordinary one, which it is copied from. */
  shipped: z.string(),
  /** Whether letters of the kind can be in easy words at all: those to the client. */
  canBeEasy: z.boolean(),
  saved: z.array(
    Saved.extend({
      text: z.string(),
      /** When the office stopped using it; null where another version followed it, or it stands. */
      stopped: z.object({ at: Moment, by: z.string(), reason: z.string() }).nullable(),
    }),
  ),
})
/** What is wrong with a template, in which line; a remark keeps nobody from using it. */
export const Finding = z.object({
  line: z.number(),
  level: z.enum(['refused', 'remark']),
  what: z.string(),
  cure: z.string(),
})

export type TemplateRow = z.output<typeof TemplateRow>
export type TemplateFile = z.output<typeof TemplateFile>
export type Finding = z.output<typeof Finding>

/** The office's own templates: only the wording is the office's; whom a letter goes to, what it needs and when it is due stay those of its kind. */
export const templates = {
  /** Each kind, and each again that has a template in easy words. */
  templates: operation(Nothing, z.array(TemplateRow), { may: 'draft-letters' }),
  template: operation(Which, TemplateFile, { may: 'draft-letters' }),
  lintTemplate: operation(Written, z.array(Finding), { may: 'draft-letters' }),
  /** A letter made by it to or about a client who is invented, in a prison in England or in Wales. */
  previewTemplate: operation(
    Written.extend({ edition: LetterEdition, inWales: z.boolean().default(false) }),
    z.object({
      ...{ pdf: z.instanceof(Uint8Array), pages: z.number(), datedOn: Day },
      /** Whether the template says something else of care in Wales. */
      differsInWales: z.boolean(),
    }),
    { may: 'draft-letters' },
  ),
  /** `versions` is how many the editor had before it, so that nobody saves over what they did not read. */
  saveTemplate: operation(
    Written.extend({
      basedOn: z.int().positive().nullable(),
      versions: z.int().min(0),
      reason: Reason,
    }),
    TemplateFile,
    { may: 'manage-practice' },
  ),
  /** From now on letters of this kind are drafted by the shipped template; those that are drafted keep theirs. */
  stopTemplate: operation(
    Which.extend({ version: z.int().positive(), reason: Reason }),
    TemplateFile,
    { may: 'manage-practice' },
  ),
}
