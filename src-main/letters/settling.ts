import { formatDay } from '../dates/words.ts'
import { recordAddress } from '../clients/record-address.ts'
import { logArrangement } from '../establishments/arrangements.ts'
import type { ArrangementDraft } from '../establishments/contract.ts'
import type { Writable } from '../vault/vault.ts'
import type { Day } from '../wire/schema.ts'
import { standsIn, type Holder } from './addressee.ts'
import type { Addressee, LetterContent } from './contract.ts'
import { holderNow, unsettledIn } from './drafting.ts'
import type { Missing } from './gate.ts'
import { answersAnother, KINDS } from './kinds.ts'
import { reached } from './lifecycle.ts'
import type { LetterParts, LetterRecord, Sources } from './record.ts'

type Typed = Pick<Addressee, 'name' | 'lines' | 'postcode'>

const CURES = {
  confirm: 'Check it, and confirm it here; it is asked once.',
  ask: 'Answer it here; it is remembered.',
}

const CURE_OF_SITES = 'Choose it here, for this letter.'

/** What of a draft’s addressee is to be confirmed or answered, with what is proposed. Pure. */
export function placeMissing(one: LetterRecord): Missing[] {
  const open = reached(one.events) === 'draft' ? unsettledIn(one.content, one) : null
  if (!open) return []
  const { name, lines, postcode } = one.content.addressee
  const { sort, question, names, body, sites } = open
  const proposed = { name: standsIn(name) ? '' : name, lines, postcode }
  return [
    {
      ...{ what: question, where: 'addressee' },
      cure: sites.length > 0 ? CURE_OF_SITES : CURES[sort],
      settle: {
        ...{ sort, question, names: [...names], proposed, asksName: body !== null },
        about: open.ownStay ? ('client' as const) : ('body' as const),
        sites: sites.map(({ site, lines: at, postcode: code }) => ({
          ...{ site, lines: [...lines, ...at], postcode: code },
        })),
      },
    },
  ]
}

const sameAddress = (one: Pick<Typed, 'lines' | 'postcode'>, other: typeof one) =>
  one.postcode === other.postcode && one.lines.join('\n') === other.lines.join('\n')

/** What an answer is recorded as: the body, the address of the prison, or both. Pure. */
export function answersAs(
  typed: Typed,
  { addressee, unsettled }: Holder,
  from: Pick<Sources, 'onRecord' | 'client'>,
  said: { on: string; source: string; verified: boolean },
): ArrangementDraft[] {
  if (!unsettled) return []
  const { body, prison, address } = unsettled
  const { on, ...trusted } = said
  const known = { from: null, to: null, seenOn: on as Day, note: '', ...trusted }
  const establishmentId = prison?.id ?? null
  const unchanged = sameAddress(typed, addressee)
  const ownLines = typed.lines.filter((line) => line !== prison?.name)
  const drafts: ArrangementDraft[] = []
  if (body !== null && (body === 'disclosure-team' || prison)) {
    const before = from.onRecord(establishmentId).on(body, on)
    const { from: first = null, to = null, email } = before?.name === typed.name ? before : {}
    const since = { from: first, to, ...(email ? { email } : {}) }
    // At the prison’s own address unless another one was given for it.
    const at =
      body === 'disclosure-team' || !unchanged
        ? { lines: typed.lines, postcode: typed.postcode }
        : { lines: [], postcode: '' }
    drafts.push({ ...known, ...since, establishmentId, sort: body, name: typed.name, ...at })
  }
  if (address && prison && (body === null || unchanged)) {
    const before = from.onRecord(prison.id).on('address', on)
    const lines =
      addressee.role === 'client' || !before
        ? ownLines.filter((line) => line !== from.client.client.prison_number)
        : before.lines
    const of = { establishmentId: prison.id, sort: 'address' as const, name: prison.name }
    if (lines.length > 0) drafts.push({ ...known, ...of, lines, postcode: typed.postcode })
  }
  return drafts
}

/** Records the answer about a draft’s addressee as the office’s own; gives the content with it. */
export async function settleAddressee(
  tx: Writable,
  one: LetterRecord,
  { source, ...typed }: Typed & { source: string },
  by: { id: string },
  parts: Pick<LetterParts, 'log' | 'clock' | 'random'>,
): Promise<LetterContent> {
  const proposed = holderNow(one.content, one)
  const said = { on: one.content.datedOn, source, verified: true }
  await rememberOwn(tx, one, { source, ...typed }, by, parts)
  for (const draft of proposed ? answersAs(typed, proposed, one, said) : [])
    await logArrangement(tx, draft, by, parts)
  const { role } = one.content.addressee
  return { ...one.content, addressee: { ...typed, role } }
}

/** Records an address of the client’s own with the stay that it belongs to, where it was asked for. */
async function rememberOwn(
  tx: Writable,
  one: LetterRecord,
  { lines, postcode, source }: Omit<Typed, 'name'> & { source: string },
  by: { id: string },
  parts: Pick<LetterParts, 'log' | 'clock' | 'random'>,
): Promise<void> {
  const asked = holderNow(one.content, one)
  const stayId = asked?.unsettled?.ownStay
  if (!asked || !stayId || sameAddress({ lines, postcode }, asked.addressee)) return
  const own = lines.filter((line) => !asked.addressee.lines.includes(line))
  if (own.length === 0) return
  await recordAddress(tx, { stayId, lines: own, postcode, source }, by, parts)
}

/** Remembers an address that was typed and that a letter was sent to, not yet verified, where none was known. */
export async function rememberAddress(
  tx: Writable,
  one: LetterRecord,
  by: { id: string },
  parts: Pick<LetterParts, 'log' | 'clock' | 'random'>,
): Promise<void> {
  const { content, matter } = one
  const { addressee, datedOn } = content
  const source = `Our letter ${matter.ourRef} of ${formatDay(datedOn)}`
  await rememberOwn(tx, one, { ...addressee, source }, by, parts)
  const proposed = holderNow(content, one)
  const toHolder = !answersAnother(content.kind) && content.answers === null
  if (!proposed?.unsettled || (!KINDS[content.kind].toClient && !toHolder)) return
  if (proposed.unsettled.sort !== 'ask' || addressee.role !== proposed.addressee.role) return
  if (standsIn(addressee.name) || sameAddress(addressee, proposed.addressee)) return
  const said = { on: datedOn, source, verified: false }
  for (const draft of answersAs(addressee, proposed, one, said))
    await logArrangement(tx, draft, by, parts)
}
