import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Grant } from '../../src-main/consents/allowed.ts'
import type { InformationClass } from '../../src-main/consents/contract.ts'
import { askable, askedIn } from '../../src-main/letters/asking.ts'
import type { LetterContent } from '../../src-main/letters/contract.ts'
import { KINDS } from '../../src-main/letters/kinds.ts'
import { mergeLetter } from '../../src-main/letters/merge.ts'
import { loadSensitive } from '../../src-main/letters/sensitive.ts'
import { refusalOf, resources } from '../open-office.ts'
import { someAuthority } from '../consents/some-consent.ts'
import { filledIn, HOLDER, letterAt, letterOffice, type LetterOffice } from './letter-office.ts'
import { sampleFacts, templates } from './sample-letter.ts'

const sensitive = loadSensitive(resources)
type Answer = 'given' | 'refused' | 'not-chosen'
const ALL = ['health', 'mental-health', 'substance-use', 'hiv-sexual-health'] as const

const authorityOf = async (
  { ask, clientId, partner }: LetterOffice,
  answers: Partial<Record<InformationClass, Answer>>,
  changes: object = {},
) =>
  ask.consents.record(
    someAuthority(clientId, {
      choices: Object.entries(answers).map(([about, answer]) => ({
        ...{ class: about as InformationClass, answer },
      })),
      consulted:
        answers['hiv-sexual-health'] === 'given'
          ? { by: partner, on: '2026-11-01' as never, said: 'The client agrees.' }
          : null,
      ...changes,
    }),
  )
const wanted = (content: LetterContent) =>
  content.passages.find(({ id }) => id === 'wanted')?.text ?? ''

describe('a request for health records', () => {
  test('leaves out what the newest authority refuses, says so to the holder and to whoever drafts', async () => {
    const office = await letterOffice()
    await authorityOf(office, {
      ...{ health: 'given', 'mental-health': 'refused', 'substance-use': 'refused' },
    })
    const { content, gate } = await office.ask.letters.draft(await filledIn(office))
    expect(gate.open).toBe(true)
    const text = wanted(content)
    expect(text).toContain('results of tests')
    expect(text).not.toMatch(/whole record|any mental health service|drug or alcohol service;|ACCT/)
    expect(text).toContain(
      'We do not ask for records of mental health care and drug or alcohol services.',
    )
    // What Part B says, and that there is one, is nobody’s to read between the lines.
    expect(JSON.stringify(content)).not.toMatch(/HIV|sexual health|Part B/i)
    expect(gate.notices).toEqual([
      'Not asked for: records of mental health care. The client refused it on the newest authority.',
      'Not asked for: records of drug or alcohol services. The client refused it on the newest authority.',
      'Not asked for: records of HIV and sexual health. It is asked for only where Part B of the authority relied on gives it, after the client was consulted.',
    ])
    // The form shows who the client is, and is classed for it.
    expect(content.enclosures[0]).toMatchObject({ class: 'identity' })
  })

  test.each([
    ['a line of the template', '- notes of any mental health service;'],
    ['words of one’s own', '- everything that the psychiatrist wrote'],
    ['everything', 'Please send us the whole record.'],
    ['all that is held', 'We want all the notes that you hold.'],
  ])('is approved no more once somebody asks for %s after all', async (_, typed) => {
    const office = await letterOffice()
    await authorityOf(office, { health: 'given', 'mental-health': 'not-chosen' })
    const drafted = await office.ask.letters.draft(await filledIn(office))
    const { content, id } = drafted
    const passages = content.passages.map((one) =>
      one.id === 'wanted' ? { ...one, text: `${one.text}\n${typed}` } : one,
    )
    const { version, gate } = await office.ask.letters.redraft({
      ...{ letterId: id, version: drafted.version, content: { ...content, passages } },
    })
    const shut = gate.decisions.filter(({ allowed }) => !allowed)
    expect(shut.some((one) => one.what === 'asked' && one.at === 'wanted')).toBe(true)
    expect(shut.map((one) => one.class)).toContain('mental-health')
    expect(
      (await refusalOf(office.ask.letters.approve({ letterId: id, version }))).message,
    ).toMatch(/asks for records of .* Take it out\./)
  })

  test('asks for the whole record, and encloses Part B, only where every class is given', async () => {
    const office = await letterOffice()
    await authorityOf(office, Object.fromEntries(ALL.map((about) => [about, 'given'])))
    const { content, gate } = await office.ask.letters.draft(await filledIn(office))
    expect(gate).toMatchObject({ open: true, notices: [] })
    expect(wanted(content)).toMatch(/We ask for the whole record[^]*HIV or sexual health service/)
    expect(wanted(content)).not.toContain('We do not ask')
    expect(content.enclosures.map(({ name }) => name)).toContain(
      'Part B of that form, signed separately',
    )
  })

  test('encloses no Part B where HIV and sexual health is not asked for', async () => {
    const office = await letterOffice()
    await authorityOf(office, { health: 'given', 'hiv-sexual-health': 'refused' })
    const content = await filledIn(office)
    const enclosures = [...content.enclosures, { name: 'Part B', class: 'identity' as const }]
    const { gate } = await office.ask.letters.draft({ ...content, enclosures })
    expect(gate.decisions.filter(({ allowed }) => !allowed)).toMatchObject([
      { what: 'enclosure', class: 'hiv-sexual-health' },
    ])
  })

  test('that is approved is to be recalled once a newer authority gives less', async () => {
    const office = await letterOffice()
    const { ask } = office
    await authorityOf(office, { health: 'given', 'mental-health': 'given' })
    const { id: letterId } = await letterAt(office, 'approved')
    await authorityOf(
      office,
      { health: 'given', 'mental-health': 'refused' },
      { signedOn: '2026-11-20', receivedOn: '2026-11-23' },
    )
    expect(await ask.letters.get({ letterId })).toMatchObject({ state: 'to-recall' })
    await refusalOf(ask.letters.printed({ letterId }))
  })

  test('in draft follows the authority: more is asked for when it gives more, less when it gives less', async () => {
    const office = await letterOffice()
    const { ask } = office
    const { id: letterId } = await ask.letters.draft(await filledIn(office))
    const now = async () => (await ask.letters.get({ letterId })).content
    expect(wanted(await now())).not.toMatch(/HIV/)
    await authorityOf(office, Object.fromEntries(ALL.map((about) => [about, 'given'])))
    expect(wanted(await now())).toMatch(/whole record[^]*HIV/)
    expect((await now()).enclosures.map(({ name }) => name)).toHaveLength(2)
    await authorityOf(
      office,
      { 'mental-health': 'given' },
      { signedOn: '2026-11-20', receivedOn: '2026-11-23' },
    )
    expect(wanted(await now())).toContain('notes of any mental health service')
    expect(wanted(await now())).not.toMatch(/results of tests|HIV/)
  })
})

test('a request for prison records asks for each thing by its own answer, and never for health records', async () => {
  const office = await letterOffice()
  await authorityOf(office, { location: 'given', 'mental-health': 'refused', offence: 'given' })
  const { content, gate } = await office.ask.letters.draft(await filledIn(office, { kind: 'L05' }))
  expect(gate.open).toBe(true)
  expect(wanted(content)).toMatch(/main prison record[^]*adjudications/)
  expect(wanted(content)).not.toMatch(/ACCT|drug tests/)
  expect(wanted(content)).toContain('We do not ask for records of mental health care and drug or')
})

test('a chaser no longer asks for what was withdrawn, and says so', async () => {
  const office = await letterOffice()
  const { ask, clock } = office
  const { id: consentId } = await authorityOf(office, {
    ...{ health: 'given', 'mental-health': 'given' },
  })
  const { id: answers } = await letterAt(office, 'sent')
  clock.set('2027-01-20T10:00:00Z')
  await ask.consents.withdraw({
    ...{ consentId, classes: ['mental-health'], receivedOn: '2027-01-15' as never },
    ...{ how: 'post', note: '' },
  })
  const datedOn = '2027-01-20' as never
  const { content, gate } = await ask.letters.draft(
    await filledIn(office, { kind: 'L09', answers, datedOn }),
  )
  expect(content.passages.find(({ id }) => id === 'asked')?.text).toContain(
    'We no longer ask for records of mental health care; please leave them out.',
  )
  expect(gate.decisions.filter(({ allowed }) => !allowed)).toEqual([])
  const passages = content.passages.map((one) =>
    one.id === 'asked' ? { ...one, text: 'Please send the records by Friday.' } : one,
  )
  const { gate: shut } = await ask.letters.draft({ ...content, passages })
  expect(shut.decisions.find(({ allowed }) => !allowed)).toMatchObject({ class: 'mental-health' })
})

test('whatever was answered, withdrawn, overtaken or is out of date, a template asks for nothing that is not given', () => {
  const answer = fc.constantFrom<Answer | undefined>('given', 'refused', 'not-chosen', undefined)
  const day = (from: number, to: number) =>
    fc.integer({ min: from, max: to }).map((on) => `2026-11-${String(on).padStart(2, '0')}`)
  const form = fc.record({
    answers: fc.record({
      ...{ health: answer, 'mental-health': answer, 'substance-use': answer },
      ...{ 'hiv-sexual-health': answer, location: answer, offence: answer },
    }),
    ...{ consulted: fc.boolean(), signedOn: day(1, 28), receivedOn: day(1, 28) },
    lastDay: day(10, 30),
    withdrawn: fc.subarray<InformationClass>([...ALL, 'location', 'offence']),
    withdrawnOn: day(1, 30),
    named: fc.boolean(),
    check: fc.constantFrom('not-needed' as const, 'awaiting' as const),
  })
  fc.assert(
    fc.property(
      fc.array(form, { maxLength: 5 }),
      fc.constantFrom('L03' as const, 'L05' as const),
      day(1, 30),
      (forms, kind, on) => {
        const grants = forms.map(
          ({ answers, withdrawn, withdrawnOn, named, check, ...one }, seq): Grant => ({
            ...{ id: `g${seq}`, seq, kind: 'authority-to-obtain', purpose: 'obtain-records' },
            recipient: { name: named ? HOLDER : 'Any holder', role: 'records-holder' },
            answers: Object.fromEntries(
              Object.entries(answers).filter(([, said]) => said !== undefined),
            ),
            ...one,
            withdrawals: [
              { classes: withdrawn, saidOn: null, receivedOn: withdrawnOn, undoneOn: null },
            ],
            check: { state: check, on: null, recordedBy: 'Hester Vane' },
            replaces: null,
          }),
        )
        const { classes } = KINDS[kind].asks!
        const recipient = { name: HOLDER, role: 'records-holder' as const }
        const { of, reason, grantId } = askable({ recipient, classes, on }, grants)
        const given = [...of].flatMap(([about, why]) => (why === 'given' ? about : []))
        const facts = sampleFacts('uk-gdpr')
        const { passages } = mergeLetter({
          ...{ templates, kind, edition: 'uk-gdpr' },
          facts: {
            ...facts,
            request: { ...facts.request, classes: given, whole: given.length === classes.length },
          },
        })
        const content = { kind, passages } as unknown as LetterContent
        for (const asked of askedIn({ content, templates, sensitive, chased: null })) {
          expect(given).toContain(asked.class)
          const relied = grants.find(({ id }) => id === grantId)!
          // The one form that is enclosed gives each of them, or names no place where it gives something.
          if (asked.class !== 'location') expect(relied.answers[asked.class]).toBe('given')
          expect(relied.answers[asked.class]).not.toBe('refused')
          expect(relied.check.state).toBe('not-needed')
          if (asked.class === 'hiv-sexual-health') expect(relied.consulted).toBe(true)
        }
        if (reason !== 'given') expect(given.filter((about) => about !== ALL[3])).toEqual([])
      },
    ),
    { numRuns: 600 },
  )
})
