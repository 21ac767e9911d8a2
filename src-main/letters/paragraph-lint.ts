import { RESTRICTED_CLASS, type InformationClass } from '../consents/contract.ts'
import { heldTogether, ofPart, refused, SOME_DAY, type Against } from './lint.ts'
import type { Finding } from './template-contract.ts'
import { ASKS } from './template.ts'

/** What a paragraph of the office's own says and tells; it may be put into any letter. */
export interface Paragraph {
  text: string
  class: InformationClass
}

/** Everything that is wrong with a paragraph of the office's own, in the order of its lines. Pure. */
export function lintParagraph(
  { text, class: about }: Paragraph,
  against: Pick<Against, 'law' | 'sensitive'>,
): Finding[] {
  const part = { text, class: about, line: 1, textLine: 1, editions: [], each: null }
  const found = [
    ...ofPart(null, part, { ...against, shipped: null }),
    ...heldTogether([part], [], against.sensitive),
  ]
  const say = (line: number, what: string, cure: string) =>
    void found.push(refused(line, what, cure))
  if (text.trim() === '') say(1, 'The paragraph is empty.', 'Write what it says.')
  if (about === RESTRICTED_CLASS)
    say(
      1,
      'No paragraph is kept of HIV or sexual health.',
      'Write it in the letter itself, where it is held.',
    )
  for (const [at, line] of text.split('\n').entries()) {
    if (line.startsWith('== '))
      say(at + 1, 'A paragraph is one passage.', 'Keep what follows as a paragraph of its own.')
    if (ASKS.test(line))
      say(
        at + 1,
        'Only the template of a kind asks for records by their class.',
        'Take the class in round brackets out.',
      )
    if (SOME_DAY(line))
      say(
        at + 1,
        'A day in bold is one that is asked for, and this one stays the same in every letter.',
        'Take the asterisks out.',
      )
  }
  return found.sort((one, other) => one.line - other.line)
}
