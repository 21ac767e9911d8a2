import { InformationClass } from '../consents/contract.ts'
import { operation } from '../wire/operation.ts'
import { Day, id, Moment, Nothing, pasted, text, z } from '../wire/schema.ts'
import { LetterContent, LetterEdition, LetterId } from './content.ts'
import { Finding, Reason, Saved } from './template-contract.ts'

export const ParagraphId = id<'Paragraph'>()

const Which = z.strictObject({ id: ParagraphId })
const Words = z.strictObject({
  text: pasted().max(8_000, 'Use no more than 8,000 characters in a paragraph.'),
  class: InformationClass,
})
const Stopped = z.object({ at: Moment, by: z.string(), reason: z.string() }).nullable()
/** A paragraph of the office's own, as it stands or as it was before it was stopped. */
const ParagraphRow = Which.extend({
  name: z.string(),
  class: InformationClass,
  text: z.string(),
  saved: Saved,
  /** How many versions were saved. */
  versions: z.number(),
  /** When the office stopped using it. */
  stopped: Stopped,
})
/** The same with every version of it, the newest first. */
const ParagraphFile = ParagraphRow.extend({
  all: z.array(
    Saved.extend({
      ...{ name: z.string(), class: InformationClass, text: z.string(), stopped: Stopped },
    }),
  ),
})
/** A paragraph as it is filled in for a letter; without its text it cannot be, and why. */
const FilledParagraph = Which.extend({
  name: z.string(),
  class: InformationClass,
  text: z.string().nullable(),
  why: z.string(),
})

export type ParagraphRow = z.output<typeof ParagraphRow>
export type ParagraphFile = z.output<typeof ParagraphFile>
export type FilledParagraph = z.output<typeof FilledParagraph>

/** Paragraphs that the office keeps under a name; a letter that one was put into keeps its words, whatever becomes of the paragraph. */
export const paragraphs = {
  paragraphs: operation(Nothing, z.array(ParagraphRow), { may: 'draft-letters' }),
  paragraph: operation(Which, ParagraphFile, { may: 'draft-letters' }),
  lintParagraph: operation(Words, z.array(Finding), { may: 'draft-letters' }),
  /** A page with the paragraph alone, about a client who is invented. */
  previewParagraph: operation(
    Words.extend({ edition: LetterEdition }),
    z.object({ pdf: z.instanceof(Uint8Array), pages: z.number(), datedOn: Day }),
    { may: 'draft-letters' },
  ),
  /** Those in use, each as it would be put into this draft; `content` is what is typed and not recorded yet. */
  paragraphsFor: operation(
    z.strictObject({ letterId: LetterId, content: LetterContent }),
    z.array(FilledParagraph),
    { may: 'draft-letters' },
  ),
  /** A new one where there is no `id`; `versions` is how many the editor had before it. */
  saveParagraph: operation(
    Words.extend({
      id: ParagraphId.nullable(),
      name: text(60, 'Give it a name.'),
      basedOn: z.int().positive().nullable(),
      versions: z.int().min(0),
      reason: Reason,
    }),
    ParagraphFile,
    { may: 'manage-practice' },
  ),
  /** It is offered no more; letters and templates that have its words keep them. */
  stopParagraph: operation(
    Which.extend({ version: z.int().positive(), reason: Reason }),
    ParagraphFile,
    { may: 'manage-practice' },
  ),
}
