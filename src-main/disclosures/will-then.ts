import type { OpenedEntry } from '../audit/verify-words.ts'
import { recordsThen } from '../clients/records-then.ts'
import { staysThen } from '../clients/stays-then.ts'
import type { Grant, Withdrawn } from '../consents/allowed.ts'
import {
  ConsentRecorded,
  ConsentWithdrawn,
  type LoggedForm,
  WithdrawalCorrected,
} from '../consents/logged.ts'
import { daysAfter, londonDay } from '../dates/days.ts'
import { signatureAge } from '../deadlines/signature-age.ts'
import { ofTheDead } from '../representatives/contract.ts'
import { representativesThen } from '../representatives/representatives-then.ts'
import { standingOn } from '../representatives/standing.ts'
import type { Signature } from '../representatives/authority.ts'

/** Kept of a form: enough to ask the gate, and nothing of its words. */
interface Kept {
  clientId: string
  form: Pick<
    LoggedForm,
    'kind' | 'recipient' | 'purpose' | 'signedOn' | 'receivedOn' | 'until' | 'replaces' | 'signedBy'
  > & { consulted: 'client' | 'representative' | null }
  id: string
  seq: number
  answers: Grant['answers']
  check: Grant['check']
  /** One list for all entries of one paper. */
  withdrawals: (Withdrawn & { seq: number })[]
}

/** What clients signed, withdrew and lived by the entries so far, as the gate would have read it then. */
export function willThen() {
  const forms = new Map<string, Kept>()
  const ofClient = new Map<string, Kept[]>()
  const records = recordsThen()
  const acting = representativesThen()
  const births = new Map<string, string | null>()
  const stays = staysThen()
  const age = signatureAge()

  function keep(entry: OpenedEntry): void {
    age.keep(entry)
    records.keep(entry)
    acting.keep(entry)
    stays.keep(entry)
    const { act, detail } = entry
    const { clientId, bornOn } = detail ?? {}
    if (act === 'client-registered' || act === 'client-corrected')
      births.set(String(clientId), typeof bornOn === 'string' ? bornOn : null)
    if (act === 'consent-recorded') keepForm(entry)
    else keepLater(entry)
  }

  function keepForm({ seq, detail }: OpenedEntry): void {
    const said = ConsentRecorded.safeParse(detail).data
    if (!said) return
    const { clientId, consentId: id, choices, consulted, secondCheck, replaces } = said
    const { kind, recipient, purpose, signedOn, receivedOn, until, signedBy } = said
    const form = { kind, recipient, purpose, signedOn, receivedOn, until, replaces }
    const one: Kept = {
      ...{ clientId, id, seq, withdrawals: forms.get(replaces ?? '')?.withdrawals ?? [] },
      form: {
        ...form,
        ...(signedBy ? { signedBy } : {}),
        consulted: consulted && (consulted.with ?? 'client'),
      },
      answers: Object.fromEntries(choices.map(({ class: about, answer }) => [about, answer])),
      check: { state: secondCheck ? 'awaiting' : 'not-needed', on: null, recordedBy: '' },
    }
    forms.set(id, one)
    ofClient.set(clientId, [...(ofClient.get(clientId) ?? []), one])
  }

  function keepLater({ act, at, seq, detail }: OpenedEntry): void {
    const one = forms.get(String(detail?.['consentId']))
    if (!one) return
    if (act === 'consent-checked') one.check = checkedBy(one.check, detail, londonDay(at))
    if (act === 'consent-returned') {
      const state = detail?.['ofAnother'] === true ? 'removed' : 'returned'
      one.check = { ...one.check, state, on: null }
    }
    if (act !== 'consent-withdrawn' && act !== 'withdrawal-corrected') return
    const corrected = WithdrawalCorrected.safeParse(detail).data
    const former = one.withdrawals.find(({ seq: other }) => other === corrected?.replaces)
    if (former) former.undoneOn = londonDay(at)
    const said = ConsentWithdrawn.safeParse(detail).data
    if (!said) return
    const { classes, saidOn, receivedOn, saidBy } = said
    const byRepresentative = saidBy === 'representative'
    one.withdrawals.push({ seq, classes, saidOn, receivedOn, undoneOn: null, byRepresentative })
  }

  function diedOn(clientId: string): string | null {
    const all = stays.all(records.of(clientId))
    const replaced = new Set(all.map(({ replaces }) => replaces))
    const deaths = all.filter(({ id, kind }) => kind === 'died' && !replaced.has(id))
    return deaths.map(({ from_on }) => from_on).sort()[0] ?? null
  }

  function grantsOf(clientId: string): Grant[] {
    const own = records.of(clientId)
    const life = { bornOn: births.get(own[0]!) ?? null, diedOn: diedOn(clientId) }
    return own
      .flatMap((id) => ofClient.get(id) ?? [])
      .map(({ id, seq, answers, check, withdrawals, form }) => {
        const { kind, recipient, purpose, signedOn, receivedOn, until, replaces, consulted } = form
        const oldest = age.lastDay(signedOn) ?? daysAfter(signedOn, -1)
        const dead = life.diedOn !== null && life.diedOn <= signedOn
        return {
          ...{ id, seq, kind, recipient, purpose, signedOn, receivedOn, replaces },
          ...{ answers, check, withdrawals, diedOn: life.diedOn },
          consulted: consulted !== null && (consulted !== 'representative' || dead),
          signature: signatureOf(form, clientId, life),
          lastDay: until !== null && until < oldest ? until : oldest,
        }
      })
  }

  function signatureOf(
    { signedBy, signedOn }: Kept['form'],
    clientId: string,
    life: Pick<Signature, 'bornOn' | 'diedOn'>,
  ): Signature | null {
    if (!signedBy) return null
    const { representativeId: id, lacks, decided } = signedBy
    const representative = acting.byId(id) ?? { id, clientId, steps: [] }
    return {
      ...{ representative, signedOn, lacksOn: lacks?.on ?? null, decided: decided !== '' },
      ...life,
    }
  }

  return { keep, grantsOf, recordsOf: records.of, diedOn }
}

/** Whoever may not open restricted information checks the rest of a form; somebody who may checks it with that. */
function checkedBy(
  check: Grant['check'],
  detail: OpenedEntry['detail'],
  day: string,
): Grant['check'] {
  const passed = check.state === 'passed'
  const whole = detail?.['partly'] !== true
  if (!passed) return { ...check, state: 'passed', on: day, ...(whole ? {} : { heldOn: null }) }
  return whole && check.heldOn === null ? { ...check, heldOn: day } : check
}

/**
 * The same forms as acts were judged by before a death and the age of a signature were: neither stops anything, and who
 * acts for the dead may.
 */
export const beforeAges = (grant: Grant): Grant => ({
  ...grant,
  ...{ lastDay: '9999-12-31', diedOn: null },
  signature: grant.signature ? withoutDeath(grant.signature) : null,
})

function withoutDeath(signature: Signature): Signature {
  const standing = standingOn(signature.representative, '9999-12-31')
  const ofDead = standing && ofTheDead(standing.appointment.capacity)
  return { ...signature, diedOn: ofDead ? signature.signedOn : null }
}
