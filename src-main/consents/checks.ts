import type { Log } from '../audit/log.ts'
import { londonDay } from '../dates/days.ts'
import type { Platform } from '../platform/platform.ts'
import type { FileKind } from '../platform/file-kind.ts'
import type { LawSource } from '../law/law-book.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { z } from '../wire/schema.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Consent, consents as contract } from './contract.ts'
import { ageOf, checkOf } from './grants.ts'
import { keptForm } from './read-consent.ts'

export interface CheckParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  papers: Pick<ReturnType<typeof officePapers>, 'get'>
  platform: Pick<Platform, 'open'>
  law: LawSource
  clock: () => Date
  shown(tx: Readable, consentId: string): Promise<z.input<typeof Consent>>
}

const conflict = (message: string) => new Refusal('conflict', message)

/** The second pair of eyes on a form, and asking the client again once it has grown old. */
export function checks(
  parts: CheckParts,
): Pick<Handlers<typeof contract>, 'openToCheck' | 'check' | 'sendBack' | 'review'> {
  const { vault, log, papers, platform, law, clock, shown } = parts

  /** The form, where it waits for a check that this person may make. */
  const awaiting = async (tx: Readable, consentId: string, by: { id: string }) => {
    const kept = await keptForm(tx, consentId)
    const { state, recordedBy } = checkOf(kept)
    if (state !== 'awaiting')
      throw conflict('This form does not wait for a check. Open the client again.')
    if (kept.row.recorded_by === by.id)
      throw conflict(`Somebody other than ${recordedBy} must check this form. Ask a colleague.`)
    return kept
  }

  return {
    async openToCheck({ consentId, scan }, by) {
      const { form, scan: paper } = await vault.write(async (tx) => {
        const kept = await awaiting(tx, consentId, by)
        if (scan && !kept.scan) throw noScan()
        await log.record(tx, by, {
          act: 'check-opened',
          subject: kept.tag,
          detail: { consentId },
        })
        return kept
      })
      if (scan && paper)
        await platform.open(await papers.get(paper.paper_id), 'signed form', paper.kind as FileKind)
      const { choices, consulted, how, interpreter, officerPresent, note } = form
      return { choices, consulted, how, interpreter, officerPresent, note }
    },

    check: ({ consentId, against }, by) =>
      vault.write(async (tx) => {
        const kept = await awaiting(tx, consentId, by)
        if (against === 'scan' && !kept.scan) throw noScan()
        await log.record(tx, by, {
          act: 'consent-checked',
          subject: kept.tag,
          detail: { consentId, against },
        })
        return shown(tx, consentId)
      }),

    sendBack: ({ consentId, reason }, by) =>
      vault.write(async (tx) => {
        const { tag } = await awaiting(tx, consentId, by)
        await log.record(tx, by, {
          act: 'consent-returned',
          subject: tag,
          detail: { consentId, reason },
        })
        return shown(tx, consentId)
      }),

    review: ({ consentId, on, how, note }, by) =>
      vault.write(async (tx) => {
        const kept = await keptForm(tx, consentId)
        const today = londonDay(clock())
        const fault =
          on > today
            ? 'This day has not come yet. Correct it.'
            : on < ageOf(kept.form, await law.book(tx)).reviewOn
              ? 'The form was still fresh on that day. Correct the day.'
              : null
        if (fault) throw new Refusal('invalid-input', fault, { on: fault })
        if (kept.reviews.length > 0)
          throw conflict(
            'The client was asked again already. Once the form has run out, a new one is needed.',
          )
        await log.record(tx, by, {
          act: 'consent-reviewed',
          subject: kept.tag,
          detail: { consentId, on, how, note },
        })
        return shown(tx, consentId)
      }),
  }
}

const noScan = () =>
  new Refusal('not-found', 'No scan is attached to this form. Compare it with the paper itself.', {
    against: 'No scan is attached to this form.',
  })
