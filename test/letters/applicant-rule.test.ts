import { expect, test } from 'vitest'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { applicantRule } from '../../src-main/letters/applicant-rule.ts'

type Said = [act: string, detail: Record<string, unknown>]
function judged(said: readonly Said[], rules = 4) {
  const all: Said[] = [['office-created', { rules }], ...said]
  const entries = all.map(([act, detail], at) => ({
    ...{ seq: at + 1, at: '2026-11-23T09:00:00.000Z', subject: 'tag', act, actor: 'one', detail },
  })) as never as OpenedEntry[]
  const { findings, remarks = [], of } = applicantRule.judge(entries)
  const why = (list: typeof findings) => list.map(({ differs }) => differs)
  return { findings: why(findings), remarks: why(remarks), of }
}

const HOLDER = { name: 'Northgate Health', role: 'records-holder' }
const by = { name: 'Ms Denise Fenwright', capacity: 'personal-representative', claim: '' }
const executor = { ...by, representativeId: 'r' }
const draft = (applicant: object | undefined, more: object = {}): Said => [
  'letter-drafted',
  {
    ...{ letterId: 'l', clientId: 'c', version: 1 },
    content: {
      ...{ matterId: 'm', kind: 'L14', datedOn: '2026-11-23', delivery: 'post' },
      ...{ addressee: { ...HOLDER, lines: [] }, heading: 'The late D. F.', signatory: 'one' },
      passages: [{ id: 'right', text: 'Of D. F.', class: 'identity', origin: 'template' }],
      ...{ salutation: 'Dear Sir', applicant, ...more },
    },
  },
]
const sent = (letterId = 'l'): Said => [
  'letter-sent',
  {
    ...{ letterId, clientId: 'c', on: '2026-11-23', route: 'email', sha256: '00' },
    ...{ gateOpen: true, decisions: [], ordered: 'by-signature', disclosed: [] },
  },
]
const recorded = (more: object = {}): Said => [
  'representative-recorded',
  {
    ...{ representativeId: 'r', clientId: 'c', capacity: 'executor', title: 'Ms' },
    ...{ surname: 'Fenwright', forenames: 'Denise', lines: [], postcode: '', telephone: '' },
    ...{ from: '2026-11-20', until: null, covers: [], together: '', limits: '' },
    ...{ provedOn: '2026-11-22', seenBy: 'one', source: 'Grant', ...more },
  },
]
const about = { representativeId: 'r', clientId: 'c' }
const proof: Said = [
  'proof-attached',
  { ...about, paperId: 'p', sha256: '00', size: 1, kind: 'pdf' },
]
const ended: Said = [
  'representative-ended',
  { ...about, on: '2026-11-22', reason: 'The grant was revoked' },
]

test('an application by the executor on record, or by somebody with a claim who signed, is sound', () => {
  const whole = judged([recorded(), proof, draft(executor), sent()])
  expect(whole).toEqual({ of: 1, findings: [], remarks: [] })
  const claimant = {
    name: 'Ann Price',
    capacity: 'claimant',
    claim: 'A claim',
    signedOn: '2026-11-21',
  }
  expect(judged([draft(claimant), sent()])).toEqual({ of: 1, findings: [], remarks: [] })
  const joined: Said = [
    'client-joined',
    { clientId: 'c', keptId: 'k', place: 2, reason: 'One person', against: [] },
  ]
  const ofKept = [recorded({ clientId: 'k' }), proof, joined, draft(executor), sent()]
  expect(judged(ofKept).findings).toEqual([])
})

test('whoever is named and is not the one on record is found, whatever the letter says of them', () => {
  const found = (...said: Said[]) => judged(said).findings
  const sending = [draft(executor), sent()] as const
  expect(found(...sending)).toEqual(['The applicant was not recorded as acting for this client.'])
  expect(found(recorded({ clientId: 'd' }), proof, ...sending)).toHaveLength(1)
  expect(found(recorded(), ...sending)[0]).toContain(
    'proof that the applicant acts is not complete',
  )
  expect(found(recorded(), proof, ended, ...sending)[0]).toContain('did not act for this client on')
  const attorney = recorded({ capacity: 'health-attorney' })
  expect(found(attorney, proof, ...sending)[0]).toContain('only while the client lived')
  const other = draft({ ...executor, name: 'Ms Ann Price' })
  expect(found(recorded(), proof, other, sent())).toEqual([
    'It names another applicant than the record has.',
  ])
  expect(found(draft(undefined), sent())).toEqual(['It names nobody who applies.'])
  const unsigned = { name: 'Ann Price', capacity: 'claimant', claim: 'A claim', signedOn: null }
  expect(found(draft(unsigned), sent())[0]).toContain('when the applicant signed')
})

test('a chaser is judged by the application that it chases, and an act of before the rule is a remark', () => {
  const chaser = draft(undefined, { kind: 'L09', answers: 'l' })
  const chased: Said = [chaser[0], { ...chaser[1], letterId: 'l2' }]
  const said = [draft(executor), chased, sent('l2')]
  expect(judged(said).findings).toHaveLength(1)
  expect(judged([recorded(), proof, ...said]).findings).toEqual([])
  expect(judged(said, 3)).toMatchObject({ findings: [], remarks: [expect.any(String)] })
})
