import { typistsPart } from '../practice/reference.ts'
import { fold } from '../search/fold.ts'
import type { LetterModel } from '../typesetting/model.ts'
import type { Actor } from '../wire/operation.ts'
import type { LetterContent } from './contract.ts'
import type { Missing } from './gate.ts'
import type { LetterRecord } from './record.ts'
import type { Sensitive } from './sensitive.ts'

type Content = LetterRecord['content']
type Firm = Pick<NonNullable<LetterRecord['firm']>, 'name' | 'signatories' | 'referencePattern'>

/** How a new letter is signed. */
export const SIGNED_FOR_THE_FIRM = { onBehalf: true, pp: false, second: null, typist: '' } as const

/**
 * Whoever drafts a letter that somebody else signs stands in its reference, where the firm has it so; initials that spell a
 * sensitive word are left out.
 */
export function draftedBy(
  { id, name }: Actor,
  content: LetterContent,
  sensitive: Sensitive,
): LetterContent {
  if (!content.signing || content.signatory === id) return content
  const typist = fold(name)
    .split(' ')
    .map((word) => word.replaceAll(/[^a-z]/g, '').charAt(0))
    .join('')
    .slice(0, 4)
  if (sensitive(typist).length > 0) return content
  return { ...content, signing: { ...content.signing, typist } }
}

/** Who signs, and for whom; null while nobody was chosen. */
export function signatureOf(
  { signatory, signing }: Content,
  { name, signatories }: Firm,
): LetterModel['signature'] {
  const find = (id: string | null | undefined) => signatories.find((one) => one.personId === id)
  const signs = find(signatory)
  if (!signs) return null
  const second = find(signing?.second)
  return {
    ...{ name: signs.signsAs, capacity: signs.capacity },
    firm: signing?.onBehalf ? `For and on behalf of ${name}` : name,
    ...(signing?.pp ? { pp: true } : {}),
    ...(second ? { second: { name: second.signsAs, capacity: second.capacity } } : {}),
    ...(signs.directLine ? { directLine: signs.directLine } : {}),
    ...(signs.email ? { email: signs.email } : {}),
  }
}

/** Our reference, with the typist’s initials at its end where the firm’s references have them. */
export const refOf = ({
  content,
  matter,
  firm,
}: Pick<LetterRecord, 'content' | 'matter'> & {
  firm: Firm | null
}) => matter.ourRef + typistsPart(firm?.referencePattern ?? '', content.signing?.typist ?? '')

/** What the choice of who signs lacks. */
export function signingMissing({ signatory, signing }: Content, { signatories }: Firm): Missing[] {
  const second = signing?.second ?? null
  const signs = (id: string | null) => signatories.some(({ personId }) => personId === id)
  const missing: Missing[] = []
  if (!signs(signatory))
    missing.push({
      what: 'No signatory is chosen.',
      cure: 'Choose who signs.',
      where: signatories.length > 0 ? 'wording' : 'signatory',
    })
  const another = { cure: 'Choose another, or nobody.', where: 'wording' } as const
  if (second !== null && !signs(second))
    missing.push({ what: 'The second signatory no longer signs letters.', ...another })
  if (second !== null && second === signatory)
    missing.push({ what: 'The same person is to sign twice.', ...another })
  return missing
}
