import type { Log } from '../audit/log.ts'
import { londonDay } from '../dates/days.ts'
import type { Platform } from '../platform/platform.ts'
import type { FileKind } from '../platform/file-kind.ts'
import type { LawSource } from '../law/law-book.ts'
import { allows, notAllowed } from '../people/permissions.ts'
import { samePersonIn } from '../people/same-person.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { z } from '../wire/schema.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { RESTRICTED_CLASS, type Consent, type consents as contract } from './contract.ts'
import { ageOf, checkOf, endedOn } from './grants.ts'
import { openPartOf } from './open-part.ts'
import { keptForm, signerShown } from './read-consent.ts'

export interface CheckParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  papers: Pick<ReturnType<typeof officePapers>, 'get'>
  platform: Pick<Platform, 'open'>
  law: LawSource
  clock: () => Date
  shown(tx: Readable, consentId: string, by: Actor): Promise<z.input<typeof Consent>>
}

const sees = (by: Actor) => allows(by.role, 'reveal-consents')
const conflict = (message: string) => new Refusal('conflict', message)

/** The second check of a form, and the review with the client after six months. */
export function checks(
  parts: CheckParts,
): Pick<Handlers<typeof contract>, 'openToCheck' | 'check' | 'sendBack' | 'review' | 'undoReview'> {
  const { vault, log, papers, platform, law, clock, shown } = parts

  /** The form, where it waits for a check that this person may make. */
  const awaiting = async (tx: Readable, consentId: string, by: Actor) => {
    const kept = await keptForm(tx, consentId)
    const { state, recordedBy, heldOn } = checkOf(kept)
    const rest = state === 'passed' && heldOn === null && sees(by)
    if (state !== 'awaiting' && !rest)
      throw conflict('This form is not awaiting a second check. Open the client again.')
    const same = await samePersonIn(tx)
    if (same(kept.row.recorded_by, by.id))
      throw conflict(
        `Somebody other than ${recordedBy} must make the second check. Ask a colleague.`,
      )
    return kept
  }

  /** The form, where it may be returned: it waits for its check, or what was recorded of it is found to be wrong later. */
  const standing = async (
    tx: Readable,
    { consentId, ofAnother }: { consentId: string; ofAnother: boolean },
    by: Actor,
  ) => {
    const kept = await keptForm(tx, consentId)
    const { state } = checkOf(kept)
    // Whoever entered it on the wrong client sees that first.
    if (state === 'awaiting' && !ofAnother) return awaiting(tx, consentId, by)
    if (state === 'removed')
      throw conflict(
        'This form was taken back as another client’s already. Record it again if it is this client’s.',
      )
    // A form that waits to be recorded again may turn out to be another client’s.
    if (state === 'returned' && !ofAnother)
      throw conflict('This form was returned for correction already. Record it again.')
    return kept
  }

  return {
    async openToCheck({ consentId, scan }, by) {
      // The paper shows what is restricted.
      if (scan && !sees(by)) throw notAllowed(by.role, 'reveal-consents')
      const kept = await vault.write(async (tx) => {
        const kept = await awaiting(tx, consentId, by)
        if (scan && !kept.scan) throw noScan()
        await log.record(tx, by, {
          act: 'check-opened',
          subject: kept.tag,
          detail: { consentId },
        })
        return kept
      })
      const { form, scan: paper } = kept
      if (scan && paper)
        await platform.open(await papers.get(paper.paper_id), 'signed form', paper.kind as FileKind)
      const { choices, consulted, how, interpreter, officerPresent, note } = sees(by)
        ? form
        : openPartOf(kept).form
      const signedBy = signerShown(kept, londonDay(clock()))
      return { choices, consulted, how, interpreter, officerPresent, note, signedBy }
    },

    check: ({ consentId, against }, by) =>
      vault.write(async (tx) => {
        const kept = await awaiting(tx, consentId, by)
        if (against === 'scan' && !kept.scan) throw noScan()
        await log.record(tx, by, {
          act: 'consent-checked',
          subject: kept.tag,
          // Who may not open the restricted part checks the rest, of every form alike.
          detail: { consentId, against, ...(sees(by) ? {} : { partly: true }) },
        })
        return shown(tx, consentId, by)
      }),

    sendBack: ({ consentId, reason, ofAnother }, by) =>
      vault.write(async (tx) => {
        const { tag } = await standing(tx, { consentId, ofAnother }, by)
        await log.record(tx, by, {
          act: 'consent-returned',
          subject: tag,
          detail: { consentId, reason, ...(ofAnother ? { ofAnother } : {}) },
        })
        return shown(tx, consentId, by)
      }),

    undoReview: ({ consentId, reason }, by) =>
      vault.write(async (tx) => {
        const { tag, reviews } = await keptForm(tx, consentId)
        const [review] = reviews
        if (!review) throw conflict('No review of this form is recorded. Open the client again.')
        await log.record(tx, by, {
          act: 'review-undone',
          subject: tag,
          detail: { consentId, review: review.seq, reason },
        })
        return shown(tx, consentId, by)
      }),

    review: ({ consentId, on, how, note }, by) =>
      vault.write(async (tx) => {
        const kept = await keptForm(tx, consentId)
        const today = londonDay(clock())
        const fault =
          on > today
            ? 'This date is in the future. Correct it.'
            : on < ageOf(kept.form, await law.book(tx)).reviewOn
              ? 'The form was not due for review on that date. Correct the date.'
              : null
        if (fault) throw new Refusal('invalid-input', fault, { on: fault })
        if (kept.reviews.length > 0)
          throw conflict(
            'The client has already been asked to review this form. Once it expires, a new form is needed.',
          )
        const open = kept.form.choices.filter(
          (choice) => choice.class !== RESTRICTED_CLASS && choice.answer === 'given',
        )
        if (open.length > 0 && open.every((choice) => endedOn(kept, choice.class, on) !== null))
          throw conflict(
            'The client had withdrawn this by that date, so it cannot be reviewed. Only a new form restores it.',
          )
        await log.record(tx, by, {
          act: 'consent-reviewed',
          subject: kept.tag,
          detail: { consentId, on, how, note },
        })
        return shown(tx, consentId, by)
      }),
  }
}

const noScan = () =>
  new Refusal('not-found', 'No scan is attached to this form. Check it against the paper itself.', {
    against: 'No scan is attached to this form.',
  })
