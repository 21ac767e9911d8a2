import type { Finding } from '../audit/contract.ts'
import { finding } from '../audit/finding.ts'
import type { AuditRule } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'
import { z } from '../wire/schema.ts'
import { Joined, Parted } from '../clients/logged.ts'
import { allowed, type Grant, type Question, type Withdrawn } from '../consents/allowed.ts'
import { decisionOf } from '../consents/decision.ts'
import { ConsentRecorded, ConsentWithdrawn, WithdrawalCorrected } from '../consents/logged.ts'
import type { Signature } from '../representatives/authority.ts'
import { CAPACITIES } from '../representatives/capacities.ts'
import {
  REPRESENTATIVE_ACTS,
  standingOn,
  type RepresentativeRecord,
  type Step,
} from '../representatives/standing.ts'
import { londonDay } from '../dates/days.ts'
import { CallRecorded } from './logged.ts'
import { Disclosed, Ordered, type DisclosedClass } from './disclosed.ts'

interface Form {
  receivedOn: string
  /** One list for all entries of one paper: what was withdrawn from an entry returned for correction stays withdrawn. */
  takenBack: { seq: number; on: string; classes: string[] }[]
  /** Awaits its second check, or was returned for correction at it. */
  waits: boolean
}
/** The same as the gate asks for it, of each client: for acts that were decided by the order of signatures. */
interface Books {
  grants: Map<string, Grant[]>
  /** Of a record that is joined with another, the record that is kept. */
  kept: Map<string, string>
  /** By form; one list of withdrawals for all entries of one paper. */
  forms: Map<string, { grant: Grant; withdrawn: (Withdrawn & { seq: number })[] }>
  /** Who acts for whom by the entries so far, and when clients were born. */
  acting: Map<string, RepresentativeRecord & { steps: Step[] }>
  births: Map<string, string | null>
}
interface Telling {
  on: string
  reader: string
  told: DisclosedClass[]
  /** What the gate was asked, where the act says that it went by signatures. */
  asked: (Pick<Question, 'recipient' | 'purpose'> & { clientId: string }) | null
}
const LetterTold = z.object({
  ...{ clientId: z.string(), on: z.string(), disclosed: z.array(Disclosed), ordered: Ordered },
})

/** Every disclosure, by letter or telephone, had its basis on its day: for each class a form of the client’s, or a reason that needs none. */
const basisRule: AuditRule = {
  asks: 'Every disclosure had a basis on its day',
  judge(entries) {
    const forms = new Map<string, Form>()
    const books: Books = {
      ...{ grants: new Map(), kept: new Map(), forms: new Map() },
      ...{ acting: new Map(), births: new Map() },
    }
    const findings: Finding[] = []
    let of = 0
    for (const entry of entries) {
      keep(forms, entry)
      keepActing(books, entry)
      keepWill(books, entry)
      keepJoined(books, entry)
      for (const { on, reader, told, asked } of tellingsOf(entry))
        for (const one of told) {
          of += 1
          const fault = faultOf(one, on, forms) ?? (asked && overruled(one, on, asked, books))
          if (fault)
            findings.push(
              finding(entry.seq, `The disclosure to ${reader} had no basis on its day.`, fault),
            )
        }
    }
    return { of, findings }
  },
}

function keep(forms: Map<string, Form>, { act, seq, detail }: OpenedEntry): void {
  const { consentId, receivedOn, classes, secondCheck, replaces } = detail ?? {}
  if (typeof consentId !== 'string') return
  const form = forms.get(consentId)
  if (act === 'consent-recorded' && typeof receivedOn === 'string')
    forms.set(consentId, {
      receivedOn,
      takenBack: forms.get(String(replaces))?.takenBack ?? [],
      waits: secondCheck === true,
    })
  if (act === 'consent-checked' && form) form.waits = false
  if (act === 'consent-returned' && form) form.waits = true
  const withdrawn = act === 'consent-withdrawn' || act === 'withdrawal-corrected'
  const former = form?.takenBack.find((one) => one.seq === detail?.['replaces'])
  if (act === 'withdrawal-corrected' && former) former.classes = []
  if (withdrawn && typeof receivedOn === 'string' && Array.isArray(classes))
    form?.takenBack.push({ seq, on: receivedOn, classes: classes.map(String) })
}

function keepActing(
  { acting, births }: Books,
  { act, at, seq, actor: by, detail }: OpenedEntry,
): void {
  const { clientId, bornOn, representativeId: id } = detail ?? {}
  if (typeof clientId !== 'string') return
  if (act === 'client-registered' || act === 'client-corrected')
    births.set(clientId, typeof bornOn === 'string' ? bornOn : null)
  const step = REPRESENTATIVE_ACTS.find((one) => one === act)
  if (step === undefined || typeof id !== 'string') return
  const one = acting.get(id) ?? { id, clientId, steps: [] }
  one.steps.push({ seq, at, by, act: step, said: detail })
  acting.set(id, one)
}

/** A signature as the gate asks of it. Whether the client lives is the death’s to say, and not judged here. */
function signatureOf(
  { signedBy, signedOn, clientId }: z.output<typeof ConsentRecorded>,
  { acting, births }: Books,
): Signature | null {
  if (!signedBy) return null
  const { representativeId: id, lacks, decided } = signedBy
  const representative = acting.get(id) ?? { id, clientId, steps: [] }
  const standing = standingOn(representative, '9999-12-31')
  const isOfDead = standing && CAPACITIES[standing.appointment.capacity].life === 'dead'
  return {
    ...{ representative, signedOn, lacksOn: lacks?.on ?? null, decided: decided !== '' },
    ...{ bornOn: births.get(clientId) ?? null, diedOn: isOfDead ? signedOn : null },
  }
}

/** Forms, checks and withdrawals as they stand after an entry. */
function keepWill(books: Books, { act, at, seq, detail }: OpenedEntry): void {
  const form = act === 'consent-recorded' ? ConsentRecorded.safeParse(detail).data : undefined
  if (form) {
    const { clientId, consentId: id, choices, consulted, secondCheck } = form
    const withdrawn = books.forms.get(form.replaces ?? '')?.withdrawn ?? []
    const { kind, recipient, purpose, signedOn, receivedOn, replaces } = form
    const grant: Grant = {
      ...{ id, seq, kind, recipient, purpose, signedOn, receivedOn, replaces },
      withdrawals: withdrawn,
      answers: Object.fromEntries(choices.map(({ class: about, answer }) => [about, answer])),
      consulted: consulted !== null,
      signature: signatureOf(form, books),
      // How old a form may grow is the law’s to say, and not judged here.
      lastDay: '9999-12-31',
      check: { state: secondCheck ? 'awaiting' : 'not-needed', on: null, recordedBy: '' },
    }
    books.forms.set(id, { grant, withdrawn })
    books.grants.set(clientId, [...(books.grants.get(clientId) ?? []), grant])
    return
  }
  const consentId = detail?.['consentId']
  if (typeof consentId !== 'string') return
  const known = books.forms.get(consentId)
  if (!known) return
  const { grant, withdrawn } = known
  if (act === 'consent-checked')
    grant.check = { ...grant.check, state: 'passed', on: londonDay(at) }
  if (act === 'consent-returned') grant.check = { ...grant.check, state: 'returned' }
  if (act !== 'consent-withdrawn' && act !== 'withdrawal-corrected') return
  const corrected = WithdrawalCorrected.safeParse(detail).data
  const former = withdrawn.find((one) => one.seq === corrected?.replaces)
  if (former) former.undoneOn = londonDay(at)
  const said = ConsentWithdrawn.safeParse(detail).data
  if (!said) return
  const { classes, saidOn, receivedOn, saidBy } = said
  const byRepresentative = saidBy === 'representative'
  withdrawn.push({ seq, classes, saidOn, receivedOn, undoneOn: null, byRepresentative })
}

/** Which records are one person's after an entry. */
function keepJoined({ kept }: Books, { act, detail }: OpenedEntry): void {
  const joined = act === 'client-joined' ? Joined.safeParse(detail).data : undefined
  if (joined) kept.set(joined.clientId, joined.keptId)
  const parted = act === 'client-parted' ? Parted.safeParse(detail).data : undefined
  if (parted) kept.delete(parted.clientId)
}

/** Every form of the person whose record this is, as the records were joined then, and by the birth of the one that is kept. */
function grantsOf({ grants, kept, births }: Books, clientId: string): Grant[] {
  const person = kept.get(clientId) ?? clientId
  const others = [...kept].flatMap(([other, to]) => (to === person ? [other] : []))
  const bornOn = births.get(person) ?? null
  return [person, ...others]
    .flatMap((id) => grants.get(id) ?? [])
    .map((grant) =>
      grant.signature ? { ...grant, signature: { ...grant.signature, bornOn } } : grant,
    )
}

function tellingsOf({ act, detail }: OpenedEntry): Telling[] {
  if (act === 'letter-sent') {
    const said = LetterTold.safeParse(detail).data
    if (!said) return []
    const { on, clientId, ordered } = said
    return said.disclosed.map(({ reader, role, purpose, told }) => ({
      ...{ on, reader, told },
      asked: ordered ? askedOf(clientId, reader, role, purpose) : null,
    }))
  }
  const said = act === 'call-recorded' ? CallRecorded.safeParse(detail).data : undefined
  if (!said) return []
  const { clientId, on, caller, role, purpose, told, ordered } = said
  const asked = ordered ? askedOf(clientId, caller, role, purpose) : null
  return [{ on, reader: caller, told, asked }]
}

// Roles and purposes are spelled in the log as the gate spells them.
const askedOf = (clientId: string, name: string, role: string, purpose: string) => ({
  clientId,
  recipient: { name, role: role as Question['recipient']['role'] },
  purpose: purpose as Question['purpose'],
})

/** Why the gate, asked again with all that was on record then, does not allow what rests on a form. */
function overruled(
  { class: about, consentId }: DisclosedClass,
  on: string,
  { clientId, recipient, purpose }: NonNullable<Telling['asked']>,
  books: Books,
): string | null {
  if (consentId === null) return null
  const question = { recipient, purpose, on, class: about as Question['class'] }
  const answer = allowed(question, grantsOf(books, clientId))
  return answer.allowed ? null : decisionOf(question, answer).why
}

function faultOf(
  { class: about, why, consentId }: DisclosedClass,
  on: string,
  forms: ReadonlyMap<string, Form>,
): string | null {
  if (consentId === null) return why === '' ? 'It names no basis.' : null
  const form = forms.get(consentId)
  if (!form) return 'The log has no such form before it.'
  if (form.receivedOn > on) return 'The form it names was received later.'
  if (form.waits) return 'The form it names had not passed its second check.'
  const gone = form.takenBack.some((one) => one.on <= on && one.classes.includes(about))
  return gone ? 'The form it names had been withdrawn.' : null
}

/** What every verification asks of disclosures. */
export const disclosureRules: AuditRule[] = [basisRule]
