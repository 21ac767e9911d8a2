import { spokenName } from '../clients/known-client.ts'
import { authorised } from '../consents/allowed.ts'
import type { InformationClass, Purpose } from '../consents/contract.ts'
import { latestDayOf, type Kept } from '../consents/grants.ts'
import { rowsOf } from '../clients/read-client.ts'
import { readParticulars } from '../clients/logged.ts'
import { inForce, stayOn } from '../clients/timeline.ts'
import { reaches } from '../consents/allowed.ts'
import { readFirm } from '../practice/read-firm.ts'
import type { LawSource } from '../law/law-source.ts'
import type { Readable } from '../vault/vault.ts'
import { daysAfter } from '../dates/days.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day } from '../wire/schema.ts'
import { caseOf, casesOf, repliesOf, sentOf, type Case } from './letter-state.ts'
import type { LetterContent } from './contract.ts'
import { CHASED_FOR_DAYS, deadlineOf } from './deadline.ts'
import type { LetterFacts } from './facts.ts'
import { asksFor, KINDS } from './kinds.ts'
import { reached } from './lifecycle.ts'

export interface Gathering {
  law: LawSource
  nameOf(establishmentId: string): string
}
type Asked = Pick<LetterContent, 'kind' | 'datedOn' | 'answers' | 'telling' | 'addressee'> & {
  clientId: string
  forms: readonly Kept[]
  grants: Case['grants']
}

const CLASS_WORDS: Record<InformationClass, string> = {
  identity: 'Who you are: your name, date of birth and prison number',
  location: 'Where you are and have been',
  health: 'Your health and treatment',
  'hiv-sexual-health': '',
  'mental-health': 'Your mental health',
  'substance-use': 'Your use of drugs or alcohol',
  offence: 'Your offence and sentence',
  'legal-advice': 'The advice that we have given you',
}
/** As the firm says it in the letter, and as the client says it to the firm on the form. */
const PURPOSE_WORDS: Record<Purpose, readonly [ours: string, mine: string]> = {
  'obtain-records': ['we can obtain your records', 'you can obtain my records'],
  treatment: ['you get the treatment that you need', 'I get the treatment that I need'],
  complaint: ['we can complain for you', 'you can complain for me'],
  'legal-claim': ['we can bring a claim for you', 'you can bring a claim for me'],
  inform: ['they know how things stand with you', 'they know how things stand with me'],
}

/** Everything a template may print, gathered from the books as they stand. Refuses what the letter cannot do without. */
export async function factsFor(tx: Readable, asked: Asked, given: Gathering): Promise<LetterFacts> {
  const { client, stays } = await rowsOf(tx, asked.clientId)
  const particulars = await particularsOf(tx, client.id)
  const ordered = inForce(stays)
  const firm = await readFirm(tx)
  const name = spokenName(client)
  const here = stayOn(ordered, asked.datedOn)
  return {
    client: {
      name,
      dear: null,
      otherNames: particulars.aliases.map((one) => `${one.forenames} ${one.surname}`.trim()),
      bornOn: client.born_on as Day | null,
      prisonNumber: client.prison_number || null,
      prison: here ? given.nameOf(here.establishment_id) : null,
    },
    addressee: { name: asked.addressee.name, dear: null },
    firm: {
      name: firm?.name ?? '[firm]',
      email: firm?.email || null,
      telephone: firm?.telephone ?? null,
    },
    authority: await authorityOf(tx, asked),
    request: {
      stays: ordered
        .filter(({ from_on }) => from_on <= asked.datedOn)
        .map((stay, place, all) => ({
          prison: given.nameOf(stay.establishment_id),
          from: stay.from_on as Day,
          to: (all[place + 1]?.from_on ?? null) as Day | null,
        })),
    },
    overdue: asked.kind === 'L09' ? await overdueOf(tx, asked, given) : null,
    consent: asked.kind === 'L24' ? tellingOf(asked.telling) : null,
    withdrawal:
      asked.kind === 'L36' || asked.kind === 'L37' ? await withdrawalOf(tx, asked, given) : null,
  }
}

async function particularsOf(tx: Readable, clientId: string) {
  const { particulars } = await tx
    .selectFrom('client_version')
    .select('particulars')
    .where('client_id', '=', clientId)
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow()
  return readParticulars(particulars)
}

async function authorityOf(
  tx: Readable,
  { kind, answers, addressee, datedOn, grants, forms }: Asked,
) {
  const chased = answers === null ? null : await kindOf(tx, answers)
  const asks = asksFor(kind, chased)
  if (!asks || addressee.role === 'client') return null
  const recipient = { name: addressee.name, role: addressee.role }
  // By the newest day: an authority that came in after the letter was dated is the one enclosed.
  const on = forms.reduce<string>(
    (latest, form) => (latestDayOf(form) > latest ? latestDayOf(form) : latest),
    datedOn,
  )
  const { allowed, grantId } = authorised({ recipient, class: asks.of, on }, grants)
  const form = allowed && forms.find(({ row }) => row.id === grantId)?.form
  return form ? { signedOn: form.signedOn as Day } : null
}

async function kindOf(tx: Readable, letterId: string) {
  const row = await tx
    .selectFrom('letter')
    .select('kind')
    .where('id', '=', letterId)
    .executeTakeFirst()
  return (row?.kind ?? null) as LetterContent['kind'] | null
}

const tellingOf = (telling: LetterContent['telling']) => ({
  recipient: telling?.recipient.name ?? '[who would be told]',
  purpose: telling ? PURPOSE_WORDS[telling.purpose][0] : '[why]',
  purposeMine: telling ? PURPOSE_WORDS[telling.purpose][1] : '[why]',
  obtains: telling?.purpose === 'obtain-records',
  classes: telling?.classes.map((about) => CLASS_WORDS[about]).filter(Boolean) ?? [
    '[what would be told]',
  ],
  // Asked of everybody alike, so that the form tells nothing.
  hivAsked: true,
})

async function overdueOf(tx: Readable, { answers, datedOn }: Asked, { law }: Gathering) {
  if (answers === null)
    throw new Refusal('invalid-input', 'Begin the chaser from the letter that is late.', {
      answers: 'Choose the letter that is late.',
    })
  const late = await caseOf(tx, answers, law)
  const sent = sentOf(late)
  const records = KINDS[late.content.kind].asks?.records
  const replies = repliesOf(late)
  const deadline =
    sent && records ? deadlineOf({ records, sent, replies }, datedOn, await law.book(tx)) : null
  if (!sent || !records || !deadline || deadline.daysLate < 1)
    throw new Refusal(
      'conflict',
      'This letter is not overdue on that day, so there is nothing to chase.',
    )
  const acknowledged = replies.find(({ kind }) => kind === 'acknowledged')?.on ?? null
  return {
    asked: records,
    sentOn: sent.on as Day,
    receivedOn: deadline.receivedOn as Day,
    receiptEstimated: deadline.receiptEstimated,
    acknowledgedOn: acknowledged as Day | null,
    dueOn: deadline.due as Day,
    authority:
      deadline.steps.findLast(({ authority }) => authority !== '')?.authority ?? deadline.rule,
    daysLate: deadline.daysLate,
    answerBy: daysAfter(datedOn, CHASED_FOR_DAYS),
  }
}

async function withdrawalOf(tx: Readable, asked: Asked, { law }: Gathering) {
  const answered = asked.answers === null ? null : await caseOf(tx, asked.answers, law)
  const { addressee } = answered?.content ?? { addressee: null }
  const latest = asked.forms
    .flatMap((kept) => kept.withdrawn.map((one) => ({ kept, one })))
    .filter(
      ({ kept: { form } }) =>
        addressee === null ||
        (addressee.role !== 'client' &&
          reaches(
            { kind: form.kind, recipient: form.recipient },
            { name: addressee.name, role: addressee.role },
          )),
    )
    .sort((a, b) => a.one.seq - b.one.seq)
    .at(-1)
  if (!latest)
    throw new Refusal(
      'conflict',
      'No withdrawal is recorded that this letter could speak of. Record it first.',
    )
  const { kept, one } = latest
  const given = kept.form.choices
    .filter(({ answer }) => answer === 'given')
    .map((choice) => choice.class)
  const gone = new Set(kept.withdrawn.flatMap(({ about }) => about))
  const whole = given.every((about) => gone.has(about))
  const touched = (await casesOf(tx, { clientId: asked.clientId }, law)).filter(
    ({ content: { addressee: to } }) =>
      to.role !== 'client' &&
      reaches(
        { kind: kept.form.kind, recipient: kept.form.recipient },
        { name: to.name, role: to.role },
      ),
  )
  const paper = ({ content, ourRef }: Case) => ({
    title: content.kind,
    to: content.addressee.name,
    on: content.datedOn,
    ref: ourRef,
  })
  return {
    receivedOn: one.received_on as Day,
    consentSignedOn: kept.form.signedOn as Day,
    recipient: kept.form.recipient.name,
    obtains: kept.form.kind === 'authority-to-obtain',
    whole,
    sent: touched
      .filter((letter) => letter.content.kind !== 'L36' && sentOf(letter) !== null)
      .map(paper),
    recalled: touched.filter((letter) => stopped(letter, one.seq, whole)).map(paper),
    answerBy: asked.kind === 'L36' ? daysAfter(asked.datedOn, CHASED_FOR_DAYS) : null,
  }
}

/** What the withdrawal stopped: recalled since, or, where all of it was withdrawn, still in the tray and bound to be. */
function stopped({ events, content }: Case, withdrawnAt: number, whole: boolean): boolean {
  if (content.kind === 'L36') return false
  const step = reached(events)
  if (step === 'recalled')
    return events.some(({ act, seq }) => act === 'letter-recalled' && seq > withdrawnAt)
  return whole && (step === 'approved' || step === 'printed' || step === 'signed')
}
