import { ArrangementSort } from '../establishments/contract.ts'
import { foldedInOneStyle } from '../establishments/styles.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Email } from './email-file.ts'
import type { LetterRecord } from './record.ts'
import { refOf } from './signing.ts'

/**
 * The address of email that is on record today for whoever the letter is addressed to, with the prisons that the client
 * was in; null where there is none, and for the client, of whom none is recorded. Pure.
 */
export function emailOnRecord({ content, client, onRecord, today }: LetterRecord): string | null {
  const { role, name, lines } = content.addressee
  if (role === 'client') return null
  const same = (other: string) => (said: string) =>
    foldedInOneStyle(said) === foldedInOneStyle(other)
  const prisons = new Set([null, ...client.stays.map((stay) => stay.establishment_id)])
  for (const prison of prisons)
    for (const sort of ArrangementSort.options) {
      const known = onRecord(prison).on(sort, today)
      if (!known?.email) continue
      // A prison is written to under the name of its governor.
      const its = sort === 'address' && role === 'custody' ? [name, ...lines] : [name]
      if (its.some(same(known.name))) return known.email
    }
  return null
}

/** Secure mail of the criminal justice system goes to addresses of its own. */
export const routeTo = (email: string): 'email' | 'cjsm' =>
  email.toLowerCase().endsWith('.cjsm.net') ? 'cjsm' : 'email'

/** From whom and to whom a letter goes by email; refused where either is not on record. */
export function expectEmail(one: LetterRecord): Omit<Email, 'at' | 'pdf'> {
  const { content, firm, matter } = one
  const { name, role } = content.addressee
  if (role === 'client')
    throw new Refusal(
      'conflict',
      'A letter to the client is not sent by email: no address of email is recorded of a client. Send it by post.',
    )
  const to = emailOnRecord(one)
  if (!to)
    throw new Refusal(
      'conflict',
      `No email address is on record for ${name}. Record it with the address of that body, under Law › Prisons, with its source; or send the letter by post.`,
    )
  const signs = firm?.signatories.find(({ personId }) => personId === content.signatory)
  const from = signs?.email || firm?.email
  if (!firm || !from)
    throw new Refusal(
      'conflict',
      'The firm’s email address is not recorded. Record it under Office, then send the letter.',
    )
  return {
    ...{ from, to, reference: refOf({ content, matter, firm }) },
    signs: [...(signs ? [signs.signsAs] : []), firm.name],
  }
}
