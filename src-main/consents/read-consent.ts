import { clientsNamed } from '../clients/known-client.ts'
import { createHash } from 'node:crypto'
import type { Readable } from '../vault/vault.ts'
import { daysBetween } from '../dates/days.ts'
import { whoSigned } from './decision.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import { RESTRICTED_CLASS, type Consent, type ConsentState } from './contract.ts'
import {
  ageOf,
  checkOf,
  endedOn,
  formsOf,
  signerStopOn,
  type AgeingLaw,
  type ConsentRecord,
} from './grants.ts'
import type { LoggedForm } from './logged.ts'

/** From so many days before its last day a consent is shown as expiring. */
export const EXPIRES_SOON_DAYS = 30

/** One form with its client’s tag; throws `not-found`. */
export async function keptForm(
  tx: Readable,
  consentId: string,
): Promise<ConsentRecord & { tag: string; clientId: string }> {
  const owner = await tx
    .selectFrom('consent as c')
    .innerJoin(clientsNamed(tx).as('p'), 'p.id', 'c.client_id')
    .select(['p.tag', 'p.id'])
    .where('c.id', '=', consentId)
    .executeTakeFirst()
  const kept = owner && (await formsOf(tx, owner.id)).find(({ row }) => row.id === consentId)
  if (!kept) throw new Refusal('not-found', 'This consent is not recorded. Open the client again.')
  return { ...kept, tag: owner.tag, clientId: owner.id }
}

/** How one answer of a form stands on `today`. */
export function stateOf(
  kept: ConsentRecord,
  choice: LoggedForm['choices'][number],
  today: string,
  ageing: AgeingLaw,
): z.output<typeof ConsentState> {
  if (kept.checked?.outcome === 'removed') return 'removed'
  if (choice.answer !== 'given') return choice.answer
  const ended = endedOn(kept, choice.class, today)
  if (ended === 'withdrawn') return ended
  if (!kept.signature && kept.diedOn !== null && today >= kept.diedOn) return 'died'
  const stopped = signerStopOn(kept, choice.class, today)
  if (stopped) return stopped === 'no-authority' || stopped === 'refused' ? stopped : 'withdrawn'
  const { lastDay, reviewOn } = ageOf(kept.form, ageing)
  if (today > lastDay) return 'expired'
  const { state, heldOn } = checkOf(kept)
  const rest = choice.class === RESTRICTED_CLASS && heldOn === null
  if (state === 'awaiting' || rest) return 'awaiting-check'
  if (state === 'returned') return 'sent-back'
  if (ended !== null) return 'conflicting'
  if (daysBetween(today, lastDay) <= EXPIRES_SOON_DAYS) return 'expiring'
  return today >= reviewOn && kept.reviews.length === 0 ? 'review-due' : 'in-force'
}

/**
 * Whether the client is to be asked again: by the open answers alone, and on a form that has none by its age, so that * restricted answers do not show by it.
 */
export const reviewDue = (kept: ConsentRecord, today: string, ageing: AgeingLaw): boolean =>
  stands('review-due', kept, today, ageing)

/** Whether what the client gave by a form ends within thirty days, told in the same way. */
export const expiresSoon = (kept: ConsentRecord, today: string, ageing: AgeingLaw): boolean =>
  stands('expiring', kept, today, ageing)

function stands(
  state: z.output<typeof ConsentState>,
  kept: ConsentRecord,
  today: string,
  ageing: AgeingLaw,
): boolean {
  const open = kept.form.choices.filter((choice) => choice.class !== RESTRICTED_CLASS)
  const as = (choice: LoggedForm['choices'][number]) => stateOf(kept, choice, today, ageing)
  if (open.length > 0) return open.some((choice) => as(choice) === state)
  const fresh = { ...kept, withdrawn: [], undone: [], all: [] }
  const given = { class: RESTRICTED_CLASS, answer: 'given' } as const
  return stateOf(fresh, given, today, ageing) === state
}

const ENDED: ReadonlySet<z.output<typeof ConsentState>> = new Set([
  ...([
    'expired',
    'died',
    'no-authority',
    'withdrawn',
    'sent-back',
    'removed',
    'refused',
    'not-chosen',
  ] as const),
])
/** Whether a form still gives anything, or may once it is checked; restricted answers count among the others. */
export const givesSomething = (kept: ConsentRecord, today: string, ageing: AgeingLaw): boolean =>
  kept.form.choices.some(
    (choice) => choice.answer === 'given' && !ENDED.has(stateOf(kept, choice, today, ageing)),
  )

/** Fingerprint of the words signed, in eight signs. */
export const wordingMark = (wording: string): string =>
  createHash('sha256').update(wording).digest('hex').slice(0, 8).toUpperCase()

/** Who signed for the client, by what is on record of them on a day; null where the client did. */
export function signerShown(
  { signature, form: { signedBy } }: Pick<ConsentRecord, 'signature' | 'form'>,
  today: string,
): z.input<typeof Consent>['signedBy'] {
  if (!signature || !signedBy) return null
  const { representativeId, lacks, decided } = signedBy
  return { representativeId, who: whoSigned(signature, today), lacks, decided }
}

/**
 * A form as the window shows it. HIV and sexual health is shown as restricted in every form, asked or not, so that * the mark discloses nothing.
 */
export function shownConsent(
  kept: ConsentRecord,
  { today, ageing, nameOf }: { today: string; ageing: AgeingLaw; nameOf: (id: string) => string },
): z.input<typeof Consent> {
  const { row, form, scan, checked, reviews } = kept
  const { lastDay, reviewOn } = ageOf(form, ageing)
  const [reviewed] = reviews
  const open = form.choices.filter(({ class: about }) => about !== RESTRICTED_CLASS)
  return {
    id: row.id,
    clientId: row.client_id,
    record: kept.record,
    kind: form.kind,
    recipient: form.recipient,
    purpose: form.purpose,
    choices: [
      ...open.map((choice) => ({
        class: choice.class,
        state: stateOf(kept, choice, today, ageing),
      })),
      { class: RESTRICTED_CLASS, state: 'restricted' },
    ],
    signedOn: form.signedOn,
    receivedOn: form.receivedOn,
    until: form.until,
    wording: form.wording,
    recordedAt: row.recorded_at,
    recordedBy: nameOf(row.recorded_by),
    recordedById: row.recorded_by,
    check: {
      state: checkOf(kept).state,
      partly: checkOf(kept).heldOn === null,
      at: checked?.at ?? null,
      by: checked ? nameOf(checked.by) : '',
      against: checked?.against ?? '',
      reason: checked?.reason ?? '',
    },
    review: {
      on: reviewOn,
      due: reviewDue(kept, today, ageing),
      done: reviewed ? { on: reviewed.on_day, by: nameOf(reviewed.by) } : null,
    },
    lastDay,
    replaces: form.replaces,
    signedBy: signerShown(kept, today),
    wordingMark: wordingMark(form.wording),
    scan: scan && {
      kind: scan.kind as 'pdf' | 'png' | 'jpeg',
      size: scan.size,
      recordedAt: scan.recorded_at,
      recordedBy: nameOf(scan.recorded_by),
    },
    withdrawals: withdrawalsOf(kept, nameOf)
      .map((one) => ({
        ...one,
        classes: one.classes.filter((about) => about !== RESTRICTED_CLASS),
      }))
      .filter(({ classes }) => classes.length > 0),
  }
}

/** The withdrawals of a form with all that they are of, for whoever may see it. */
export const withdrawalsOf = (
  { withdrawn, undone }: Pick<ConsentRecord, 'withdrawn' | 'undone'>,
  nameOf: (id: string) => string,
): z.input<typeof Consent>['withdrawals'] =>
  [...withdrawn, ...undone].map(({ about, undone: by, ...row }) => ({
    ...{ seq: row.seq, how: row.how, note: row.note, classes: about },
    saidOn: row.said_on,
    saidBy: row.said_by === 'representative' ? ('representative' as const) : ('client' as const),
    receivedOn: row.received_on,
    recordedBy: nameOf(row.recorded_by),
    recordedAt: row.recorded_at,
    corrected: by && { at: by.recorded_at, by: nameOf(by.recorded_by), reason: by.reason },
  }))
