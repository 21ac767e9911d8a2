import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allowed, authorised, type Grant, type Question } from '../../src-main/consents/allowed.ts'
import { InformationClass, Purpose, RecipientRole } from '../../src-main/consents/contract.ts'
import { roleKey } from '../../src-main/establishments/styles.ts'

const sister = { name: 'Denise Fenwright', role: 'family' } as const
const asked = (changes: Partial<Question> = {}): Question => ({
  recipient: sister,
  class: 'health',
  purpose: 'inform',
  on: '2026-11-20',
  ...changes,
})
const form = (changes: Partial<Grant> = {}): Grant => ({
  id: 'form',
  seq: 1,
  kind: 'consent-to-tell',
  recipient: sister,
  purpose: 'inform',
  answers: { health: 'given' },
  consulted: false,
  signedOn: '2026-11-02',
  receivedOn: '2026-11-06',
  lastDay: '2027-11-01',
  withdrawals: [],
  check: { state: 'not-needed', on: null, recordedBy: 'Hester Vane' },
  replaces: null,
  ...changes,
})
const takenBack = (
  receivedOn: string,
  classes: InformationClass[] = ['health'],
  saidOn: string | null = null,
) => ({ withdrawals: [{ classes, saidOn, receivedOn, undoneOn: null }] })
/** A form signed, and come in, on these days. */
const signed = (signedOn: string, receivedOn = signedOn, changes: Partial<Grant> = {}) =>
  form({ id: `signed ${signedOn}`, signedOn, receivedOn, ...changes })
const refused = { answers: { health: 'refused' } } as const

test.each<[string, Partial<Question>, Grant[], string]>([
  ['what no form speaks of was not asked', {}, [], 'not-asked'],
  ['what a form gives may be told', {}, [form()], 'given'],
  [
    'a name is the same however it is typed',
    { recipient: { name: 'DENISE  FENWRIGHT', role: 'family' } },
    [form()],
    'given',
  ],
  [
    'another person was not asked about',
    { recipient: { name: 'Denise Fenn', role: 'family' } },
    [form()],
    'not-asked',
  ],
  [
    'the same name in another role was not asked about',
    { recipient: { name: sister.name, role: 'opponent' } },
    [form()],
    'not-asked',
  ],
  ['another purpose was not asked about', { purpose: 'complaint' }, [form()], 'not-asked'],
  ['another class was not asked about', { class: 'location' }, [form()], 'not-asked'],
  ['a refusal is a refusal', {}, [form({ answers: { health: 'refused' } })], 'refused'],
  ['an empty box is no consent', {}, [form({ answers: { health: 'not-chosen' } })], 'not-chosen'],
  ['a form counts from the day it came in', { on: '2026-11-06' }, [form()], 'given'],
  ['and not before', { on: '2026-11-05' }, [form()], 'not-asked'],
  [
    'the day of a withdrawal is a day without consent',
    {},
    [form(takenBack('2026-11-20'))],
    'withdrawn',
  ],
  [
    'the day before it was still one with',
    { on: '2026-11-19' },
    [form(takenBack('2026-11-20'))],
    'given',
  ],
  [
    'a withdrawal of something else changes nothing',
    {},
    [form(takenBack('2026-11-10', ['offence']))],
    'given',
  ],
  ['the last day still counts', { on: '2027-11-01' }, [form()], 'given'],
  ['the day after it does not', { on: '2027-11-02' }, [form()], 'expired'],
  [
    'the newest form wins: refused after given',
    {},
    [form(), signed('2026-11-09', '2026-11-10', refused)],
    'refused',
  ],
  [
    'the newest form wins: given after withdrawn',
    {},
    [form(takenBack('2026-11-08')), signed('2026-11-09', '2026-11-10')],
    'given',
  ],
  [
    'a consent signed before a refusal and arriving after it opens nothing',
    { on: '2026-11-23' },
    [signed('2026-11-19', '2026-11-20', refused), signed('2026-11-01', '2026-11-23', { seq: 2 })],
    'refused',
  ],
  [
    'a refusal stops from the day it was signed, though it came in later',
    { on: '2026-11-19' },
    [form(), signed('2026-11-19', '2026-11-23', refused)],
    'refused',
  ],
  [
    'of two forms in one envelope the one signed last governs, whichever was typed last',
    { on: '2026-11-20' },
    [
      signed('2026-11-10', '2026-11-20', { seq: 9, ...refused }),
      signed('2026-11-12', '2026-11-20', { seq: 8 }),
    ],
    'given',
  ],
  [
    'two forms of one day that contradict each other decide nothing',
    {},
    [form({ id: 'b', seq: 2, answers: { health: 'refused' } }), form()],
    'conflicting',
  ],
  [
    'two forms of one day that say the same say it',
    {},
    [form({ id: 'b', seq: 2 }), form()],
    'given',
  ],
  [
    'an entry and the one that puts it right are one paper and no contradiction',
    {},
    [
      form({ ...refused, check: { state: 'returned', on: null, recordedBy: '' } }),
      form({ id: 'b', seq: 2, replaces: 'form' }),
    ],
    'given',
  ],
  [
    'a withdrawal of one form stops an older one to the same recipient',
    {},
    [form({ ...takenBack('2026-11-10') }), signed('2026-11-01', '2026-11-18')],
    'withdrawn',
  ],
  [
    'a withdrawal spoken before it came in stops from the day it was spoken',
    { on: '2026-11-12' },
    [form(takenBack('2026-11-15', ['health'], '2026-11-12'))],
    'withdrawn',
  ],
  [
    'a consent signed after a withdrawal was spoken counts, though it was written before that came in',
    {},
    [form(takenBack('2026-11-15', ['health'], '2026-11-12')), signed('2026-11-13', '2026-11-16')],
    'given',
  ],
  [
    'a withdrawal without a day of its own leaves open what was signed before it came in',
    {},
    [form(takenBack('2026-11-15')), signed('2026-11-13', '2026-11-16')],
    'conflicting',
  ],
  [
    'a withdrawal and another form of one day decide nothing',
    {},
    [form(takenBack('2026-11-15', ['health'], '2026-11-12')), signed('2026-11-12', '2026-11-16')],
    'conflicting',
  ],
  [
    'a withdrawal recorded by mistake still stops what is asked of a day before it was corrected',
    { on: '2026-11-16' },
    [
      form({
        withdrawals: [
          { classes: ['health'], saidOn: null, receivedOn: '2026-11-15', undoneOn: '2026-11-17' },
        ],
      }),
    ],
    'withdrawn',
  ],
  [
    'and stops nothing from that day on',
    { on: '2026-11-17' },
    [
      form({
        withdrawals: [
          { classes: ['health'], saidOn: null, receivedOn: '2026-11-15', undoneOn: '2026-11-17' },
        ],
      }),
    ],
    'given',
  ],
  [
    'a newer form about something else leaves the older one standing',
    {},
    [form(), signed('2026-11-09', '2026-11-10', { answers: { location: 'refused' } })],
    'given',
  ],
  [
    'HIV does not follow from health',
    { class: 'hiv-sexual-health' },
    [form({ consulted: true })],
    'not-asked',
  ],
  [
    'HIV needs a consultation',
    { class: 'hiv-sexual-health' },
    [form({ answers: { 'hiv-sexual-health': 'given' } })],
    'not-consulted',
  ],
  [
    'HIV with its own entry and a consultation may be told',
    { class: 'hiv-sexual-health' },
    [form({ answers: { 'hiv-sexual-health': 'given' }, consulted: true })],
    'given',
  ],
])('%s', (_, changes, grants, reason) => {
  const answer = allowed(asked(changes), grants)
  expect(answer).toMatchObject({ reason, allowed: reason === 'given' })
})

const holder = { name: 'Northgate Health', role: 'records-holder' } as const
const authority = (changes: Partial<Grant> = {}) =>
  form({ kind: 'authority-to-obtain', recipient: holder, purpose: 'obtain-records', ...changes })

describe('an authority to obtain', () => {
  const question = (changes: Partial<Question> = {}) =>
    asked({ recipient: holder, purpose: 'obtain-records', class: 'identity', ...changes })

  test('covers who the client is and where, and discloses nothing else to the holder', () => {
    expect(allowed(question(), [authority()]).allowed).toBe(true)
    expect(allowed(question({ class: 'location' }), [authority()]).allowed).toBe(true)
    for (const about of InformationClass.options.filter((one) => !/identity|location/.test(one)))
      expect(allowed(question({ class: about }), [authority()]).allowed).toBe(false)
  })

  test('ends for what alone was taken back, though it never asked about it', () => {
    const kept = authority({
      answers: { identity: 'given' },
      ...takenBack('2026-11-10', ['location']),
    })
    const ask = (about: 'location' | 'identity') => allowed(question({ class: about }), [kept])
    expect(ask('location')).toMatchObject({ allowed: false, reason: 'withdrawn' })
    expect(ask('identity')).toMatchObject({ allowed: true })
  })

  test('ends with the last thing that it gave', () => {
    const gone = authority({
      answers: { health: 'given', identity: 'given' },
      ...takenBack('2026-11-10'),
    })
    expect(allowed(question({ class: 'location' }), [gone]).reason).toBe('withdrawn')
    expect(allowed(question({ class: 'location', on: '2026-11-09' }), [gone]).allowed).toBe(true)
    const partly = authority({
      answers: { health: 'given', 'mental-health': 'given' },
      ...takenBack('2026-11-10'),
    })
    expect(allowed(question(), [partly]).allowed).toBe(true)
  })

  test('is for the holder it names, or for every holder where it says so', () => {
    const ask = (name: string, grant: Grant) =>
      authorised(
        { recipient: { name, role: 'records-holder' }, class: 'health', on: '2026-11-20' },
        [grant],
      )
    expect(ask('Northgate Health', authority()).allowed).toBe(true)
    expect(ask('Southgate Health', authority()).reason).toBe('not-asked')
    const every = authority({
      recipient: { name: 'Any holder of my records', role: 'records-holder' },
    })
    expect(ask('Southgate Health', every).allowed).toBe(true)
    expect(
      authorised({ recipient: { name: 'x', role: 'custody' }, class: null, on: '2026-11-20' }, [
        every,
      ]).allowed,
    ).toBe(false)
  })

  test('to a coroner counts under the role that coroners had before, by name alone', () => {
    const named = (name: string, role: 'coroner' | 'other' | 'expert') => ({ name, role })
    const told = (
      recipient: ReturnType<typeof named>,
      grant: ReturnType<typeof named>,
      answer: 'given' | 'refused' = 'given',
    ) => allowed(asked({ recipient }), [form({ recipient: grant, answers: { health: answer } })])
    const now = named('HM Coroner for West Yorkshire', 'coroner')
    const former = named('HM Coroner for West Yorkshire', 'other')
    expect(told(now, former).allowed).toBe(true)
    expect(told(former, now).allowed).toBe(true)
    expect(told(now, former, 'refused').reason).toBe('refused')
    expect(told(now, named('HM Coroner for Avon', 'other')).reason).toBe('not-asked')
    expect(told(now, named(now.name, 'expert')).reason).toBe('not-asked')
    const every = authority({ recipient: named('Any holder', 'other') })
    const may = (role: 'coroner' | 'other') =>
      authorised({ recipient: named('x', role), class: 'health', on: '2026-11-20' }, [every])
    expect([may('other').allowed, may('coroner').allowed]).toEqual([true, false])
  })

  test('to tell is never for everybody', () => {
    const every = form({ recipient: { name: 'Any member of my family', role: 'family' } })
    expect(allowed(asked(), [every]).allowed).toBe(false)
  })

  test('is asked by class, or as a whole', () => {
    const ask = (about: InformationClass | null) =>
      authorised({ recipient: holder, class: about, on: '2026-11-20' }, [authority()]).allowed
    expect([ask('health'), ask(null), ask('mental-health')]).toEqual([true, true, false])
  })
})

const anyDay = fc
  .integer({ min: 0, max: 900 })
  .map((days) => new Date(Date.UTC(2025, 6, 1) + days * 86_400_000).toISOString().slice(0, 10))
const anyClass = fc.constantFrom(...InformationClass.options)
const anyRecipient = fc.record({
  name: fc.constantFrom('Denise Fenwright', 'Northgate Health', 'Any holder'),
  role: fc.constantFrom(...RecipientRole.options),
})
const anyGrant: fc.Arbitrary<Grant> = fc.record({
  id: fc.uuid(),
  seq: fc.nat(),
  kind: fc.constantFrom('authority-to-obtain' as const, 'consent-to-tell' as const),
  recipient: anyRecipient,
  purpose: fc.constantFrom(...Purpose.options),
  answers: fc
    .array(
      fc.tuple(
        anyClass,
        fc.constantFrom('given' as const, 'refused' as const, 'not-chosen' as const),
      ),
    )
    .map((pairs) => Object.fromEntries(pairs)),
  consulted: fc.boolean(),
  signedOn: anyDay,
  receivedOn: anyDay,
  lastDay: anyDay,
  withdrawals: fc.array(
    fc.record({
      classes: fc.array(anyClass),
      ...{ saidOn: fc.option(anyDay), receivedOn: anyDay, undoneOn: fc.option(anyDay) },
    }),
    { maxLength: 3 },
  ),
  check: fc.record({
    state: fc.constantFrom('not-needed', 'awaiting', 'passed', 'returned'),
    on: fc.option(anyDay),
    recordedBy: fc.constant('Hester Vane'),
  }),
  replaces: fc.constant(null),
})
const anyQuestion: fc.Arbitrary<Question> = fc.record({
  recipient: anyRecipient,
  class: anyClass,
  purpose: fc.constantFrom(...Purpose.options),
  on: anyDay,
})
const grants = fc.array(anyGrant, { maxLength: 12 })

describe('whatever the forms and the question', () => {
  test('a yes rests on one form that says it to this recipient, in time, and not taken back', () => {
    fc.assert(
      fc.property(anyQuestion, grants, (question, kept) => {
        const answer = allowed(question, kept)
        if (!answer.allowed) return
        const grant = kept.find(({ id }) => id === answer.grantId)!
        expect(grant.purpose).toBe(question.purpose)
        expect(roleKey(grant.recipient.role)).toBe(roleKey(question.recipient.role))
        expect(grant.receivedOn <= question.on && question.on <= grant.lastDay).toBe(true)
        if (grant.kind === 'consent-to-tell') expect(grant.answers[question.class]).toBe('given')
        else expect(['identity', 'location']).toContain(question.class)
        const back = grant.withdrawals.filter(
          ({ receivedOn, undoneOn }) =>
            receivedOn <= question.on && (undoneOn === null || question.on < undoneOn),
        )
        expect(back.some(({ classes }) => classes.includes(question.class))).toBe(false)
        if (question.class === 'hiv-sexual-health') expect(grant.consulted).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('the order in which forms are read does not matter', () => {
    fc.assert(
      fc.property(
        anyQuestion,
        fc.uniqueArray(anyGrant, { selector: ({ seq }) => seq, maxLength: 8 }),
        (question, kept) => {
          expect(allowed(question, [...kept].reverse())).toEqual(allowed(question, kept))
        },
      ),
    )
  })

  /** What one client did, on which day, and when the office heard of it. */
  const history = fc.array(
    fc.record({
      what: fc.constantFrom('given' as const, 'refused' as const, 'withdrawn' as const),
      on: fc.integer({ min: 1, max: 9 }),
      late: fc.integer({ min: 0, max: 9 }),
      dated: fc.boolean(),
    }),
    { minLength: 1, maxLength: 7 },
  )
  const dayOf = (at: number) => `2026-11-${String(at).padStart(2, '0')}`
  /** As it would be on record had it arrived in this order: a withdrawal is of any form signed by then. */
  function onRecord(done: typeof history extends fc.Arbitrary<infer T> ? T : never): Grant[] {
    const kept = done.flatMap(({ what, on, late }, seq) =>
      what === 'withdrawn'
        ? []
        : [
            form({
              id: `${seq}`,
              seq,
              signedOn: dayOf(on),
              receivedOn: dayOf(on + late),
              answers: { health: what },
            }),
          ],
    )
    const withdrawals = done.filter(({ what }) => what === 'withdrawn')
    return kept.map((grant) => ({
      ...grant,
      withdrawals: withdrawals
        .filter(
          ({ on }) =>
            kept.find((one) => one.answers.health === 'given' && one.signedOn <= dayOf(on)) ===
            grant,
        )
        .map(({ on, late, dated }) => ({
          ...{ classes: ['health' as const], saidOn: dated ? dayOf(on) : null },
          ...{ receivedOn: dayOf(on + late), undoneOn: null },
        })),
    }))
  }

  test('what the client said last by its day stops, in whatever order it arrived; what ties stops as well', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (done, dice) => {
        const shuffled = done
          .map((one) => ({ one, at: dice.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one)
        for (const order of [done, shuffled]) {
          const kept = onRecord(order)
          const answer = allowed(asked({ on: '2026-11-30' }), kept)
          // Only withdrawals of something given were of anything.
          const said = [
            ...kept.map(({ signedOn, answers }) => ({
              on: signedOn,
              stops: answers.health !== 'given',
            })),
            ...kept.flatMap(({ withdrawals }) =>
              withdrawals.map(({ saidOn, receivedOn }) => ({
                on: saidOn ?? receivedOn,
                stops: true,
              })),
            ),
          ]
          const last = said
            .map(({ on }) => on)
            .sort()
            .at(-1)
          const stops = said.some((one) => one.on === last && one.stops)
          expect(answer.allowed).toBe(said.length > 0 && !stops)
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('taking back everything that day leaves nothing to tell', () => {
    fc.assert(
      fc.property(anyQuestion, grants, (question, kept) => {
        const all = {
          classes: InformationClass.options,
          ...{ saidOn: null, receivedOn: question.on, undoneOn: null },
        }
        const back = kept.map((grant) => ({ ...grant, withdrawals: [all] }))
        expect(allowed(question, back).allowed).toBe(false)
      }),
    )
  })
})
