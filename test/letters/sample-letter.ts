import { resolve } from 'node:path'
import type { LetterEdition, LetterKind } from '../../src-main/letters/contract.ts'
import { KINDS, NUMBERS } from '../../src-main/letters/kinds.ts'
import type { LetterFacts } from '../../src-main/letters/facts.ts'
import type { ProcedureEdition } from '../../src-main/letters/procedures.ts'
import { mergeLetter, type Merged } from '../../src-main/letters/merge.ts'
import type { EnvelopeModel, LetterModel } from '../../src-main/typesetting/model.ts'
import { loadTemplates } from '../../src-main/letters/template.ts'
import { closeFor, deliveryLine, privilegeMark } from '../../src-main/letters/wording.ts'

export const resources = resolve(import.meta.dirname, '../../resources')
export const templates = loadTemplates(resources)

export const kinds: LetterKind[] = ['L03', 'L05', 'L09', 'L24', 'L36', 'L37']
/** Those that stand on case details, a clock of their own or another letter. */
export const furtherKinds: LetterKind[] = [
  ...([
    'L01',
    'L02',
    'L04',
    'L06',
    'L07',
    'L08',
    'L10',
    'L11',
    'L12',
    'L13',
    'L15',
    'L16',
    'L17',
  ] as const),
  ...(['L18', 'L19', 'L20', 'L21', 'L22', 'L23', 'L25', 'L26', 'L27', 'L28', 'L29'] as const),
  ...(['L30', 'L31', 'L32', 'L33', 'L34', 'L35', 'L38'] as const),
]
export const editions: LetterEdition[] = ['dpa-1998', 'uk-gdpr']
const toClient = NUMBERS.filter((kind) => KINDS[kind].toClient)

/** Case details of every group. */
export const sampleDetails = (year: number): Record<string, Record<string, string>[]> => ({
  incident: [{ on: `${year}-02-14`, from: '08:00', to: '10:00', place: 'the treatment queue' }],
  recordings: [
    {
      ...{ what: 'cctv', place: 'the B wing landing', on: `${year}-02-14`, from: '08:00' },
      ...{ to: '10:00', camera: 'B2' },
    },
    { what: 'gate-book', place: 'the gate', on: `${year}-02-14`, from: '', to: '', camera: '' },
  ],
  issues: [
    {
      text: 'A hospital appointment was cancelled on 14 February and no other was made.',
      outcome: 'A new date within two weeks.',
      about: 'health',
    },
    { text: 'Nobody answered three applications.', outcome: '', about: 'health' },
  ],
  need: [
    {
      what: 'Pain in the left knee that keeps our client awake.',
      ...{ since: `${year}-02-01`, advice: 'The hospital advised a scan.', about: 'health' },
    },
  ],
  medication: [
    { name: 'Naproxen 250 mg', state: 'missed', last: `${year}-02-12`, about: 'health' },
  ],
  appointments: [
    { on: `${year}-02-14`, hospital: 'St James’s University Hospital', state: 'cancelled' },
  ],
  custody: [
    {
      action: 'An escort to the hospital appointment on the date that healthcare gives.',
      obstacle: 'Two escorts were cancelled for want of staff.',
      ...{ decidedBy: 'Head of Operations', consequence: 'The appointment is lost again.' },
    },
  ],
  calls: [
    {
      ...{ on: `${year}-04-21`, at: '10:20', to: 'the duty nurse' },
      result: 'The message would be passed on.',
      about: 'location',
    },
  ],
  holders: [],
  refusal: [
    {
      ...{ on: `${year}-04-02`, ground: 'harm', extent: 'part', professional: 'a consultant' },
      ...{ opinionOn: `${year}-03-20`, routes: 'no' },
    },
  ],
  demand: [
    {
      asked: 'identity',
      enclosed:
        'Copy of our client’s prison identity card, certified by us\nConfirmation of custody by the prison',
    },
  ],
  clarification: [
    {
      words: 'Which records are wanted, and for which dates?',
      ...{ answer: 'ordered', narrowedOn: '' },
      order: `1 January ${year} to date\n1 June ${year - 3} to 31 December ${year - 1}`,
    },
  ],
  stages: [
    { form: 'COMP1', number: '12/3', lodged: `${year}-02-20`, replied: `${year}-03-01` },
    { form: 'COMP1A', number: '', lodged: `${year}-03-04`, replied: '' },
  ],
  ombudsman: [
    {
      issue: 'Two escorts to hospital were cancelled.',
      wrong: 'The replies say that staff were short and nothing else.',
      ...{ remedy: 'An apology, and a plan for escorts.', about: 'health' },
    },
  ],
  decision: [
    {
      ...{ maker: 'governor', on: `${year}-04-01`, what: 'No escort will be provided.' },
      facts: 'Our client has an appointment on 12 May.',
      grounds: 'No reasons were given.\nNobody asked how urgent it is.',
      ...{ action: 'Provide an escort.', papers: 'The record of the decision.' },
      ...{ interim: 'An escort on 12 May.', about: 'health' },
    },
  ],
  interested: [
    { name: 'NHS England', at: 'PO Box 16738\nRedditch B97 9PT', part: 'commissions the service' },
  ],
  missing: [
    { what: 'form', why: 'Without it the hospital may not give us your records.' },
    { what: 'answer', why: 'We cannot write to the prison before we know which day it was.' },
  ],
  dataComplaint: [
    {
      breach: `The request of 26 February ${year} was not answered in time.\nNobody said why.`,
      remedy: 'Copies of the records.\nAn apology.',
      about: 'health',
    },
  ],
  regulator: [
    { on: `${year}-02-26`, what: 'Request for records to Spectrum Community Health CIC.' },
    { on: `${year}-03-05`, what: 'Acknowledgement by Spectrum Community Health CIC.' },
    { on: `${year}-04-14`, what: 'Complaint to Spectrum Community Health CIC, not answered.' },
  ],
  commissioner: [
    {
      why: 'Two providers took part in the care, and neither could answer for the other.',
      share: 'yes',
    },
  ],
  route: [
    {
      ...{ procedure: 'england', saidBy: 'NHS England, Health and Justice' },
      on: `${year}-03-12`,
    },
  ],
  secondStage: [
    {
      answeredOn: `${year}-04-08`,
      wrong: 'It says that staff were short.\nIt does not answer the second point.',
      injustice: 'Our client waited three months for a scan, in pain.',
      remedy: 'An apology, and a new date for the scan.',
      about: 'health',
    },
  ],
  comp: [
    {
      ...{ form: 'COMP1', lastDay: `${year}-05-14` },
      draft: 'On 14 February my escort was cancelled.\nPlease tell me why, and who decided.',
    },
  ],
  examination: [
    {
      ...{ expert: 'Dr Anwen Pryce', registration: '6142087' },
      ...{ proceedings: 'County Court at Leeds, claim number 4LS01234' },
      days: `12 May ${year}, from 09:30\n14 May ${year}, from 13:30`,
      ...{ duration: 'two hours', equipment: 'A doctor’s bag.\nA laptop computer.' },
    },
  ],
  mail: [
    {
      ...{ posted: `${year}-03-02`, received: `${year}-03-06`, what: 'opened', log: '118' },
      marks: 'Prison Rule 39, our stamp and signature',
    },
    {
      ...{ posted: `${year}-03-20`, received: '', what: 'lost', log: '' },
      marks: 'Prison Rule 39',
    },
  ],
  received: [
    {
      ...{ from: 'Spectrum Community Health CIC', on: `${year}-04-16` },
      ...{ what: 'copies of your records', pages: '214', gaps: 'The letters of the hospital.' },
    },
    {
      ...{ from: 'HMP Leeds', on: `${year}-04-20`, what: 'the wing history' },
      ...{ pages: '', gaps: '' },
    },
  ],
  closing: [
    {
      outcome: 'The prison apologised, and you were taken to hospital.',
      undone: 'We did not advise you on a claim for money.',
      costs: 'Legal aid paid. You pay nothing.',
      returned: 'Your two letters from the hospital\nYour notebook',
      destroyOn: `${year + 7}-05-31`,
    },
  ],
  leak: [
    {
      ...{ maker: 'provider', role: 'a healthcare assistant', kind: 'medical' },
      ...{ on: `${year}-02-14`, knownOn: `${year}-02-15` },
      to: 'Two prisoners who were waiting in the treatment queue.',
      means: 'It was said aloud at the hatch, and a sheet was left where others could read it.',
      harm: 'Our client has been called names on the landing and has kept to the cell since.',
      safety:
        'A cell on another landing, if our client agrees.\nMeals without going to the servery.',
      about: 'location',
    },
  ],
  entry: [
    {
      ...{ record: 'Clinical record', on: `${year}-02-03`, author: 'a nurse at reception' },
      words: 'No known allergies.',
      sort: 'fact',
      wrong: 'Our client is allergic to penicillin and said so.',
      should: 'Allergic to penicillin.',
      proof: `Letter of Park Surgery of 12 May ${year - 2}, copy enclosed`,
      about: 'health',
    },
    {
      ...{ record: 'Clinical record', on: `${year}-02-20`, author: 'a locum doctor' },
      words: 'Says that he is in pain in order to be given tablets.',
      sort: 'opinion',
      wrong: 'Nobody examined the knee before this was written.',
      should: 'I was in pain. I asked for a scan and not for tablets.',
      ...{ proof: '', about: 'health' },
    },
  ],
  opponents: [
    {
      ...{ name: 'Spectrum Community Health CIC', sort: 'defendant' },
      ...{ address: 'One Navigation Walk\nWakefield', postcode: 'WF1 5RH' },
      care: `1 June ${year - 3} to date`,
    },
    {
      ...{ name: 'NHS Resolution', sort: 'indemnifier', address: '8th Floor\n10 South Colonnade' },
      ...{ postcode: 'E14 4PU', care: '' },
    },
  ],
  dataClaim: [
    {
      sort: 'both',
      facts: `On 26 February ${year} our client asked for copies of the records.\nNothing had come by the day of this letter.`,
      wrong: 'The request was not answered in time.\nNo reason was given for that.',
      harm: 'Our client could not be advised on treatment, and was distressed by the uncertainty.',
      remedy: 'Send the copies.\nPay compensation, in a sum to be agreed.',
      papers: 'The log of requests received in February.',
      about: 'location',
    },
  ],
  claim: [
    {
      ...{ from: `${year}-02-01`, to: `${year}-03-31` },
      care: 'Our client complained of pain in the left knee and was not referred.',
      injury: 'A torn ligament that was found late.\nPain, and a limp that remains.',
      seen: 'Records of the prison’s healthcare service, 214 pages',
      wanted: 'The images of the scan',
      about: 'health',
    },
  ],
  allegations: [
    {
      events: `3 February ${year}: our client told a nurse of the injury.\n20 February ${year}: a locum doctor saw our client and examined nothing.`,
      breach: 'The knee was not examined.\nNo referral was made for a scan.',
      causation: 'With a scan in February the ligament would have been repaired in good time.',
      condition: 'The knee gives way. An operation is advised; its outcome is uncertain.',
      losses: 'Pain, suffering and loss of amenity.\nEarnings in the prison workshop.',
      ...{ value: 'not more than £25,000', experts: 'orthopaedic surgery; general practice' },
      rehabilitation: 'Physiotherapy twice a week.',
      about: 'health',
    },
  ],
  expert: [
    {
      ...{ name: 'Mr Idris Halloran FRCS', registration: '4417093' },
      ...{ address: 'Orchard House\nHarrogate', postcode: 'HG1 5AA' },
    },
  ],
  instruction: [
    {
      agreed: `Our client fell on the stairs on 1 February ${year}.\nNo scan was made before 14 April ${year}.`,
      disputed:
        'Our client says that the knee was never examined; the record of 20 February says that it was.',
      questions:
        'Did the care on 20 February fall below the standard required?\nWhat difference would a scan in February have made?',
      papers:
        'Records of the prison’s healthcare service, pages 1 to 214\nStatement of our client, pages 215 to 221',
      ...{ reportBy: `${year + 1}-01-15`, fee: 'as quoted in your email' },
      ...{ visit: 'yes', about: 'health' },
    },
  ],
  family: [{ relation: 'sister', proof: 'Birth certificate', contact: 'yes' }],
  coroner: [
    {
      ...{ name: 'HM Coroner for West Yorkshire', officer: 'Mrs Oakes', reference: '2026/118' },
      ...{ address: 'Northgate\nWakefield', postcode: 'WF1 3BS' },
    },
  ],
  inquest: [
    {
      issues:
        'How often our client’s brother was seen in the last two days.\nWhether the call for an ambulance was delayed.',
      disclosure: 'The records of observations.\nRecordings of the landing.',
      ...{ position: 'A jury is asked for.', examination: 'asked', avoid: '', about: 'location' },
    },
  ],
  deathInvestigation: [
    {
      ...{ officer: 'Mr Penrose', reference: 'PPO/26/44' },
      questions: 'When was the cell bell answered?\nWho called the ambulance, and when?',
      ...{ comments: '', witnesses: 'The man in the next cell', about: 'location' },
    },
  ],
  retainer: [
    {
      scope: 'Obtain your records and advise you on your treatment.',
      outside: 'Your appeal and your parole.',
      ...{ funding: 'legal-aid', costs: 'Legal aid pays. You pay nothing.', signing: 'post' },
    },
  ],
})

/** Facts that every kind of letter can be made from. */
export function sampleFacts(edition: LetterEdition, name = 'Wyn ap Siôn'): LetterFacts {
  const year = edition === 'uk-gdpr' ? 2026 : 2004
  return {
    client: {
      name,
      dear: 'Mr ap Siôn',
      otherNames: ['Wyn Jones'],
      bornOn: '1979-02-03' as never,
      prisonNumber: edition === 'uk-gdpr' ? 'A4821CE' : 'KR4821',
      prison: 'HMP Leeds',
    },
    addressee: { name: 'Spectrum Community Health CIC', dear: null },
    firm: { name: 'Vane & Achebe LLP', email: 'records@vaneachebe.example', telephone: null },
    authority: { signedOn: `${year}-02-24` as never },
    request: {
      from: `${year - 3}-06-01` as never,
      stays: [
        {
          prison: 'HMP Hull',
          from: `${year - 3}-06-01` as never,
          to: `${year - 1}-01-14` as never,
        },
        { prison: 'HMP Leeds', from: `${year - 1}-01-14` as never },
      ],
      preserve: `the B wing landing and the treatment queue, 14 February ${year}, 08:00 to 10:00`,
    },
    deceased: {
      diedOn: `${year}-03-10` as never,
      applicant: 'Catrin ap Siôn',
      capacity: 'claimant',
      claim: 'A claim under the Fatal Accidents Act 1976 arising out of the death.',
    },
    signedConsent: { on: `${year}-02-24` as never },
    answer: { by: `${year}-04-29` as never },
    answered: { sentOn: `${year}-02-26` as never, asked: 'health-records' },
    question: {
      ...{ on: `${year}-03-20` as never, receivedOn: `${year}-03-02` as never },
      receiptEstimated: false,
    },
    named: { number: 'H 224 118', from: `${year - 9}-01-04`, to: '', sort: 'hospital' },
    limitation: [{ claim: 'Personal injury', on: `${year + 2}-02-14` as never }],
    details: sampleDetails(year),
    overdue: {
      asked: 'health-records',
      sentOn: `${year}-02-26` as never,
      receivedOn: `${year}-03-02` as never,
      receiptEstimated: true,
      dueOn: `${year}-04-10` as never,
      authority:
        edition === 'uk-gdpr'
          ? 'Articles 12(3) and 12A of the UK GDPR'
          : 'section 7(8) and (10) of the Data Protection Act 1998',
      daysLate: 12,
      answerBy: `${year}-04-29` as never,
    },
    consent: {
      recipient: 'Leeds Housing Options, Prison Release Team',
      purpose: 'a place to live that suits your needs can be found before your release',
      purposeMine: 'a place to live that suits my needs can be found before my release',
      classes: [
        'your name, date of birth and prison',
        'your state of health and what treatment you need',
      ],
      hivAsked: true,
      alternatives: 'we could tell them only that you need a room on the ground floor.',
      until: `${year + 1}-02-28` as never,
      visitBy: 'Mrs Achebe',
    },
    withdrawal: {
      receivedOn: `${year}-04-20` as never,
      consentSignedOn: `${year}-02-24` as never,
      recipient: 'Leeds Housing Options',
      sent: [
        {
          title: 'Letter',
          to: 'Leeds Housing Options',
          on: `${year}-03-02` as never,
          ref: 'HV/APSIO/14',
        },
      ],
      recalled: [{ title: 'Letter', to: 'Leeds Housing Options', on: `${year}-04-17` as never }],
      answerBy: `${year}-04-29` as never,
    },
  }
}

/** A merged letter on the sample firm's paper. */
export function sampleModel(kind: LetterKind, edition: LetterEdition, merged: Merged): LetterModel {
  const year = edition === 'uk-gdpr' ? 2026 : 2004
  const client = toClient.includes(kind)
  const day = { L03: '02-26', L05: '02-26', L24: '02-12' }[kind as string] ?? '04-22'
  return {
    title: merged.title,
    datedOn: `${year}-${day}`,
    paper: 'letterhead',
    firm: {
      name: 'Vane & Achebe LLP',
      address: ['Third Floor, Park House', '27 Park Square West', 'Leeds'],
      postcode: 'LS1 2PQ',
      telephone: '0113 496 0000',
      email: 'office@vaneachebe.example',
      dx: 'DX 26401 Leeds',
      sraNumber: '600000',
      regulatedBy: 'Authorised and regulated by the Solicitors Regulation Authority',
      company:
        'A limited liability partnership registered in England and Wales, number OC000000. Registered office as above. A list of members may be inspected there.',
      logo: null,
    },
    address: client
      ? [
          'Mr Wyn ap Siôn A4821CE',
          'HMP Leeds',
          '2 Gloucester Terrace',
          'Stanningley Road',
          'Leeds',
          'LS12 2TJ',
        ]
      : kind === 'L05'
        ? [
            'The Governor',
            'HMP Leeds',
            '2 Gloucester Terrace',
            'Stanningley Road',
            'Leeds',
            'LS12 2TJ',
          ]
        : [
            'Records Manager',
            'Spectrum Community Health CIC',
            'HMP Leeds Healthcare',
            '2 Gloucester Terrace',
            'Leeds',
            'LS12 2TJ',
          ],
    recipient: client
      ? 'Mr ap Siôn'
      : kind === 'L05'
        ? 'The Governor, HMP Leeds'
        : 'Spectrum Community Health CIC',
    ourRef: 'HV/APSIO/14',
    yourRef: kind === 'L09' ? 'SAR/2026/0188' : '',
    delivery: deliveryLine('post'),
    confidentiality: merged.confidentiality,
    privilege: privilegeMark({ client, youngOffenders: false }),
    salutation: merged.salutation,
    heading: merged.heading,
    paragraphs: merged.passages.map(({ text }) => text),
    close: closeFor(merged.salutation),
    signature: { name: 'Hester Vane', capacity: 'Partner', firm: 'Vane & Achebe LLP' },
    enclosures: merged.enclosures.map((enclosure) => enclosure.name),
    copies: [],
    form: merged.form,
    code: '1284-7K3M-Q9TX-2BWD-H6RN',
    draft: false,
    reconstruction: false,
    copyFor: null,
    packing: 'A7K3',
    ...{ largePrint: false, easyRead: false },
  }
}

/** The procedures of complaint in the year of the sample. */
const PROCEDURES: Record<LetterEdition, readonly ProcedureEdition[]> = {
  'dpa-1998': ['nhs-2004', 'clinical-1999', 'prison-2510'],
  'uk-gdpr': ['data-2026', 'nhs-2009', 'clinical-2015', 'prison-2019'],
}

export const sampleLetter = (
  kind: LetterKind,
  edition: LetterEdition,
  name?: string,
): LetterModel =>
  sampleModel(
    kind,
    edition,
    mergeLetter({
      ...{ templates, kind, edition, facts: sampleFacts(edition, name) },
      procedures: PROCEDURES[edition],
    }),
  )

/** The inner envelope of a letter to the client, from a firm. */
export const envelopeModelOf = (given: {
  to: string[]
  name: string
  address: string[]
}): EnvelopeModel => ({
  ...{ datedOn: '2026-11-22', size: 'DL', window: false },
  address: given.to,
  ...{ privilege: 'Prison Rule 39', packing: 'A7K3' },
  returnTo: [given.name, ...given.address],
  sender: {
    ...{ firm: given.name, address: given.address, telephone: '0113 496 0000' },
    ...{ signs: 'Hester Vane', ourRef: 'HV/FENW.3-1' },
  },
})
