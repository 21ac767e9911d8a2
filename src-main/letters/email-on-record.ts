import { formatList } from '../dates/words.ts'
import { ArrangementSort } from '../establishments/contract.ts'
import { foldedInOneStyle } from '../establishments/styles.ts'
import { Refusal } from '../wire/refusal.ts'
import { linesOf } from '../details/groups.ts'
import { noFixedAbode } from '../wire/postal.ts'
import { unrepeated } from './addressee.ts'
import type { Addressee } from './contract.ts'
import type { Email } from './email-file.ts'
import { NAMED } from './kinds.ts'
import { LetterCopied } from './logged.ts'
import { sentOf, type LetterRecord } from './record.ts'
import { refOf } from './signing.ts'
import { samePlace } from './who.ts'

/**
 * The addresses of email that are on record today for whoever the letter is addressed to at its address, with the prisons
 * that the client was in or in the case details; none for the client, of whom none is recorded. Pure.
 */
function emailsOnRecord(
  { client, details, onRecord, today }: LetterRecord,
  { role, name, lines, postcode }: Addressee,
): string[] {
  if (role === 'client') return []
  const to = { lines: unrepeated(name, lines), postcode }
  const same = (other: string) => (said: string) =>
    foldedInOneStyle(said) === foldedInOneStyle(other)
  const prisons = new Set([null, ...client.stays.map((stay) => stay.establishment_id)])
  const found = [...prisons].flatMap((prison) => {
    const record = onRecord(prison)
    return ArrangementSort.options.flatMap((sort) => {
      const known = record.on(sort, today)
      if (!known?.email) return []
      // A prison is written to under the name of its governor.
      const its = sort === 'address' && role === 'custody' ? [name, ...lines] : [name]
      if (!its.some(same(known.name))) return []
      // One body has many prisons: it is that of the letter’s address, its own or that of the prison it works in.
      const own = known.lines.length > 0 || known.postcode !== ''
      const places = own ? [known] : [record.on('address', today), ...record.sites(today)]
      const here = places.flatMap((at) => {
        const place = at && { ...at, lines: unrepeated(known.name, at.lines) }
        return place && samePlace(to, place) ? place : []
      })
      if (here.length === 0) return []
      const byLines = here.some((at) => samePlace({ ...to, postcode: '' }, at))
      return { email: known.email, byLines }
    })
  })
  /** Bodies and persons that the case details of the matter name, each at its address there. */
  function inDetails(): string[] {
    return Object.values(NAMED).flatMap(({ group, role: its }) =>
      (its === role ? (details[group] ?? []) : []).flatMap((row) => {
        const called = row['name'] ?? ''
        const lines = unrepeated(called, linesOf(row['address'] ?? ''))
        const isIt = same(called)(name) && samePlace(to, { lines, postcode: row['postcode'] ?? '' })
        return isIt && row['email'] ? row['email'] : []
      }),
    )
  }
  // Prisons that stand side by side have one postcode.
  const nearest = found.some(({ byLines }) => byLines)
    ? found.filter(({ byLines }) => byLines)
    : found
  return [...new Set([...nearest.map(({ email }) => email), ...inDetails()])]
}

/**
 * The address of email by which the letter leaves: of one that left in this way that which was recorded with it, or none; that to
 * which it was opened, whatever is recorded since; where it never was, that on record. Refused where secure mail is said of
 * another address, or the other way round.
 */
function emailSent(one: LetterRecord, route: 'email' | 'cjsm'): string | null {
  const left = sentOf(one)
  if (left?.route === route) return left.email ?? null
  const opened = one.events.flatMap(({ act, said }) =>
    act === 'letter-copied' ? itsOwn(COPIED.parse(said)) : [],
  )
  const known = opened.length > 0 ? opened.slice(-1) : emailsOnRecord(one, one.content.addressee)
  const [email = null, ...more] = known.filter((address) => routeTo(address) === route)
  if (email !== null || known.length === 0) return more.length > 0 ? null : email
  const all = formatList(known)
  const fault =
    route === 'cjsm'
      ? `${all} is not an address of CJSM. Choose email, if it went there.`
      : `${all} is an address of CJSM. Choose CJSM secure email, if it went there.`
  throw new Refusal('conflict', fault, { route: fault })
}
const COPIED = LetterCopied.pick({ email: true, reader: true })
/** A copy goes to an address of its reader's own. */
const itsOwn = ({ email, reader }: { email?: string | undefined; reader?: number | undefined }) =>
  email === undefined || reader !== undefined ? [] : [email]

const POSTED: ReadonlySet<string> = new Set(['first-class', 'second-class', 'special-delivery'])

/**
 * The address of email by which a letter leaves in this way, null where it leaves otherwise; refused where it cannot have left
 * so: asked as it is marked sent, and as that is corrected.
 */
export function leavesBy(one: LetterRecord, route: string): string | null {
  const { role, lines, name } = one.content.addressee
  const refuse = (fault: string) => new Refusal('conflict', fault, { route: fault })
  if (route === 'cjsm' && role === 'client')
    throw refuse('No client has an address of CJSM. Choose the way in which it went.')
  if (POSTED.has(route) && (lines.length === 0 || noFixedAbode(lines)))
    throw refuse(
      `Nothing can be posted to ${name}, who has no postal address in this letter. Choose the way in which it went.`,
    )
  return route === 'email' || route === 'cjsm' ? emailSent(one, route) : null
}

/** Secure mail of the criminal justice system goes to addresses of its own. */
export const routeTo = (email: string): 'email' | 'cjsm' =>
  email.toLowerCase().endsWith('.cjsm.net') ? 'cjsm' : 'email'

/** From whom and to whom a letter goes by email; refused where either is not on record. */
export function expectEmail(
  one: LetterRecord,
  reader: Addressee = one.content.addressee,
): Omit<Email, 'at' | 'pdf'> {
  const { content, firm, matter } = one
  const { name, role } = reader
  if (role === 'client')
    throw new Refusal(
      'conflict',
      'A letter to the client is not sent by email: no address of email is recorded of a client. Send it by post.',
    )
  const [to, ...others] = emailsOnRecord(one, reader)
  if (others.length > 0)
    throw new Refusal(
      'conflict',
      `More than one email address is on record for ${name} at the address of this letter: ${formatList([to!, ...others])}. Correct them under Law › Prisons or in the case details, so that one is left; or send the letter by post.`,
    )
  if (to === undefined)
    throw new Refusal(
      'conflict',
      `No email address is on record for ${name} at the address of this letter. Record it with the address of that body, under Law › Prisons with its source or in the case details; or send the letter by post.`,
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
