import { namesIn } from '../people/names.ts'
import { allows, notAllowed } from '../people/permissions.ts'
import { keptRecord, tagOf } from '../clients/known-client.ts'
import { londonDay } from '../dates/days.ts'
import { newId } from '../wire/new-id.ts'
import { secondCheckNow } from '../practice/second-check.ts'
import type { Readable } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { allowed, type Question } from './allowed.ts'
import { checks, type CheckParts } from './checks.ts'
import { checkConsulter, checkForm, recordReplaced, wrong } from './consent-rules.ts'
import { checkSigner } from './signer-rules.ts'
import { RESTRICTED_CLASS, type consents as contract } from './contract.ts'
import { decisionOf } from './decision.ts'
import type { LawSource } from '../law/law-book.ts'
import { formsOf, grantOf, type ConsentRecord } from './grants.ts'
import { formOf } from './logged.ts'
import { keptForm, shownConsent, stateOf, withdrawalsOf } from './read-consent.ts'
import { openPart, openPartOf } from './open-part.ts'
import { receipts, type ReceiptParts } from './receipt.ts'
import { scans, type ScanParts } from './scans.ts'

interface ConsentParts extends Omit<ScanParts, 'shown'>, Omit<CheckParts, 'shown'>, ReceiptParts {
  papers: ScanParts['papers']
  platform: ScanParts['platform'] & ReceiptParts['platform']
  law: LawSource
  /** Whether a letter took this client a form to sign; the letters stand above this room. */
  isFormTo(tx: Readable, letterId: string, clientId: string): Promise<boolean>
  /** What allows it where no form does; other bases stand above this room. */
  otherBasis(tx: Readable, clientId: string, question: Question): Promise<{ why: string } | null>
  clock: () => Date
  random: (bytes: number) => Uint8Array
}

/** Consent, refusal and withdrawal: recorded as received, never edited; what may be disclosed follows from them. */
export function consents(parts: ConsentParts): Handlers<typeof contract> {
  const { vault, log, law, clock, random } = parts
  const today = () => londonDay(clock())

  const showing = async (tx: Readable) => {
    const nameOf = await namesIn(tx)
    const ageing = await law.book(tx)
    return { today: today(), ageing, nameOf }
  }
  const sees = (by: Actor) => allows(by.role, 'reveal-consents')
  const shown: ScanParts['shown'] = async (tx, consentId, by) => {
    const kept = await keptForm(tx, consentId)
    return shownConsent(sees(by) ? kept : openPartOf(kept), await showing(tx))
  }

  return {
    record: ({ clientId: asked, ...draft }, by) =>
      vault.write(async (tx) => {
        checkForm({ clientId: asked, ...draft }, today())
        // One that replaces another is of the same paper, and stays in its record.
        const { id: clientId, tag } = draft.replaces
          ? await recordReplaced(tx, draft.replaces, asked)
          : await keptRecord(tx, asked)
        await checkConsulter(tx, draft.consulted?.by)
        const { ofEstate } = await checkSigner(tx, { clientId: asked, ...draft }, today())
        const whom = draft.consulted && ofEstate ? { with: 'representative' as const } : {}
        const consulted = draft.consulted && { ...draft.consulted, ...whom }
        if (draft.sentWith !== null && !(await parts.isFormTo(tx, draft.sentWith, asked)))
          throw wrong(
            'sentWith',
            'No form to sign went to this client with that letter. Choose another, or none.',
          )
        const consentId = newId(clock, random)
        const { required } = await secondCheckNow(tx)
        await log.record(tx, by, {
          act: 'consent-recorded',
          subject: tag,
          detail: {
            ...formOf({ clientId: asked, ...draft, consulted }, required),
            ...{ clientId, consentId },
          },
        })
        return shown(tx, consentId, by)
      }),

    withdraw: ({ consentId, classes, receivedOn, saidOn, how, note, saidBy }, by) =>
      vault.write(async (tx) => {
        const kept = await keptForm(tx, consentId)
        checkDays({ receivedOn, saidOn }, kept.form.signedOn, today())
        for (const about of classes) {
          const choice = kept.form.choices.find((one) => one.class === about)
          // Restricted answers must not show by a refusal: withdrawing one is always accepted.
          const given = about === RESTRICTED_CLASS || choice?.answer === 'given'
          const gone = kept.withdrawn.some((one) => one.about.includes(about))
          if (!given || (gone && about !== RESTRICTED_CLASS))
            throw new Refusal(
              'conflict',
              'One of these was not given on this form, or has already been withdrawn. Open the form again.',
            )
        }
        await log.record(tx, by, {
          act: 'consent-withdrawn',
          subject: kept.tag,
          detail: { consentId, classes, receivedOn, how, note, saidOn, ...whose(kept, saidBy) },
        })
        return shown(tx, consentId, by)
      }),

    correctWithdrawal: ({ consentId, replaces, mistake, reason, restricted, ...said }, by) =>
      vault.write(async (tx) => {
        const kept = await keptForm(tx, consentId)
        const former = kept.withdrawn.find(({ seq }) => seq === replaces)
        const sees = allows(by.role, 'reveal-consents')
        // One that is restricted as a whole is there only for whoever may see it: the answer is the same as of none.
        if (!former || (!sees && former.about.every((about) => about === RESTRICTED_CLASS)))
          throw new Refusal(
            'conflict',
            'This withdrawal is not on the form or was corrected already. Open the client again. One that concerns only restricted information is corrected by a partner, a solicitor or whoever else may open it.',
          )
        if (restricted !== null && !sees) throw notAllowed(by.role, 'reveal-consents')
        const { receivedOn, saidOn, how, note, saidBy } = said
        checkDays({ receivedOn, saidOn }, kept.form.signedOn, today())
        const given = kept.form.choices.filter(({ answer }) => answer === 'given')
        if (
          said.classes.some(
            (one) => one !== RESTRICTED_CLASS && !given.some((it) => it.class === one),
          )
        )
          throw new Refusal('conflict', 'One of these was not given on this form. Choose again.')
        const open = said.classes.filter((about) => about !== RESTRICTED_CLASS)
        // What is restricted is not shown to everybody: a correction of the rest leaves it as it was.
        const stays = restricted ?? former.about.includes(RESTRICTED_CLASS)
        const classes = mistake ? [] : [...open, ...(stays ? [RESTRICTED_CLASS] : [])]
        if (!mistake && classes.length === 0)
          throw new Refusal('invalid-input', 'Choose what is withdrawn.', {
            classes: 'Choose what is withdrawn.',
          })
        await log.record(tx, by, {
          act: 'withdrawal-corrected',
          subject: kept.tag,
          detail: {
            consentId: former.consent_id,
            classes,
            receivedOn,
            how,
            note,
            saidOn,
            ...whose(kept, saidBy),
            replaces,
            reason,
          },
        })
        return shown(tx, consentId, by)
      }),

    list: ({ clientId }, by) =>
      vault.read(async (tx) => {
        await tagOf(tx, clientId)
        const how = await showing(tx)
        const forms = await formsOf(tx, clientId)
        return (sees(by) ? forms : openPart(forms)).map((kept) => shownConsent(kept, how))
      }),

    reveal: ({ consentId, reason }, by) =>
      vault.write(async (tx) => {
        const kept = await keptForm(tx, consentId)
        await log.record(tx, by, {
          act: 'record-read',
          subject: kept.tag,
          detail: { consentId, reason },
        })
        const choice = kept.form.choices.find((one) => one.class === RESTRICTED_CLASS)
        const withdrawals = withdrawalsOf(kept, await namesIn(tx)).filter(({ classes }) =>
          classes.includes(RESTRICTED_CLASS),
        )
        if (!choice)
          return { answer: 'not-chosen', state: 'not-chosen', consulted: null, withdrawals }
        return {
          answer: choice.answer,
          state: stateOf(kept, choice, today(), await law.book(tx)),
          consulted: kept.form.consulted,
          withdrawals,
        }
      }),

    ...scans({ ...parts, shown }),
    ...checks({ ...parts, shown }),
    ...receipts(parts),

    mayTell: ({ clientId, ...question }, by) =>
      vault.read(async (tx) => {
        if (question.class === RESTRICTED_CLASS)
          throw new Refusal(
            'not-allowed',
            'This is restricted for every client alike. To see it, open the form and give a reason.',
          )
        await tagOf(tx, clientId)
        const ageing = await law.book(tx)
        const forms = await formsOf(tx, clientId)
        const grants = (sees(by) ? forms : openPart(forms)).map((kept) => grantOf(kept, ageing))
        const decision = decisionOf(question, allowed(question, grants))
        const other = decision.allowed ? null : await parts.otherBasis(tx, clientId, question)
        return other ? { allowed: true, why: other.why, cure: null, consentId: null } : decision
      }),
  }
}

/** Only of a form that a representative signed is it said who withdrew it. */
function whose(
  { signature, form: { recipient } }: ConsentRecord,
  saidBy: 'client' | 'representative',
): { saidBy?: 'representative' } {
  if (saidBy === 'client') return {}
  if (signature) return { saidBy }
  const fault = `The client signed the form for ${recipient.name}, so the client withdraws it. Choose the client.`
  throw new Refusal('invalid-input', fault, { saidBy: fault })
}

/** A withdrawal is of a form that was signed before it; the form itself may still be in the post when it comes. */
function checkDays(
  { receivedOn, saidOn }: { receivedOn: string; saidOn: string | null },
  signedOn: string,
  today: string,
): void {
  const refuse = (field: string, fault: string) => {
    throw new Refusal('invalid-input', fault, { [field]: fault })
  }
  const future = 'This date is in the future. Correct it.'
  if (receivedOn > today) refuse('receivedOn', future)
  if (saidOn !== null && saidOn > receivedOn)
    refuse(
      'saidOn',
      'It cannot have been received before it was signed. Correct one of the two dates.',
    )
  const before =
    'The form itself was signed later, so this cannot withdraw it. Correct the date, or record it on the earlier form.'
  if (receivedOn < signedOn) refuse('receivedOn', before)
  if (saidOn !== null && saidOn < signedOn) refuse('saidOn', before)
}
