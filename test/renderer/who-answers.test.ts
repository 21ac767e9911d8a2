import { describe, expect, test } from 'vitest'
import type { RuleOffered } from '../../src-main/deadlines/contract.ts'
import type { AnswerShown } from '../../src-main/rights/contract.ts'
import { courses, factWords, forbidden, summary } from '../../src-renderer/rights/answer-words.ts'
import { clockLink } from '../../src-renderer/rights/clock-links.ts'
import {
  isFact,
  matterFrom,
  matterSent,
  type MatterTyped,
} from '../../src-renderer/rights/matter-typed.ts'
import { KINDS } from '../../src-renderer/words/law.ts'
import { routing } from '../rights/shipped.ts'
import { MatterQuestion } from '../../src-main/law/contract.ts'

const typed = (more: Partial<MatterTyped> = {}): MatterTyped => ({
  ...matterFrom({ prison: 'leeds', kind: 'clinical', eventOn: '2005-06-10' }, '2026-11-22'),
  ...more,
})
const answer = (body: string, procedure: string, mustNot: string[] = []) => ({
  body,
  role: 'gave the care',
  procedure,
  next: 'n',
  clocks: [],
  mustNot,
  authority: 'a',
  time: null,
})

describe('the matter asked about', () => {
  test('is whole with a prison, a kind and two days, of which the later is today unless said', () => {
    expect(matterSent(typed())).toEqual({
      prison: 'leeds',
      kind: 'clinical',
      eventOn: '2005-06-10',
      actionOn: '2026-11-22',
      facts: {},
    })
    for (const gap of [{ prison: '' }, { kind: '' }, { eventOn: '30 2 05' }, { actionOn: '' }])
      expect(matterSent(typed(gap))).toBeNull()
  })

  test('may be of two kinds, and a second one that is the same counts once', () => {
    expect(matterSent(typed({ also: 'custodial' }))?.kind).toEqual(['clinical', 'custodial'])
    expect(matterSent(typed({ also: 'clinical' }))?.kind).toBe('clinical')
  })

  test('names a prison of Scotland instead of choosing it', () => {
    const sent = matterSent(typed({ nation: 'Scotland', elsewhere: ' Barlinnie ' }))
    expect(sent).toMatchObject({ nation: 'Scotland', prison: 'Barlinnie' })
  })

  test('sends each fact that is whole, and keeps a half-typed day back', () => {
    const facts = { pctTransferDate: '1 4', provider: ' Northgate ', leakedBy: '' }
    expect(matterSent(typed({ facts }))?.facts).toEqual({ provider: 'Northgate' })
    const released = typed({ kind: 'health-records', released: true })
    expect(matterSent(released)?.facts).toEqual({ released: true })
    expect(matterSent({ ...released, kind: 'clinical' })?.facts).toEqual({})
  })

  test('has words for every kind there is, and a field for every fact that the table asks for', () => {
    for (const kind of Object.keys(KINDS))
      expect(MatterQuestion.shape.kind.safeParse(kind).success).toBe(true)
    const { rows } = routing
    const asked = rows.flatMap((row) => row.cases.flatMap((one) => one.ask))
    expect(asked.length).toBeGreaterThan(5)
    expect(asked.map(({ fact }) => fact).filter((fact) => !isFact(fact))).toEqual([])
    const kinds = new Set(rows.flatMap((row) => row.cases.flatMap((one) => one.kinds)))
    expect([...kinds].filter((kind) => !Object.hasOwn(KINDS, kind))).toEqual([])
  })
})

describe('the answer', () => {
  test('says once what two bodies have in common', () => {
    const all = [answer('Prison Service', 'p'), answer('Governor', 'p'), answer('PCT', 'q')]
    expect(courses(all).map(({ bodies }) => bodies.map(({ body }) => body))).toEqual([
      ['Prison Service', 'Governor'],
      ['PCT'],
    ])
    expect(forbidden([answer('a', 'p', ['x', 'y']), answer('b', 'p', ['x'])])).toEqual(['x', 'y'])
  })

  test('says in a sentence how many answer, or how many facts are missing', () => {
    const shown = (answers: number, ask: number) =>
      ({ answers: { length: answers }, ask: { length: ask } }) as unknown as AnswerShown
    expect(summary(shown(0, 1))).toBe('One fact is missing before anyone can be named.')
    expect(summary(shown(2, 0))).toBe('Two bodies are responsible.')
    expect(summary(shown(1, 2))).toBe('One body is responsible. Two facts are still missing.')
  })

  test('says a fact from the record as the office does', () => {
    expect(factWords({ fact: 'pctTransferDate', value: '2005-04-01' })).toEqual({
      label: 'Primary Care Trust took over on',
      value: '1 April 2005',
    })
    expect(factWords({ fact: 'leakedBy', value: 'prison-staff' }).value).toBe('Prison staff')
  })

  test('leads each clock to the calculator, with the day where the matter gives it', () => {
    const rule = (id: string, trigger: string) => ({ id, title: id, trigger }) as RuleOffered
    const rules = [
      rule('R09', 'Event complained of'),
      rule('R11', 'Complaint made'),
      rule('R14', 'Response sent'),
    ]
    const days = { eventOn: '2005-06-10', actionOn: '2005-09-01' }
    const to = (id: string) => clockLink(id, rules, days).to
    expect(to('R09')).toBe('/calculator?rule=R09&on=2005-06-10')
    expect(to('R11')).toBe('/calculator?rule=R11&on=2005-09-01')
    expect(to('R14')).toBe('/calculator?rule=R14')
  })
})
