import { custodyUntil, heldOn } from '../clients/stays.ts'
import { allowed } from '../consents/allowed.ts'
import { inForce } from '../law/provenance.ts'
import type { Day } from '../wire/schema.ts'
import type { LetterContent } from './contract.ts'
import { KINDS } from './kinds.ts'
import type { Sources } from './record.ts'

/** Whether a rule of the edition is in force on a day. */
export const isLawOn = (rule: string, day: string, { law }: Pick<Sources, 'law'>): boolean =>
  law.law.rules.get(rule)?.versions.some((version) => inForce(version, day)) ?? false

/**
 * The form by which whoever is written to may be told who the client is for the purpose of the letter, where it was signed by the
 * day of the letter: what rests on an order of court, or on nothing yet, encloses none.
 */
export function signedConsent(
  {
    kind,
    addressee: { name, role },
    datedOn,
  }: Pick<LetterContent, 'kind' | 'addressee' | 'datedOn'>,
  { grants, forms, today }: Pick<Sources, 'grants' | 'forms' | 'today'>,
  on: string = today,
): { on: Day } | null {
  if (role === 'client') return null
  const { purpose } = KINDS[kind]
  const found = allowed({ recipient: { name, role }, class: 'identity', purpose, on }, grants)
  const form = found.allowed ? forms.find(({ row }) => row.id === found.grantId)?.form : undefined
  return form?.kind === 'consent-to-tell' && form.signedOn <= datedOn
    ? { on: form.signedOn as Day }
    : null
}

/** Whether the care that a complaint is about was given in Wales: in the prison of its day, or the last one where nobody said when it was. */
export function isInWales(
  { client, establishments, matter }: Pick<Sources, 'client' | 'establishments' | 'matter'>,
  day: Day,
): boolean {
  const on = matter.eventOn !== null && matter.eventOn <= day ? matter.eventOn : day
  const held = heldOn(client.stays, on) ?? custodyUntil(client.stays, on).at(-1)?.establishmentId
  return establishments.byId(held ?? '')?.country === 'Wales'
}
