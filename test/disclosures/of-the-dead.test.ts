import { expect, test } from 'vitest'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { disclosureRules } from '../../src-main/disclosures/basis-rule.ts'
import { lettersThen } from '../../src-main/letters/told-without-form.ts'

type Said = [act: string, detail: Record<string, unknown>]
const faults = (...said: Said[]) => {
  const entries = said.map(([act, detail], at) => ({
    ...{ seq: at + 1, at: '2026-11-23T09:00:00.000Z', subject: 'tag', act, actor: 'one', detail },
  })) as never as OpenedEntry[]
  return disclosureRules(lettersThen).flatMap((rule) => {
    const { findings, remarks = [] } = rule.judge(entries)
    return [...findings, ...remarks].map(({ differs }) => differs)
  })
}

const HOLDER = { name: 'Northgate Health', role: 'records-holder' }
const stay = (stayId: string, kind: string, from: string) => ({
  ...{ clientId: 'c', stayId, establishmentId: '', from, source: 'Certificate' },
  place: { kind, name: '', lines: [], postcode: '' },
})
const died = (from = '2026-11-20'): Said => ['stay-recorded', stay('s2', 'died', from)]
const draft = (kind = 'L14', more: object = {}): Said => [
  'letter-drafted',
  {
    ...{ letterId: 'l', clientId: 'c', version: 1 },
    content: {
      ...{ matterId: 'm', kind, datedOn: '2026-11-23', delivery: 'post', salutation: 'Dear Sir' },
      ...{ addressee: { ...HOLDER, lines: [] }, heading: 'The late D. F.', signatory: 'one' },
      passages: [{ id: 'right', text: 'Of D. F.', class: 'identity', origin: 'template' }],
      applicant: { name: 'Denise', capacity: 'claimant', claim: 'A claim', signedOn: '2026-11-21' },
      ...more,
    },
  },
]
const sent = (told: object[], more: object = {}): Said => [
  'letter-sent',
  {
    ...{ letterId: 'l', clientId: 'c', on: '2026-11-23', route: 'email', sha256: '00' },
    ...{ gateOpen: true, decisions: [], ordered: 'by-signature' },
    disclosed: [{ reader: HOLDER.name, role: HOLDER.role, purpose: 'obtain-records', told }],
    ...more,
  },
]
const why = 'Whoever applies says whose records (section 3(1)(f)).'
const named = (about: string, consentId: string | null = null) => ({ class: about, why, consentId })
const WHO = [named('identity'), named('location')]
const NO_BASIS = 'It names no form, and nothing before it shows another basis.'

test('an application for the records of the dead says who they were and where, once a death is recorded', () => {
  expect(faults(died(), draft(), sent(WHO))).toEqual([])
  // The day of the death is a day on which it may leave.
  expect(faults(died('2026-11-23'), draft(), sent(WHO))).toEqual([])
  const chaser = draft('L09', { answers: 'l0' })
  const asked: Said = [draft()[0], { ...draft()[1], letterId: 'l0' }]
  expect(faults(died(), asked, chaser, sent(WHO))).toEqual([])
})

test('it is none without a death, before it, after the death turned out to be a mistake, or of another client', () => {
  const none = [NO_BASIS]
  expect(faults(draft(), sent(WHO))).toEqual(none)
  expect(faults(died('2026-11-24'), draft(), sent(WHO))).toEqual(none)
  const lives = { ...stay('s3', 'released', '2026-11-20'), replaces: 's2', reason: 'A mistake' }
  expect(faults(died(), ['stay-corrected', lives], draft(), sent(WHO))).toEqual(none)
  const never = { ...stay('s3', 'died', '2026-11-20'), replaces: 's2', reason: '', never: true }
  expect(faults(died(), ['stay-corrected', never], draft(), sent(WHO))).toEqual(none)
  const other: Said = ['stay-recorded', { ...stay('s9', 'died', '2026-11-20'), clientId: 'd' }]
  expect(faults(other, draft(), sent(WHO))).toEqual(none)
})

test('it lets nothing be told of health, nobody else be told, and no other letter rest on it', () => {
  expect(faults(died(), draft(), sent([...WHO, named('health')]))).toEqual([NO_BASIS])
  const opponent = { ...HOLDER, role: 'opponent' }
  const toOpponent = draft('L14', { addressee: { ...opponent, lines: [] } })
  const disclosed = [
    { reader: HOLDER.name, role: 'opponent', purpose: 'obtain-records', told: WHO },
  ]
  expect(faults(died(), toOpponent, sent(WHO, { disclosed }))).toEqual([NO_BASIS])
  for (const kind of ['L03', 'L05'])
    expect(faults(died(), draft(kind), sent(WHO))).toEqual([NO_BASIS])
  const chaser = draft('L09', { answers: 'l0' })
  const asked: Said = ['letter-drafted', { ...draft('L03')[1], letterId: 'l0' }]
  expect(faults(died(), asked, chaser, sent(WHO))).toEqual([NO_BASIS])
})

const authority = (more: object = {}): Said => [
  'consent-recorded',
  {
    ...{ consentId: 'k', clientId: 'c', kind: 'authority-to-obtain', consulted: null },
    ...{ purpose: 'obtain-records', recipient: HOLDER },
    choices: [{ class: 'health', answer: 'given' }],
    ...{ signedOn: '2026-11-22', receivedOn: '2026-11-22', until: null, wording: '', how: 'post' },
    ...{ note: '', interpreter: false, officerPresent: false, secondCheck: false, replaces: null },
    ...more,
  },
]
const executor = (more: object = {}): Said => [
  'representative-recorded',
  {
    ...{ representativeId: 'r', clientId: 'c', capacity: 'executor', title: '' },
    ...{ surname: 'Fenwright', forenames: 'Denise', lines: [], postcode: '', telephone: '' },
    ...{ from: '2026-11-20', until: null, covers: [], together: '', limits: '' },
    ...{ provedOn: '2026-11-22', seenBy: 'one', source: 'Grant', ...more },
  },
]
const grant: Said = [
  'proof-attached',
  {
    ...{ representativeId: 'r', clientId: 'c', paperId: 'p', sha256: '00', size: 1 },
    kind: 'pdf',
  },
]
const signedBy = { representativeId: 'r', lacks: null, decided: '' }
const BY_FORM = [named('identity', 'k')]

test('what rests on the executor’s form stands by the grant, its proof and a death before it was signed', () => {
  const whole = [
    died(),
    executor(),
    grant,
    authority({ signedBy }),
    draft(),
    sent(BY_FORM),
  ] as const
  expect(faults(...whole)).toEqual([])
  const without = (act: string) => faults(...whole.filter(([name]) => name !== act))
  expect(without('representative-recorded')).toHaveLength(1)
  expect(without('proof-attached')).toHaveLength(1)
  expect(without('stay-recorded')).toHaveLength(1)
  expect(without('consent-recorded')).toHaveLength(1)
  const ended: Said = [
    'representative-removed',
    { representativeId: 'r', clientId: 'c', reason: 'It was another estate' },
  ]
  expect(faults(...whole.slice(0, 5), ended, whole[5])).toHaveLength(1)
  // What the client gave while living ended with the client’s life.
  const own = authority({ signedOn: '2026-11-01', receivedOn: '2026-11-02' })
  expect(faults(died(), own, draft(), sent(BY_FORM))).toHaveLength(1)
  // Signed before the death by one who acts for the dead alone.
  const early = authority({ signedBy, signedOn: '2026-11-19', receivedOn: '2026-11-19' })
  const since = executor({ from: '2026-11-01' })
  expect(faults(died(), since, grant, early, draft(), sent(BY_FORM))).toHaveLength(1)
})
