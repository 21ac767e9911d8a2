import type { z } from '../wire/schema.ts'
import type { LetterContent } from './contract.ts'

const TITLED =
  /^Dear (Mr|Mrs|Ms|Miss|Mx|Dr|Professor|Prof|Sir|Dame|Lord|Lady|Reverend|Revd|Father|Sister|Judge) (?!or\b)\S/u
const NEUTRAL =
  /\b(Sir|Sirs|Madam|Team|Manager|Head|Governor|Director|Officer|Colleague|Colleagues|Department|Registrar|Practice|Clerk|Coroner|Ombudsman|Commissioner|Secretary|Guardian|Controller)\b/iu

/** A name, which may begin with a small particle: `van der Berg`, `ap Siôn`. */
const NAMED =
  /^Dear (?:(?:van|von|de|der|den|du|da|di|del|della|le|la|ap|ab|ferch|al|el|bin|ibn|ten|ter|zu|dos|das|af|av)['’ ])*\p{Lu}/u
const NOBODY = /^Dear (?:Sir|Madam|Sirs)(?: or (?:Sir|Madam))?$/i

/**
 * The close that goes with a salutation: `Yours faithfully` where nobody is named, otherwise `Yours sincerely`. A kind of
 * letter that goes to the client names the client, whatever office the surname is besides.
 */
export function closeFor(salutation: string, { toClient = false } = {}): string {
  const said = salutation.trim().replace(/,$/, '')
  if (said.startsWith('Annwyl ')) return 'Yr eiddoch yn gywir'
  if (TITLED.test(said) || (toClient && !NOBODY.test(said))) return 'Yours sincerely'
  return NEUTRAL.test(said) || !NAMED.test(said) ? 'Yours faithfully' : 'Yours sincerely'
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
 * Null for anybody but the client in prison: no other letter into a prison is privileged, and no letter outside one.
 */
export function privilegeMark(to: { client: boolean; youngOffenders: boolean }): string | null {
  if (!to.client) return null
  return to.youngOffenders ? 'YOI Rule 17' : 'Prison Rule 39'
}
