import type { z } from '../../src-main/wire/schema.ts'
import { KINDS, type LetterKind } from '../../src-main/letters/kinds.ts'
import type { LetterFacts } from '../../src-main/letters/facts.ts'
import { sampleFacts } from './sample-letter.ts'

/** Some of the facts, laid over those of the invented case; a list is taken whole. */
type Part<Of> = Of extends readonly unknown[]
  ? Of
  : Of extends object
    ? { [Key in keyof Of]?: Part<Of[Key]> }
    : Of
type Patch = Part<LetterFacts>

function laidOver<Of>(facts: Of, patch: Part<Of>): Of {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch as Of
  const said = Object.entries(patch).map(([name, one]) => [
    name,
    laidOver((facts as Record<string, unknown> | null)?.[name], one as never),
  ])
  return { ...facts, ...Object.fromEntries(said) } as Of
}

/** The rows of a group with other words in their first row, or in all. */
const row = (group: string, other: Record<string, string>): Patch => ({
  details: {
    [group]: sampleFacts('uk-gdpr').details![group]!.map((one) => ({ ...one, ...other })),
  },
})
const rows = (group: string, given: Record<string, string>[]): Patch => ({
  details: { [group]: given },
})
const all = (...patches: Patch[]): Patch => patches.reduce((one, other) => laidOver(one, other))
const day = (on: string) => on as z.output<never>

const FREE: Patch = {
  client: {
    ...{ prison: null, privilege: null, lastPrison: 'HMP Leeds' },
    ...{ leftOn: day('2026-04-10'), releasedOn: day('2026-04-10') },
  },
}
const MOVED_OUT: Patch = {
  client: { prison: null, privilege: null, lastPrison: 'HMP Leeds', leftOn: day('2026-04-10') },
}
const FREE_LONG: Patch = { client: { ...FREE.client, lastPrison: null, leftOn: null } }
const IN_HOSPITAL: Patch = { client: { prison: null, heldBy: 'HMP Leeds' } }
const YOUNG: Patch = { client: { prison: 'HMYOI Wetherby', privilege: 'YOI Rule 17' } }
const UNSIGNED: Patch = { signedConsent: null }
const OF_PRISON: Patch = { answered: { asked: 'prison-records' } }
const OUTSIDE: Patch = { answered: { outside: true } }
const LESS: Patch = { request: { notAsked: ['drug and alcohol services'], classes: ['health'] } }
const EVERY = KINDS.L03.asks!.classes
const BY_MOTHER: Patch = {
  authority: { signedBy: 'Catrin ap Siôn, deputy', proof: 'Copy of the deputyship order' },
}
const WHEREABOUTS = {
  'away in hospital, guarded': IN_HOSPITAL,
  released: FREE,
  'released long ago': FREE_LONG,
}
const CONSENTED = { ...WHEREABOUTS, 'no consent on record': UNSIGNED }
const WALES: Patch = { care: { inWales: true } }
const GONE = { released: FREE }
const ROUTE_KNOWN = { 'the law says by which procedure': rows('route', []) }
const NO_DATES: Patch = { limitation: [] }
const REVIEW: Patch = { limitation: [{ claim: 'Judicial review', on: day('2026-07-01') }] }
const DATES = { 'no limitation date': NO_DATES, 'judicial review': REVIEW }
const CLIENT = { ...GONE, 'no telephone': { firm: { telephone: null } } as Patch, ...DATES }
const REPRESENTATIVE: Patch = {
  deceased: {
    ...{ capacity: 'personal-representative', acts: 'executor', claim: null },
    ...{ proof: 'Grant of probate', address: '4 Hill Row, Bangor, LL57 1AA' },
  },
}
const AN_INSURER: Patch = { named: { sort: 'insurer or indemnifier', name: 'NHS Resolution' } }

const ground = (said: string, more: Record<string, string> = {}): Patch =>
  row('refusal', { ground: said, professional: '', opinionOn: '', ...more })
const GROUNDS = Object.fromEntries(
  ['third-party', 'privilege', 'crime', 'excessive', 'not-held', 'none'].flatMap((said) => [
    [`ground: ${said}`, ground(said)],
    [`ground: ${said}, prison records`, all(ground(said), OF_PRISON)],
  ]),
)
const HOW = Object.fromEntries(
  ['redacted', 'left-out', 'both', 'unsaid'].map((how) => [
    `how: ${how}`,
    row('refusal', { extent: 'part', how }),
  ]),
)
const OPINION_OF = Object.fromEntries(
  ['other', 'none', 'unsaid'].map((opinionOf) => [
    `opinion of: ${opinionOf}`,
    row('refusal', { opinionOf }),
  ]),
)
const COMP = Object.fromEntries(['COMP1A', 'COMP2'].map((form) => [form, row('comp', { form })]))
const OLD_OPINION: Patch = {
  opinion: { lastOn: day('2026-03-19'), old: true, within: 'the six months' },
}
const obtains: Patch = {
  consent: {
    ...{ obtains: true, recipient: 'Spectrum Community Health CIC', alternatives: null },
    ...{ until: day('2027-02-28'), visitBy: null },
  },
}
const withdrawn = (more: Patch['withdrawal']): Patch => ({ withdrawal: more })
const A_LETTER = sampleFacts('uk-gdpr').withdrawal!.sent!
const NOTHING = withdrawn({ sent: [], recalled: [] })
const SEVERAL = withdrawn({
  sent: [...A_LETTER, ...A_LETTER],
  recalled: [...A_LETTER, ...A_LETTER],
})
const BY_DEPUTY = withdrawn({
  ...{ signedBy: 'Catrin ap Siôn, deputy', withdrawnBy: 'Catrin ap Siôn, deputy' },
})
const WITHDRAWALS = {
  'an authority': withdrawn({ obtains: true, limitationOn: day('2028-02-14') }),
  'part of a consent': withdrawn({ whole: false }),
  'part of an authority': withdrawn({ obtains: true, whole: false }),
  'signed and withdrawn by a deputy': BY_DEPUTY,
  'part of an authority, by a deputy': all(BY_DEPUTY, withdrawn({ obtains: true, whole: false })),
  'nothing sent or prepared': NOTHING,
  'several letters': SEVERAL,
  ...GONE,
}

/** What may be otherwise in a letter of each kind than in the plain one, to a prison or about a client in one. */
export const VARIANTS: Record<LetterKind, Readonly<Record<string, Patch>>> = {
  L01: { ...CLIENT, 'agreed at the office': row('retainer', { signing: '' }) },
  L02: { ...CLIENT, 'an answer alone': rows('missing', [{ what: 'identity', why: 'They ask.' }]) },
  L03: {
    ...{ ...WHEREABOUTS, 'less than all': LESS, 'signed by a deputy': BY_MOTHER },
    ...{ 'moved, and not on record where': MOVED_OUT },
    ...{ 'the whole record': { request: { whole: true, classes: [...EVERY] } } },
  },
  L04: {
    ...{ 'less than all': LESS, 'signed by a deputy': BY_MOTHER },
    ...{ surgery: { named: { sort: 'general practice', number: '', to: '2019-04-30' } } },
    ...{ 'ambulance service': { named: { sort: 'ambulance service', to: '2017-01-05' } } },
    ...{ ambulance: { named: { sort: 'ambulance service' } } },
    ...{ 'the whole record': { request: { whole: true, classes: [...EVERY] } } },
    ...{ 'last day alone': { named: { from: '', to: '2019-04-30' } } },
  },
  L05: {
    ...{ ...WHEREABOUTS, 'less than all': LESS, 'signed by a deputy': BY_MOTHER },
    ...{ 'no recording': { request: { preserve: null } } },
  },
  L06: {
    'the client has died': { deceased: sampleFacts('uk-gdpr').deceased! },
    'from, and no to': row('incident', { to: '' }),
    'until, and no from': all(row('incident', { from: '' }), row('recordings', { from: '' })),
  },
  L07: {
    ...{ outside: OUTSIDE, 'prison records': OF_PRISON, fee: row('demand', { asked: 'fee' }) },
    'fee, prison records': all(row('demand', { asked: 'fee' }), OF_PRISON),
    authority: row('demand', { asked: 'authority' }),
    'asked too late': { question: { dueOn: day('2026-03-18'), receiptEstimated: true } },
    ...{
      'less than asked': LESS,
      released: FREE,
      'no date of birth': { client: { bornOn: null } },
    },
    'no number': { client: { prisonNumber: null, they: 'he', them: 'him', their: 'his' } },
  },
  L08: {
    ...{ outside: OUTSIDE, 'prison records': OF_PRISON },
    'scope kept': row('clarification', { answer: 'kept' }),
    narrowed: row('clarification', { answer: 'narrowed' }),
    'narrowed on a day': row('clarification', { answer: 'narrowed', narrowedOn: '2026-04-10' }),
    ...{ 'asked too late': { question: { dueOn: day('2026-03-18') } }, 'less than asked': LESS },
  },
  L09: {
    ...{ outside: { overdue: { outside: true } } },
    'prison records': { overdue: { asked: 'prison-records', receiptEstimated: false } },
    'of the dead': { overdue: { asked: 'deceased-records' } },
    acknowledged: { overdue: { acknowledgedOn: day('2026-03-05') } },
    'the complaint to the controller too': {
      overdue: {
        complaint: { authority: 'section 164A of the Data Protection Act 2018', within: '30 days' },
      },
    },
    'less than asked': LESS,
  },
  L10: {
    ...{ outside: OUTSIDE, 'prison records': OF_PRISON, ...GROUNDS, ...HOW, ...OPINION_OF },
    'an old opinion': all(row('refusal', { opinionOn: '2025-09-20' }), OLD_OPINION),
    'an old opinion, prison records': all(OF_PRISON, OLD_OPINION),
    'an opinion of nobody named': row('refusal', { professional: '' }),
    'harm to somebody else': row('refusal', { harmTo: 'other' }),
    'nobody was asked to agree': ground('third-party', { agreed: 'no' }),
    'not held, no word of a search': ground('not-held', { searched: 'no', routes: 'no' }),
    'told how to complain': row('refusal', { routes: 'yes' }),
    'less than asked': LESS,
  },
  L11: { ...CONSENTED, outside: OUTSIDE },
  L12: CONSENTED,
  L13: {
    ...CONSENTED,
    'access alone': row('dataClaim', { sort: 'access', papers: '', harm: '' }),
    'nothing listed': rows('regulator', []),
  },
  L14: {
    'a personal representative': REPRESENTATIVE,
    'an administrator without a title': all(REPRESENTATIVE, { deceased: { acts: null } }),
    'less than all': LESS,
  },
  L15: { ...CONSENTED, 'care in Wales': WALES, ...ROUTE_KNOWN },
  L16: {
    ...CONSENTED,
    'nothing to be shared': row('commissioner', { share: 'no' }),
    'part to be shared': row('commissioner', { share: 'part' }),
    ...ROUTE_KNOWN,
  },
  L17: {
    'care in Wales': WALES,
    'care in Wales, no acknowledgement': all(WALES, { overdue: { step: 'acknowledgement' } }),
    'no acknowledgement': { overdue: { step: 'acknowledgement' } },
    acknowledged: {
      overdue: { acknowledgedOn: day('2026-03-05'), withConsent: true, receiptEstimated: false },
    },
  },
  L18: {
    ...{ ...CONSENTED, 'no final answer': row('secondStage', { answeredOn: '' }) },
    ...{ 'care in Wales': WALES, ...ROUTE_KNOWN },
  },
  L19: { ...WHEREABOUTS, 'young offender': YOUNG, 'no appointment': rows('appointments', []) },
  L20: { ...WHEREABOUTS, 'no call': rows('calls', []), 'no medicine': rows('medication', []) },
  L21: { ...COMP, ...GONE, 'no telephone': { firm: { telephone: null } } },
  L22: { ...CONSENTED, 'all answered': row('stages', { replied: '2026-03-14' }) },
  L23: {
    ...CONSENTED,
    'to the prison': { addressee: { custody: true } },
    'by prison staff': row('leak', { maker: 'governor', role: '', knownOn: '' }),
  },
  L24: {
    ...{ 'an authority': obtains, released: FREE },
    'to a relative': {
      consent: { recipient: 'Mari Jones', relation: 'mother', address: '4 Hill Row, Bangor' },
    },
    'no last day': { consent: { until: null, visitBy: null } },
    'HIV not asked about': { consent: { hivAsked: false } },
  },
  L25: {
    ...{ ...WHEREABOUTS, 'young offender': YOUNG },
    'not issued': row('examination', { proceedings: '' }),
  },
  L26: { ...WHEREABOUTS, 'young offender': YOUNG },
  L27: { ...CONSENTED, outside: OUTSIDE, 'prison records': OF_PRISON },
  L28: {
    ...{ ...CONSENTED, 'to an insurer': AN_INSURER },
    'one day, nothing seen': row('claim', { to: '', seen: '', wanted: '' }),
  },
  L29: {
    ...{ ...CONSENTED, 'to an insurer': AN_INSURER },
    'instructed to negotiate': row('allegations', { settling: 'negotiate' }),
    'instructed to mediate': row('allegations', { settling: 'mediate' }),
    'one day, nothing seen': row('claim', { to: '', seen: '', wanted: '' }),
  },
  L30: {
    ...CONSENTED,
    'one interested party, by name alone': row('interested', { at: '', part: '' }),
    'no interested party': rows('interested', []),
    'the provider': row('decision', { maker: 'provider', interim: '', papers: '' }),
    'the Secretary of State': row('decision', { maker: 'secretary-of-state' }),
  },
  L31: {
    ...{ 'a personal representative': REPRESENTATIVE },
    'another is the first contact': row('family', { contact: 'no', proof: '' }),
    'no examination asked for': row('inquest', { examination: 'no', position: '' }),
    'dates to avoid': row('inquest', { avoid: '3 to 14 August 2026' }),
    'prison not left': { client: { prison: 'HMP Leeds', lastPrison: null, leftOn: null } },
  },
  L32: {
    ...{ 'a personal representative': REPRESENTATIVE },
    'no officer, no reference': row('deathInvestigation', { officer: '', reference: '' }),
    'comments alone': row('deathInvestigation', {
      ...{ questions: '', witnesses: '', comments: 'Page 4: the bell rang at 02:10, not 02:40.' },
    }),
    'prison not left': { client: { prison: 'HMP Leeds', lastPrison: null, leftOn: null } },
  },
  L33: { ...CONSENTED, 'on the papers': row('instruction', { visit: 'no', disputed: '' }) },
  L34: { ...GONE, 'nothing missing': row('received', { gaps: '' }) },
  L35: { ...CLIENT, 'nothing returned': row('closing', { returned: '', undone: '' }) },
  L36: WITHDRAWALS,
  L37: WITHDRAWALS,
  L38: {
    ...WHEREABOUTS,
    'about a letter without a day': { answered: { asked: null, hasDay: false } },
  },
}

/** The invented case in which a letter of each kind is written: everything on record, and the client in prison. */
export function goldenFacts(kind: LetterKind, patch: Patch = {}): LetterFacts {
  const { deceased, ...facts } = sampleFacts('uk-gdpr')
  const dead = KINDS[kind].client === 'dead'
  const about: Patch = {
    client: {
      ...{ privilege: 'Prison Rule 39', nhsNumber: '999 765 4323', formerNumbers: ['KR4821'] },
      ...(dead ? { prison: null, lastPrison: 'HMP Leeds', leftOn: day('2026-03-10') } : {}),
    },
    firm: {
      ...{ address: ['Third Floor, Park House', '27 Park Square West', 'Leeds', 'LS1 2PQ'] },
      telephone: '0113 496 0000',
    },
    ...(kind === 'L17'
      ? { overdue: { asked: 'nhs-complaint', authority: 'the section of the rule of its day' } }
      : {}),
    ...(kind === 'L28' || kind === 'L29' ? { named: { sort: 'defendant' } } : {}),
    chain: [
      {
        ...{ number: '1', on: day('2026-02-20'), what: 'complaint', ref: 'HV/APSIO/9' },
        ...{ from: 'Vane & Achebe LLP', to: 'Spectrum Community Health CIC' },
      },
      {
        ...{ number: '2', on: day('2026-04-08'), what: 'answer in full', ref: null },
        ...{ from: 'Spectrum Community Health CIC', to: 'Vane & Achebe LLP' },
      },
    ],
  }
  return laidOver(laidOver(dead ? { ...facts, deceased } : facts, about), patch)
}
