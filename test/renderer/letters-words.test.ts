import { describe, expect, test } from 'vitest'
import { fittingKinds, type Gate, type LetterRow } from '../../src-main/letters/contract.ts'
import { isStuck } from '../../src-main/letters/next-acts.ts'
import { timeToScale } from '../../src-renderer/deadlines/time-to-scale.ts'
import { chipWord } from '../../src-renderer/words/disclosure-terms.ts'
import { clockBadge, dueWords } from '../../src-renderer/letters/deadline-words.ts'
import { footWords } from '../../src-renderer/letters/foot-words.ts'
import { blockedParts, blocksAt, keptBack } from '../../src-renderer/letters/gate-words.ts'
import { noteInWords } from '../../src-renderer/words/letters.ts'
import { letterSummary, linesOf, workOf } from '../../src-renderer/letters/list-groups.ts'
import { actsOf, placeOf, lettersToChase, rowAct } from '../../src-renderer/letters/next-act.ts'
import { kindGroups } from '../../src-renderer/letters/kind-groups.ts'
import { requestTime } from '../../src-renderer/letters/request-time.ts'
import { formatDay } from '../../src-main/dates/words.ts'

const no = (what: 'passage' | 'copy', at: string, cure: string | null = null) => ({
  what,
  at,
  reader: 'Records team',
  class: 'health' as const,
  allowed: false,
  why: 'No form in force reaches it.',
  cure,
})
const gate = (decisions: Gate['decisions'], missing: Gate['missing'] = []): Gate => ({
  open: decisions.every(({ allowed }) => allowed) && missing.length === 0,
  decisions,
  missing,
  toCheck: [],
  notices: [],
  settle: null,
})
const row = (state: LetterRow['state'], daysLate = 0, due = '2026-12-01') =>
  ({
    id: `${state}-${due}`,
    matterId: 'm',
    kind: 'L03',
    state,
    datedOn: '2026-10-01',
    deadline: state === 'sent' ? { due, prudent: due, provisional: false, daysLate } : null,
    chasing: { times: 0, until: null, may: true },
    ...{ replacedBy: null, toDecide: [], waits: null, reconstruction: false, title: 'Request' },
  }) as unknown as LetterRow

describe('what keeps a draft back', () => {
  test('is counted by parts of the letter, not by readers', () => {
    const shut = gate([no('passage', 'a', 'Leave out.'), no('passage', 'a'), no('passage', 'b')])
    expect(keptBack(shut)).toEqual({ badge: '2 passages blocked', sentence: 'Leave out.' })
    expect(blockedParts(shut)).toHaveLength(2)
    expect(blocksAt(shut, 'passage', 'a')).toHaveLength(2)
    expect(blocksAt(shut, 'copy', 'a')).toEqual([])
  })

  test('says parts where kinds are mixed, and why where nothing is offered as a cure', () => {
    expect(keptBack(gate([no('passage', 'a'), no('copy', '0')]))).toEqual({
      badge: '2 parts blocked',
      sentence: 'No form in force reaches it.',
    })
  })

  test('names what is missing, with its cure, and that there is more', () => {
    const authority = {
      what: 'No authority is in force.',
      cure: 'Record it.',
      where: 'authority' as const,
    }
    const nobody = {
      what: 'Nobody signs it.',
      cure: 'Choose who signs.',
      where: 'wording' as const,
    }
    expect(keptBack(gate([], [authority]))).toEqual({
      badge: '1 item missing',
      sentence: 'No authority is in force. Record it.',
    })
    expect(keptBack(gate([], [authority, nobody]))?.sentence).toMatch(/One more item is listed\.$/)
  })

  test('is nothing where the gate is open', () => expect(keptBack(gate([]))).toBeNull())
})

describe('the next act of a letter', () => {
  test('is one verb for each state, and a recall outranks everything', () => {
    const first = (state: LetterRow['state']) => actsOf({ ...row(state), deadline: null })[0]?.verb
    expect(first('draft')).toBe('Approve')
    expect(first('approved')).toBe('Print')
    expect(first('printed')).toBe('Mark signed')
    expect(first('signed')).toBe('Mark sent')
    expect(first('sent')).toBe('Record a reply')
    expect(first('to-recall')).toBe('Recall')
    for (const state of ['recalled', 'returned', 'discarded'] as const)
      expect(first(state)).toBe('Draft again')
    expect(actsOf({ ...row('recalled'), replacedBy: 'new' as never })).toEqual([])
  })

  test('after a printer was given it, is to look at the paper', () => {
    expect(actsOf(row('approved'), true)[0]?.verb).toBe('Confirm printing')
  })

  test('of a request that is late is to chase, which leads to a chaser of that very letter', () => {
    expect(rowAct(row('sent', 3)).name).toBe('chase')
    expect(rowAct(row('sent')).name).toBe('reply')
    expect(rowAct(row('draft')).name).toBe('open')
    expect(rowAct({ ...row('sent'), kind: 'L09' }).name).toBe('open')
    expect(placeOf('chase', { matterId: 'm', clientId: 'c', letterId: 'l' }).query).toEqual({
      matter: 'm',
      answers: 'l',
    })
  })
})

describe('a request whose reply is to be decided', () => {
  const refused = { ...row('sent', 3), toDecide: [{ kind: 'refused', on: '2026-12-02' }] as never }
  const seen = (may: boolean) => workOf(refused, { today: '2026-12-04', may: () => may })

  test('says so in every list, with what came back and the act of deciding', () => {
    expect(rowAct(refused).name).toBe('decide')
    expect(actsOf(refused)[0]?.verb).toBe('Decide')
    expect(seen(true)).toMatchObject({
      ...{ badge: { kind: 'check', word: 'To decide' }, when: 'Refused, 2 December 2026' },
      act: { verb: 'Decide', to: { query: { act: 'decide' } } },
    })
  })

  test('is opened by whoever may not decide', () =>
    expect(seen(false).act).toMatchObject({ verb: 'Open', to: { query: {} } }))
})

describe('the next act of a request that was chased', () => {
  const chased = (times: number, until: string) =>
    ({ ...row('sent', 20), chasing: { times, until, may: true } }) as LetterRow

  test('is to wait while the newest chaser still has its days, and to chase again after', () => {
    expect(rowAct(chased(1, '2026-12-08'), '2026-12-08').name).toBe('reply')
    expect(rowAct(chased(1, '2026-12-08'), '2026-12-09').name).toBe('chase')
  })

  test('is never to chase once the authority is gone', () => {
    const gone = { ...chased(0, '2026-12-08'), chasing: { times: 0, until: null, may: false } }
    expect(actsOf(gone).map(({ name }) => name)).toEqual(['reply'])
  })

  test('is to look at the other ways once two chasers brought nothing', () => {
    expect(rowAct(chased(2, '2026-12-08'), '2026-12-09').name).toBe('options')
    expect(actsOf(chased(2, '2026-12-08'), false, '2026-12-09').map(({ name }) => name)).toEqual([
      'options',
      'reply',
      'chase',
    ])
    expect(isStuck(chased(2, '2026-12-08'))).toBe(true)
    expect(isStuck(chased(1, '2026-12-08'))).toBe(false)
  })
})

describe('a clock', () => {
  const clock = { due: '2026-11-30', provisional: false, daysLate: 0 }

  test('shows how late, how soon, or that it rests on an estimate', () => {
    expect(clockBadge({ ...clock, daysLate: 1 }, '2026-12-01')).toEqual({
      kind: 'late',
      word: '1 day late',
    })
    expect(clockBadge({ ...clock, provisional: true }, '2026-11-23').kind).toBe('provisional')
    expect(clockBadge(clock, '2026-11-29')).toEqual({ kind: 'due', word: 'Due tomorrow' })
    expect(clockBadge(clock, '2026-11-01')).toEqual({ kind: 'running', word: 'In 29 days' })
  })

  test('late outranks provisional, because it must not be passed over', () => {
    expect(clockBadge({ ...clock, provisional: true, daysLate: 2 }, '2026-12-02').kind).toBe('late')
  })

  test('is drawn to scale, with what is late beyond the due date', () => {
    const time = requestTime({
      sentOn: '2026-09-01',
      receivedOn: '2026-09-03',
      receiptEstimated: true,
      due: '2026-09-11',
      daysLate: 10,
      today: '2026-09-21',
    })
    const { marks, stretches } = timeToScale(time)
    expect(marks.map(({ name, at }) => [name, at])).toEqual([
      ['Sent', 0],
      ['Received (estimated)', 10],
      ['Due', 50],
      ['Today', 100],
    ])
    expect(stretches.map(({ kind, at, width }) => [kind, at, width])).toEqual([
      ['counted', 10, 40],
      ['late', 50, 50],
    ])
  })
})

describe('a day by which an answer is due', () => {
  type Of = Parameters<typeof dueWords>[0]
  const of = (kind: string, replies: string[] = []) =>
    ({ content: { kind }, replies: replies.map((one) => ({ kind: one })) }) as unknown as Of

  test('is called by what gives it: the law, or the letter that asks for it', () => {
    expect(dueWords(of('L03'), false)).toBe('Reply due')
    expect(dueWords(of('L03'), true)).toBe('Reply was due')
    expect(dueWords(of('L19'), false)).toBe('Answer asked for by')
    expect(dueWords(of('L19'), true)).toBe('Answer was asked for by')
  })

  test('is of a complaint about care first that of the acknowledgement', () => {
    expect(dueWords(of('L15'), false)).toBe('Acknowledgement due')
    expect(dueWords(of('L15', ['acknowledged']), true)).toBe('Reply was due')
  })

  test('stands in a list as what it is', () => {
    const asked = { ...row('sent'), kind: 'L19' as const }
    const seen = { today: '2026-11-01', may: () => true }
    expect(workOf(asked, seen).when).toBe('Asked for by 1 December 2026')
    expect(workOf(row('sent'), seen).when).toBe('Due 1 December 2026')
  })
})

describe('lists of letters', () => {
  const rows = [row('to-recall'), row('draft'), row('sent', 2), row('sent', 0, '2026-12-09')]
  const groups = [
    { name: 'unsent' as const, total: 2, late: 0 },
    { name: 'waiting' as const, total: 5, late: 1 },
    { name: 'done' as const, total: 9, late: 0 },
  ]

  test('come under the headings of their groups, a row that is not known yet in its place', () => {
    const lines = linesOf(groups, [...rows, ...Array.from({ length: 12 }, () => null)])
    expect(lines.slice(0, 7)).toEqual([
      { heading: 'Unsent', count: 2 },
      ...rows.slice(0, 2),
      { heading: 'Awaiting reply', count: 5 },
      ...rows.slice(2),
      null,
    ])
    expect(lines).toHaveLength(3 + 16)
  })

  test('are summed up in a sentence that is true to them', () => {
    expect(letterSummary(groups)).toBe('Two unsent letters. Five replies outstanding, one late.')
    expect(letterSummary([{ name: 'unsent', total: 1, late: 0 }])).toBe(
      'One unsent letter. No replies outstanding.',
    )
    expect(letterSummary([])).toBe('No unsent letters. No replies outstanding.')
  })
})

describe('a new letter', () => {
  test('is of a kind that fits its matter', () => {
    const plain = { chasing: false, refused: false, questions: [], withdrawn: false, died: false }
    expect(fittingKinds('health-records', plain).slice(0, 3)).toEqual(['L03', 'L04', 'L05'])
    expect(fittingKinds('prison-records', plain)[0]).toBe('L05')
    expect(fittingKinds('death', plain)).toEqual(['L05', 'L06'])
    expect(fittingKinds('treatment', { ...plain, refused: true })).toContain('L10')
    const asked = { ...plain, questions: ['clarification-asked'] as const }
    expect(fittingKinds('health-records', asked)[0]).toBe('L08')
    expect(fittingKinds('health-records', plain)).not.toContain('L08')
    expect(fittingKinds('death', { ...plain, died: true })).toEqual(['L14', 'L31', 'L32', 'L06'])
    expect(fittingKinds('treatment', { ...plain, chasing: true, withdrawn: true })).toEqual(
      expect.arrayContaining(['L09', 'L36', 'L37']),
    )
  })

  test('chases the request that is latest first, each kind by its own chaser', () => {
    const complaint = { ...row('sent', 20), kind: 'L15' as const }
    const sent = [row('sent', 1), row('replied'), row('sent', 9, '2026-11-01'), complaint]
    const late = lettersToChase(sent, 'L09')
    expect(late.map(({ deadline }) => deadline?.daysLate)).toEqual([9, 1])
    expect(lettersToChase(sent, 'L17')).toEqual([complaint])
  })

  test('is looked for under headings: the likeliest first, and each kind once', () => {
    const all = { chasing: true, refused: true, questions: [], withdrawn: true, died: false }
    const offered = fittingKinds('treatment', all)
    const groups = kindGroups(offered, 'treatment')
    expect(groups.map(({ name }) => name)).toEqual([
      ...['Most likely here', 'Requests for records', 'Letters to others', 'To the client'],
      'Follow-up',
    ])
    expect(groups.flatMap(({ kinds }) => kinds.map(({ value }) => value)).toSorted()).toEqual(
      offered.toSorted(),
    )
    expect(groups[0]?.kinds.map(({ value }) => value)).toEqual(['L09', 'L17', 'L15', 'L19', 'L20'])
    expect(kindGroups(['L05'], null)).toHaveLength(1)
  })
})

test('the foot tells the route and the due day of a letter that was sent', () => {
  const sent = {
    state: 'sent',
    sent: { on: '2026-09-24', route: 'first-class' },
    deadline: { due: '2026-11-09', daysLate: 3 },
    replies: [],
  } as unknown as Parameters<typeof footWords>[0]
  expect(footWords(sent, formatDay)).toBe(
    'First class post, 24 September 2026. The reply was due on 9 November 2026.',
  )
})

test('a chip says of a restricted passage only that it is restricted', () => {
  expect(chipWord('hiv-sexual-health')).toBe('restricted')
  expect(chipWord('none')).toBe('not personal')
  expect(chipWord(null)).toBe('no class chosen')
})

test('the history of a letter names its route, its reply and its dates in words', () => {
  expect(noteInWords('first-class, 2026-11-28')).toBe('First class post, 28 November 2026')
  expect(noteInWords('refused, No ground given, 2026-11-27')).toBe(
    'Refused, No ground given, 27 November 2026',
  )
  expect(noteInWords('')).toBe('')
})
