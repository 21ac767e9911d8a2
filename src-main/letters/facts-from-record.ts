import { dearOf, pronounsOf } from '../clients/address-form.ts'
import { spokenName } from '../clients/known-client.ts'
import { spacedNhsNumber } from '../clients/nhs-number.ts'
import { prisonNumberForm } from '../clients/prison-number.ts'
import { reaches } from '../consents/allowed.ts'
import { RESTRICTED_CLASS, type InformationClass, type Purpose } from '../consents/contract.ts'
import { latestDayOf, saidBy, type ConsentRecord } from '../consents/grants.ts'
import { spokenOf, standingOn } from '../representatives/standing.ts'
import { custodyUntil, deathOf, kindOf, stayOn } from '../clients/stays.ts'
import { limitationDays } from '../matters/limitation.ts'
import { hasEnded } from '../rights/prison.ts'
import { daysAfter } from '../dates/days.ts'
import type { RuleVersion } from '../law/rule.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day } from '../wire/schema.ts'
import type { OtherLetter } from './letter-index.ts'
import { applicantNow, capacityOf, limitsOf, proofOf } from './acting.ts'
import { applicantIn, chasedBy, repliesOf, sentOf, type Sources } from './record.ts'
import { NO_APPLICANT } from './after-death.ts'
import type { LetterContent } from './contract.ts'
import { clockOf, stepOf } from './clock.ts'
import { CHASED_FOR_DAYS, complaintLaw, complaintUnder, editionOn } from './deadline.ts'
import { detailsPrinted, printedRow } from './detail-facts.ts'
import type { LetterFacts } from './facts.ts'
import { askableBy, askedIn, RECORDS_OF } from './asking.ts'
import { detailsOfCare, isByWales } from './care-route.ts'
import { answeredFacts, questionFacts, signedConsent } from './facts-behind.ts'
import { lawFactsOn } from './law-facts.ts'
import { paperWords, SECOND_STAGE } from './complaint-papers.ts'
import { opinionAge } from './opinion-age.ts'
import { asksAgain, isChaser, KINDS, kindThat, namedFor, toldOfPrison } from './kinds.ts'
import { isForYoungOffenders, privilegeMark } from './wording.ts'

type Asked = Pick<
  LetterContent,
  'kind' | 'datedOn' | 'consentRequested' | 'addressee' | 'applicant'
>

const CLASS_WORDS: Record<InformationClass, string> = {
  identity: 'Who you are: your name, date of birth and prison number',
  location: 'Where you are and have been',
  health: 'Your health and treatment',
  [RESTRICTED_CLASS]: '',
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
  inform: ['they can be kept informed about you', 'they can be kept informed about me'],
}

/** The day of which a letter speaks: today, but for one under the law of an earlier day, which speaks of its own. */
export const spokenOn = (
  datedOn: string,
  { law: { law }, today }: Pick<Sources, 'law' | 'today'>,
) => (datedOn < today && editionOn(datedOn, law) === editionOn(today, law) ? today : datedOn)

/** Where the client is on a day, or was last, as templates print it. Pure. */
export function whereOn(
  day: string,
  { client: { stays }, establishments }: Pick<Sources, 'client' | 'establishments'>,
): Pick<LetterFacts['client'], 'prison' | 'heldBy' | 'lastPrison' | 'leftOn' | 'releasedOn'> {
  const prisonOf = (id: string) => establishments.byId(id)
  const nameOf = (id: string) => prisonOf(id)?.name ?? id
  const here = stayOn(stays, day)
  const kind = here && kindOf(here)
  const last = custodyUntil(stays, day).at(-1)
  // Nobody is at a prison that has ended, whatever the record still says.
  const stands = (id: string) => !prisonOf(id) || !hasEnded(prisonOf(id)!, day)
  const isHere = kind === 'prison' && here && stands(here.establishment_id)
  return {
    prison: isHere ? nameOf(here.establishment_id) : null,
    heldBy: kind === 'hospital' && here ? nameOf(here.establishment_id) : null,
    lastPrison: last && last.to !== null ? nameOf(last.establishmentId) : null,
    leftOn: (last?.to ?? null) as Day | null,
    releasedOn: releaseOf(stays, day),
  }
}

/** Everything a template may print, by the books as they stand. Pure; refuses what the letter cannot do without. */
export function factsFromRecord(asked: Asked, from: Sources): LetterFacts {
  const { client, clientName: name, firm } = from
  const nameOf = (id: string) => from.establishments.byId(id)?.name ?? id
  const spoken = spokenOn(asked.datedOn, from)
  const custody = custodyUntil(client.stays, spoken)
  const where = whereOn(spoken, from)
  const given = givenTo(asked, from)
  const { answerIn } = KINDS[asked.kind]
  const details = detailsOfCare(asked.datedOn, from)
  return {
    client: {
      name,
      dear: dearOf(client.particulars),
      ...pronounsOf(client.particulars),
      otherNames: client.particulars.aliases.map((one) => spokenName(one).trim()),
      bornOn: client.client.born_on as Day | null,
      prisonNumber: client.client.prison_number || null,
      nhsNumber: spacedNhsNumber(client.particulars.nhsNumber ?? '') || null,
      formerNumbers: formerNumbersOf(client),
      ...where,
      privilege: where.prison
        ? privilegeMark({ client: true, youngOffenders: isForYoungOffenders([where.prison]) })
        : null,
    },
    law: lawFactsOn(asked.datedOn, from.law.law),
    signedConsent: signedConsent(asked, from),
    care: { inWales: isByWales(asked, from) },
    addressee: {
      ...{ name: asked.addressee.name, dear: null },
      custody: asked.addressee.role === 'custody',
    },
    firm: {
      name: firm?.name ?? '[firm]',
      address: firm?.address ?? [],
      email: firm?.email || null,
      telephone: firm?.telephone ?? null,
    },
    authority: given.signedOn ? { signedOn: given.signedOn, ...given.signer } : null,
    request: {
      stays: custody.map(({ establishmentId, from, to }) => ({
        prison: nameOf(establishmentId),
        ...{ from: from as Day, to: to as Day | null },
      })),
      ...given.request,
    },
    deceased: deceasedOf(asked, from),
    details: Object.fromEntries(
      detailsPrinted(asked.kind).map((name) => [name, [...(details[name] ?? [])]]),
    ),
    named: namedFacts(asked, from),
    answer: answerIn === null ? null : { by: daysAfter(asked.datedOn, answerIn) },
    limitation: limitationAhead(asked, from),
    answered: answeredFacts(asked, from),
    question: questionFacts(asked, from),
    opinion: opinionAge(from.details, from.law),
    chain: chainFacts(asked, from),
    overdue: isChaser(asked.kind) ? overdueOf(asked, from) : null,
    consent: asked.kind === kindThat('form') ? consentFacts(asked.consentRequested) : null,
    withdrawal: ['notice', 'confirmation'].includes(KINDS[asked.kind].part)
      ? withdrawalOf(asked, from)
      : null,
  }
}

/**
 * Numbers of the older form, which the client had before the one of today, and those of joined records. A number that was
 * corrected to another of its own form may have been a slip, and somebody else's: it is never given.
 */
export function formerNumbersOf({
  client: { prison_number: now },
  records,
}: Sources['client']): string[] {
  const all = records.flatMap(({ client, formerNumbers }) => [
    ...(client.prison_number ? [client.prison_number] : []),
    ...[...formerNumbers].filter((number) => isOlder(number, now)),
  ])
  return [...new Set(all)].filter((number) => number !== now)
}
const isOlder = (number: string, now: string) =>
  prisonNumberForm(number) === 'former' && prisonNumberForm(now) === 'current'

function deceasedOf({ kind, applicant }: Asked, from: Sources) {
  const { client, answered } = from
  const diedOn = deathOf(client.stays) as Day | null
  if (diedOn === null) return null
  const asked = applicantIn({ content: { kind, applicant }, answered })
  const about = asked && applicantNow(asked, from)
  return {
    diedOn,
    applicant: about?.name || NO_APPLICANT,
    address: about?.address || null,
    ...capacityOf(about, from),
    capacity: about?.capacity ?? ('claimant' as const),
    claim: about?.claim || null,
  }
}

/** The day on which a client at liberty was released: the first of the stays that follow each other at liberty. */
function releaseOf(ordered: Sources['client']['stays'], day: string): Day | null {
  const past = ordered.filter(({ from_on }) => from_on <= day)
  const free = (stay: (typeof past)[number]) =>
    kindOf(stay) === 'released' || kindOf(stay) === 'licence'
  const since = past.slice(past.findLastIndex((stay) => !free(stay)) + 1)
  return (since[0]?.from_on ?? null) as Day | null
}

/** The form of authority that a request relies on. */
export function authorityOf({ kind, addressee, datedOn, applicant }: Asked, from: Sources) {
  const { forms, grants, answered } = from
  // By the newest day: an authority that came in after the letter was dated is the one enclosed.
  const on = forms.reduce<string>(
    (latest, form) => (latestDayOf(form) > latest ? latestDayOf(form) : latest),
    datedOn,
  )
  const about = applicantIn({ content: { kind, applicant }, answered })
  const can = askableBy(
    { content: { kind, addressee }, chased: chasedBy(from), applicant: about, on },
    grants,
  )
  const kept = can ? forms.find(({ row }) => row.id === can.grantId) : undefined
  return { can, kept: can?.reason === 'given' ? kept : undefined }
}

/** The authority that is relied on, and what it lets the letter ask for. */
function givenTo(asked: Asked, from: Sources) {
  const { kind, applicant } = asked
  const { answered } = from
  const about = applicantIn({ content: { kind, applicant }, answered })
  if (about?.capacity === 'claimant')
    return { signedOn: (about.signedOn ?? null) as Day | null, signer: {}, request: {} }
  const { can, kept } = authorityOf(asked, from)
  const form = kept?.form
  if (!can || !kept || !form || can.reason !== 'given')
    return { signedOn: null, signer: {}, request: {} }
  const classes = [...can.of].filter(([, reason]) => reason === 'given').map(([about]) => about)
  const before =
    answered && asksAgain(kind)
      ? askedIn({ ...answered, chased: null }).map((one) => one.class)
      : [...can.of.keys()]
  const left = before.filter((about) => about !== RESTRICTED_CLASS && !classes.includes(about))
  return {
    signedOn: form.signedOn as Day,
    signer: signerFacts(kept, from.today),
    request: {
      classes,
      whole: classes.length === can.of.size,
      notAsked: [...new Set(left)].map((about) => RECORDS_OF[about]),
    },
  }
}

/** Who signed for the client, and what proves that they may. */
function signerFacts({ signature }: ConsentRecord, today: string) {
  const standing = signature && standingOn(signature.representative, today)
  if (!standing) return {}
  const { appointment } = standing
  return {
    signedBy: spokenOf(appointment),
    proof: proofOf(standing),
    limits: limitsOf(standing) || null,
  }
}

const consentFacts = (consentRequested: LetterContent['consentRequested']) => ({
  recipient: consentRequested?.recipient.name ?? '[who would be told]',
  relation: consentRequested?.who?.relation || null,
  address: consentRequested?.who?.address || null,
  purpose: consentRequested ? PURPOSE_WORDS[consentRequested.purpose][0] : '[why]',
  purposeMine: consentRequested ? PURPOSE_WORDS[consentRequested.purpose][1] : '[why]',
  obtains: consentRequested?.purpose === 'obtain-records',
  classes: consentRequested?.classes.map((about) => CLASS_WORDS[about]).filter(Boolean) ?? [
    '[what would be told]',
  ],
  // Asked of everybody alike, so that the form tells nothing.
  hivAsked: true,
})

function overdueOf({ datedOn }: Asked, from: Sources) {
  const { answered: late, law } = from
  if (late === null)
    throw new Refusal('invalid-input', 'Start the chaser from the late letter.', {
      answers: 'Choose the late letter.',
    })
  const sent = sentOf(late)
  const { asks, clock } = KINDS[late.content.kind]
  const asked = asks?.records ?? (clock === 'nhs-complaint' ? clock : undefined)
  const replies = repliesOf(late)
  const deadline = clockOf(late, datedOn, law)
  if (!sent || !asked || !deadline || deadline.daysLate < 1)
    throw new Refusal(
      'conflict',
      'This letter is not overdue on that date, so there is nothing to chase.',
    )
  const [acknowledged = null] = replies
    .flatMap(({ kind, on }) => (kind === 'acknowledged' ? [on] : []))
    .sort()
  return {
    asked,
    step: asked === 'nhs-complaint' ? stepOf(replies) : ('answer' as const),
    withConsent: signedConsent(late.content, from, sent.on) !== null,
    outside: !toldOfPrison(late.content.kind),
    sentOn: sent.on as Day,
    receivedOn: deadline.receivedOn as Day,
    receiptEstimated: deadline.receiptEstimated,
    acknowledgedOn: acknowledged as Day | null,
    dueOn: deadline.due as Day,
    authority:
      deadline.steps.findLast(({ authority }) => authority !== '')?.authority ?? deadline.rule,
    daysLate: deadline.daysLate,
    answerBy: daysAfter(datedOn, CHASED_FOR_DAYS),
    complaint: complaintOf(asked, complaintLaw(datedOn, law.law)),
  }
}

/** Of a letter to the ombudsman, every paper of the complaint. */
function chainFacts({ kind }: Asked, { chain, firm }: Sources) {
  if (kind !== SECOND_STAGE) return []
  const us = firm?.name ?? '[firm]'
  return chain.map((paper, at) => ({
    ...{ number: String(at + 1), on: paper.on as Day, what: paperWords(paper) },
    ...{ from: paper.ours ? us : paper.other, to: paper.ours ? paper.other : us },
    ref: paper.ref || null,
  }))
}

/** The row of the case details that a letter to a body or person named there goes to. */
function namedFacts({ kind, addressee }: Asked, { details }: Sources) {
  const named = namedFor(kind)
  if (!named) return null
  return printedRow(
    named.group,
    details[named.group]?.find(({ name }) => name === addressee.name),
  )
}

/** Of a letter that tells the client or an expert of them, the limitation dates that are still ahead. */
function limitationAhead({ kind, datedOn }: Asked, { matter, law }: Sources) {
  if (!KINDS[kind].toClient && KINDS[kind].to !== 'expert') return []
  return limitationDays(matter, law)
    .filter(({ due }) => due >= datedOn)
    .map(({ claim, due }) => ({ claim, on: due as Day }))
    .sort((one, other) => one.on.localeCompare(other.on))
}

/** Of the records of the dead nobody complains as the person whose data they are. */
function complaintOf(
  records: NonNullable<LetterFacts['overdue']>['asked'],
  version: RuleVersion | null,
) {
  if (records === 'deceased-records' || records === 'nhs-complaint' || !version?.period) return null
  const { unit, count } = version.period
  return {
    authority: complaintUnder(version),
    within: `${count} ${count === 1 ? unit.replace(/s$/, '') : unit}`,
  }
}

function withdrawalOf(asked: Asked, from: Sources) {
  const { answered, forms, others, matter, law } = from
  const { addressee } = answered?.content ?? { addressee: null }
  const latest = forms
    .filter(({ checked }) => checked?.outcome !== 'removed')
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
    .sort((a, b) => saidBy(a.one).localeCompare(saidBy(b.one)) || a.one.seq - b.one.seq)
    .at(-1)
  if (!latest)
    throw new Refusal(
      'conflict',
      'No withdrawal is recorded for this letter to refer to. Record it first.',
    )
  const { kept, one } = latest
  const given = kept.form.choices
    .filter(({ answer }) => answer === 'given')
    .map((choice) => choice.class)
  const gone = new Set(kept.withdrawn.flatMap(({ about }) => about))
  const whole = given.every((about) => gone.has(about))
  const { kind, recipient } = kept.form
  const written = others.filter(({ kind: sort }) => sort !== kindThat('notice'))
  const touched = written.filter(
    ({ to_name: name, to_role: role }) =>
      role !== 'client' &&
      reaches({ kind, recipient }, { name, role: role as typeof recipient.role }),
  )
  const paper = (letter: OtherLetter) => ({
    title: letter.kind,
    to: letter.to_name,
    on: letter.dated_on as Day,
    ref: letter.our_ref,
  })
  const entries = entriesOf(kept, forms)
  const sent = written.flatMap((letter) => {
    if (letter.sent_on === null) return []
    const resting = letter.told.filter(({ told }) =>
      told.some(({ consentId }) => consentId !== null && entries.has(consentId)),
    )
    const named = letter.told.some(({ told }) => told.some(({ consentId }) => consentId !== null))
    // What the register names no form for is told of where it had left by then.
    const before = !named && touched.includes(letter) && (letter.sent_seq ?? 0) < one.seq
    const to = resting[0]?.reader ?? (before ? letter.to_name : null)
    return to === null ? [] : [{ ...paper(letter), to }]
  })
  const { signedBy = null } = signerFacts(kept, from.today)
  return {
    receivedOn: one.received_on as Day,
    consentSignedOn: kept.form.signedOn as Day,
    recipient: kept.form.recipient.name,
    obtains: kept.form.kind === 'authority-to-obtain',
    whole,
    signedBy,
    // Whoever acts for the client withdraws what they signed.
    withdrawnBy: one.said_by === 'representative' ? signedBy : null,
    sent,
    recalled: touched.filter((letter) => stopped(letter, one.seq, whole)).map(paper),
    limitationOn: nextLimitation(matter, asked.datedOn, law),
    answerBy: asked.kind === kindThat('notice') ? daysAfter(asked.datedOn, CHASED_FOR_DAYS) : null,
  }
}

/** Every entry of the paper that a form was recorded from: what rests on one rests on all. */
function entriesOf({ row }: ConsentRecord, forms: readonly ConsentRecord[]): ReadonlySet<string> {
  const entries = new Set([row.id])
  for (let known = 0; known < entries.size;) {
    known = entries.size
    for (const { row: other, form } of forms) {
      if (form.replaces === null) continue
      if (entries.has(other.id)) entries.add(form.replaces)
      if (entries.has(form.replaces)) entries.add(other.id)
    }
  }
  return entries
}

function nextLimitation(matter: Sources['matter'], from: string, law: Sources['law']) {
  const days = limitationDays(matter, law).map(({ due }) => due as Day)
  return (
    days
      .filter((due) => due >= from)
      .sort()
      .at(0) ?? null
  )
}

/** What the withdrawal stopped: recalled since, or, where all of it was withdrawn, still in the tray and bound to be. */
function stopped(
  { state, recalled_seq }: OtherLetter,
  withdrawnAt: number,
  whole: boolean,
): boolean {
  if (state === 'recalled') return recalled_seq !== null && recalled_seq > withdrawnAt
  return whole && (state === 'approved' || state === 'printed' || state === 'signed')
}
