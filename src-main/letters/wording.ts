import type { z } from '../wire/schema.ts'
import type { LetterContent } from './contract.ts'

const TITLED =
  /^Dear (Mr|Mrs|Ms|Miss|Mx|Dr|Professor|Prof|Sir|Dame|Lord|Lady|Reverend|Revd|Father|Sister|Judge) (?!or\b)\S/u
const NEUTRAL =
  /\b(Sir|Sirs|Madam|Team|Manager|Head|Governor|Director|Officer|Colleague|Colleagues|Department|Registrar|Practice|Clerk|Coroner|Ombudsman|Commissioner|Secretary|Guardian|Controller)\b/iu

/** The close that goes with a salutation: `Yours faithfully` where nobody is named, otherwise `Yours sincerely`. */
export function closeFor(salutation: string): string {
  const said = salutation.trim().replace(/,$/, '')
  if (said.startsWith('Annwyl ')) return 'Yr eiddoch yn gywir'
  if (TITLED.test(said)) return 'Yours sincerely'
  return NEUTRAL.test(said) || !/^Dear \p{Lu}/u.test(said) ? 'Yours faithfully' : 'Yours sincerely'
}

const DELIVERY: Record<z.output<typeof LetterContent>['delivery'], string> = {
  post: 'By post',
  'special-delivery': 'By Special Delivery',
  dx: 'By DX',
  hand: 'By hand',
  email: 'By email only',
}

/** The delivery line: `By post`; for email with the address, when there is one. */
export function deliveryLine(delivery: keyof typeof DELIVERY, email = ''): string {
  const line = DELIVERY[delivery]
  return delivery === 'email' && email ? `${line}: ${email}` : line
}

/** Whether an address, or a prison’s name, is that of a young offender institution alone. */
export const isForYoungOffenders = (lines: readonly string[]): boolean =>
  lines.some((line) => /\bHM ?YOI\b/.test(line))

/**
 * Prison Rules 1999, rule 39 (Young Offender Institution Rules 2000, rule 17): the mark of privileged mail.
 * Null for anybody but the client, since no other letter into a prison is privileged.
 */
export function privilegeMark(to: { client: boolean; youngOffenders: boolean }): string | null {
  if (!to.client) return null
  return to.youngOffenders ? 'YOI Rule 17' : 'Prison Rule 39'
}
