import { RESTRICTED_CLASS } from '../consents/contract.ts'
import type { Log } from '../audit/log.ts'
import { otherBasis } from '../bases/standing.ts'
import { basesOf } from '../bases/read-basis.ts'
import { keptRecord, knownClient } from '../clients/known-client.ts'
import { allowed } from '../consents/allowed.ts'
import { decisionOf } from '../consents/decision.ts'
import { expectClock, formsOf, grantOf } from '../consents/grants.ts'
import { londonDay } from '../dates/days.ts'
import type { LawSource } from '../law/law-book.ts'
import type { Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { disclosures as contract } from './contract.ts'

export interface CallParts {
  vault: Pick<Vault, 'write'>
  log: Pick<Log, 'record'>
  law: LawSource
  clock: () => Date
}

/** Calls about a client: what may be disclosed is what the gate allows this caller today, and by default nothing. */
export function calls(
  parts: CallParts,
): Pick<Handlers<typeof contract>, 'recordCall' | 'undoCall'> {
  const { vault, log, law, clock } = parts
  return {
    recordCall: ({ clientId: about, caller, purpose, asked, told }, by) =>
      vault.write(async (tx) => {
        const { id: clientId, tag } = await keptRecord(tx, about)
        // Decided before the forms are read, so that the answer says nothing about any client.
        if (told.includes(RESTRICTED_CLASS)) throw neverByTelephone()
        const on = londonDay(clock())
        const book = await law.book(tx)
        const forms = await formsOf(tx, clientId)
        if (told.length > 0) expectClock(on, forms)
        const grants = forms.map((kept) => grantOf(kept, book))
        const others = await basesOf(tx, clientId)
        const bases = [...new Set(told)].map((about) => {
          const question = { recipient: caller, class: about, purpose, on }
          const decision = decisionOf(question, allowed(question, grants))
          const other = decision.allowed ? null : otherBasis(question, others)
          if (other) return { class: about, ...other, consentId: null }
          if (!decision.allowed)
            throw new Refusal('conflict', `${decision.why} ${decision.cure ?? ''}`.trim(), {
              told: decision.why,
            })
          return { class: about, why: decision.why, consentId: decision.consentId ?? null }
        })
        const { name, role } = caller
        const { seq } = await log.record(tx, by, {
          act: 'call-recorded',
          subject: tag,
          detail: {
            ...{ clientId, on, caller: name, role, purpose, asked, told: bases },
            ordered: 'by-signature',
          },
        })
        return { seq, on, told: bases.length }
      }),

    undoCall: ({ seq: call, reason }, by) =>
      vault.write(async (tx) => {
        const row = await tx
          .selectFrom('call')
          .select(['client_id', 'undone'])
          .where('seq', '=', call)
          .executeTakeFirst()
        if (!row || row.undone !== '')
          throw new Refusal(
            'conflict',
            'This call is not recorded, or was taken back already. Open the register again.',
          )
        const { id: clientId, tag } = await knownClient(tx, row.client_id)
        await log.record(tx, by, {
          act: 'call-undone',
          subject: tag,
          detail: { clientId, call, reason },
        })
        return {}
      }),
  }
}

const neverByTelephone = () => {
  const message =
    'Restricted information is never disclosed by telephone, for any client. Open the form, then write.'
  return new Refusal('not-allowed', message, { told: message })
}
