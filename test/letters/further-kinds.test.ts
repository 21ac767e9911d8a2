import { describe, expect, test } from 'vitest'
import type { DetailName } from '../../src-main/details/contract.ts'
import type { Letter, LetterContent, LetterKind } from '../../src-main/letters/contract.ts'
import { KINDS } from '../../src-main/letters/kinds.ts'
import { someAuthority, someConsent } from '../consents/some-consent.ts'
import { refusalOf } from '../open-office.ts'
import {
  checkLawOf,
  day,
  letterAt,
  letterOffice,
  type LetterOffice,
  withAuthority,
} from './letter-office.ts'
import { sampleDetails } from './sample-letter.ts'

const TODAY = day('2026-11-23')
type Rows = ReturnType<typeof sampleDetails>[string]

/** The office with a client who was in HMP Leeds when it happened. */
const office = () => letterOffice({ kind: 'treatment' })

async function withDetails(
  { ask, matterId }: LetterOffice,
  kind: LetterKind,
  other: Partial<Record<DetailName, Rows>> = {},
) {
  const details = { ...sampleDetails(2026), ...other }
  const version = 0
  for (const group of [...KINDS[kind].details, ...KINDS[kind].alsoDetails] as DetailName[])
    await ask.details.record({ matterId, group, version, rows: details[group]! })
}
const propose = (
  { ask, matterId }: LetterOffice,
  kind: LetterKind,
  answers: string | null = null,
) => ask.letters.propose({ matterId, kind, datedOn: TODAY, answers: answers as never })
const textOf = ({ passages }: Pick<LetterContent, 'passages'>) =>
  passages.map(({ text }) => text).join('\n')
const blanks = (content: LetterContent) => textOf(content).match(/\[[^\]]+\]/g) ?? []
const refused = ({ gate }: Letter) => [
  ...new Set(gate.decisions.filter(({ allowed }) => !allowed).map((one) => one.class)),
]

/** The client’s consent that whoever the letter goes to be told what it tells. */
const consentFor = async (
  { ask, clientId }: LetterOffice,
  { kind, addressee: { name, role } }: LetterContent,
  classes = ['identity', 'location', 'health'] as const,
) =>
  ask.consents.record(
    someConsent(clientId, {
      recipient: { name, role: role as 'custody' },
      purpose: KINDS[kind].purpose,
      choices: classes.map((about) => ({ class: about, answer: 'given' as const })),
      wording: 'They may be told what this form says.',
    }),
  )

const SPECTRUM = /^(Opponent|Spectrum Community Health CIC)$/
/** What each letter says is not recorded, to whom it goes and when its answer is due once it left by first class post. */
const OWN: Partial<
  Record<LetterKind, { blank: string; to: RegExp; due: string | null; tells: string[] }>
> = {
  L01: {
    ...{ blank: '[Scope and costs: what we will do]', to: /^Dominic Fenwright$/ },
    ...{ due: '2026-12-07', tells: [] },
  },
  L06: {
    ...{ blank: '[What happened: place]', to: /^Governor of HMP Leeds$/ },
    ...{ due: '2026-11-30', tells: ['identity', 'location'] },
  },
  L02: {
    ...{ blank: '[What we wait for from the client: what]', to: /^Dominic Fenwright$/ },
    ...{ due: '2026-12-07', tells: [] },
  },
  L12: {
    ...{ blank: '[Complaint to the data regulator: date]', to: /^Information Commission$/ },
    ...{ due: null, tells: ['identity', 'location', 'health'] },
  },
  L13: {
    ...{ blank: '[Claim about records or data: claimed]', to: SPECTRUM },
    ...{ due: '2026-12-07', tells: ['identity', 'location', 'health'] },
  },
  L23: {
    ...{
      blank: '[Breach of confidence: date]',
      to: /^(Governor of HMP Leeds|Practice Plus Group)$/,
    },
    ...{ due: '2026-11-24', tells: ['identity', 'location'] },
  },
  L28: {
    ...{ blank: '[Claim about care: care from]', to: SPECTRUM },
    ...{ due: '2026-12-09', tells: ['identity', 'location', 'health'] },
  },
  L29: {
    ...{ blank: '[Letter of Claim: losses, a line for each head]', to: SPECTRUM },
    ...{ due: '2026-12-09', tells: ['identity', 'location', 'health'] },
  },
  L33: {
    ...{ blank: '[Instructions to the expert: questions, a line each]' },
    ...{ to: /^(Expert|Mr Idris Halloran FRCS)$/, due: '2027-01-15' },
    tells: ['identity', 'location', 'health', 'legal-advice'],
  },
  L15: {
    ...{ blank: '[Complaints about care: what happened]', to: /^Practice Plus Group$/ },
    ...{ due: '2026-11-30', tells: ['identity', 'location', 'health'] },
  },
  L16: {
    ...{ blank: '[Why the commissioner is written to: why the provider is not suitable]' },
    ...{ to: /^NHS England/, due: '2026-11-30', tells: ['identity', 'location', 'health'] },
  },
  L18: {
    ...{ blank: '[Complaints about care: what happened]' },
    ...{ to: /^Parliamentary and Health Service Ombudsman$/, due: null },
    tells: ['identity', 'location', 'health'],
  },
  L19: {
    ...{ blank: '[What the prison must do: what must be done]', to: /^Governor of HMP Leeds$/ },
    ...{ due: '2026-11-26', tells: ['identity', 'location'] },
  },
  L20: {
    ...{ blank: '[Treatment needed: symptoms, or what is needed]', to: /^Practice Plus Group$/ },
    ...{ due: '2026-11-25', tells: ['identity', 'location', 'health'] },
  },
  L22: {
    ...{ blank: '[Prison complaints: form]', to: /Independent Prisoner Complaint Investigations/ },
    ...{ due: null, tells: ['identity', 'location', 'health'] },
  },
  L21: {
    ...{ blank: '[Form to be lodged in the prison: last day]', to: /^Dominic Fenwright$/ },
    ...{ due: null, tells: [] },
  },
  L25: {
    ...{ blank: '[Medical examination in the prison: registration number]' },
    ...{ to: /^Governor of HMP Leeds$/, due: '2026-12-07', tells: ['identity', 'location'] },
  },
  L26: {
    ...{ blank: '[Legal post interfered with: posted on]', to: /^Governor of HMP Leeds$/ },
    ...{ due: '2026-11-30', tells: ['identity', 'location'] },
  },
  L34: {
    ...{ blank: '[Records received: from]', to: /^Dominic Fenwright$/ },
    ...{ due: '2026-12-07', tells: [] },
  },
  L35: {
    ...{ blank: '[Closing of the case: what came of it]', to: /^Dominic Fenwright$/ },
    ...{ due: null, tells: [] },
  },
  L30: {
    ...{ blank: '[Decision to be challenged: the decision]', to: /^Governor of HMP Leeds$/ },
    ...{ due: '2026-12-07', tells: ['identity', 'location', 'health'] },
  },
}
const cases = Object.entries(OWN) as [LetterKind, NonNullable<(typeof OWN)[LetterKind]>][]
/** Where the client was is on record since June. */
const SINCE = { incident: [{ on: '2026-11-20', from: '', to: '', place: 'the B wing landing' }] }

describe.each(cases)('%s', (kind, { blank, to, due, tells }) => {
  test('names what is not recorded, tells nobody without consent, and once it left its answer is due', async () => {
    const here = await office()
    const { ask } = here
    const before = await propose(here, kind)
    expect(before.addressee.name).toMatch(to)
    expect(blanks(before)).toContain(blank)
    const early = await ask.letters.draft(before)
    expect(early.gate.missing.map(({ what }) => what)).toContain(`Missing: ${blank}.`)

    const decision = [{ ...sampleDetails(2026)['decision']![0]!, on: '2026-11-20' }]
    const comp = [{ ...sampleDetails(2026)['comp']![0]!, lastDay: '2026-12-01' }]
    await withDetails(here, kind, { ...SINCE, decision, comp })
    // A draft takes what is recorded since.
    const now = await ask.letters.get({ letterId: early.id })
    expect(blanks(now.content)).toEqual([])
    expect(now.content.addressee.name).toMatch(to)
    expect(new Set(refused(now))).toEqual(new Set(tells))
    if (tells.length > 0) {
      const asked = { letterId: now.id, version: now.version }
      await refusalOf(ask.letters.approve(asked), 'conflict')
      await consentFor(here, now.content, tells as never)
    }
    const { addressee: asked } = now.content
    const settled = await ask.letters.redraft({
      ...{ letterId: now.id, version: now.version },
      content: {
        ...now.content,
        addressSource: 'Their website, opened today',
        // The edition has no address of some bodies.
        addressee: {
          ...asked,
          lines: asked.lines.length > 0 ? asked.lines : ['PO Box 1', 'Leeds'],
        },
      },
    })
    if (settled.gate.missing.some(({ what }) => what.startsWith('Provider not verified')))
      await ask.letters.settleAddressee({
        ...{ letterId: now.id, version: settled.version, source: 'Telephoned the prison' },
        ...{ name: asked.name, lines: asked.lines, postcode: asked.postcode },
      })
    const open = await ask.letters.get({ letterId: now.id })
    await checkLawOf(ask, open, TODAY)
    const { version } = await ask.letters.get({ letterId: now.id })
    const approved = await ask.letters.approve({ letterId: now.id, version })
    expect([approved.gate.missing, approved.state]).toEqual([[], 'approved'])
    await ask.letters.printed({ letterId: now.id })
    await ask.letters.signed({ letterId: now.id })
    const sent = await ask.letters.send({
      ...{ letterId: now.id, route: 'first-class', on: TODAY },
    })
    expect(sent.deadline?.due ?? null).toBe(due)
    const { findings } = await ask.audit.verify({ codes: [] })
    expect(findings).toEqual([])
  })
})

test('what is recorded of a case is told by its class: a point about mental health needs consent for that', async () => {
  const here = await office()
  const issues = [
    ...sampleDetails(2026)['issues']!,
    { text: 'Nobody came after the client asked for help.', outcome: '', about: 'mental-health' },
  ]
  await withDetails(here, 'L15', { issues })
  const proposed = await propose(here, 'L15')
  expect(proposed.passages.filter(({ id }) => id.startsWith('issues'))).toMatchObject([
    {
      id: 'issues-health',
      class: 'health',
      text: expect.stringMatching(/^\*\*1\.\*\*[^]*\*\*2\.\*\*/),
    },
    {
      id: 'issues-mental-health',
      class: 'mental-health',
      text: expect.stringMatching(/^\*\*3\.\*\*/),
    },
  ])
  await consentFor(here, proposed)
  expect(refused(await here.ask.letters.draft(proposed))).toEqual(['mental-health'])
})

test('an approved letter that states case details otherwise than they now stand is to be recalled', async () => {
  const here = await office()
  const { ask, matterId } = here
  await withDetails(here, 'L19')
  const proposed = await propose(here, 'L19')
  await consentFor(here, proposed)
  const { id: letterId, version, gate } = await ask.letters.draft(proposed)
  await checkLawOf(ask, { gate }, TODAY)
  await ask.letters.approve({ letterId, version })
  // Another call is no other word of the letter.
  const calls = [
    ...sampleDetails(2026)['calls']!,
    {
      on: '2026-11-20',
      at: '',
      to: 'the orderly officer',
      result: 'Nothing yet.',
      about: 'location',
    },
  ]
  await ask.details.record({ matterId, group: 'calls', version: 1, rows: calls })
  expect((await ask.letters.get({ letterId })).state).toBe('approved')
  const custody = [{ ...sampleDetails(2026)['custody']![0]!, action: 'An escort on 12 May.' }]
  await ask.details.record({ matterId, group: 'custody', version: 1, rows: custody })
  const overtaken = await ask.letters.get({ letterId })
  expect(overtaken.state).toBe('to-recall')
  expect(overtaken.gate.missing.map(({ what }) => what)).toEqual([
    expect.stringMatching(
      /^The case details: the letter says “What the prison must do: An escort to/,
    ),
  ])
})

test('a complaint is due by its step: acknowledged, then answered; it is chased with its own chaser', async () => {
  const here = await office()
  const { ask, clock } = here
  await withDetails(here, 'L15')
  const proposed = await propose(here, 'L15')
  await consentFor(here, proposed)
  const changes = { ...proposed, addressSource: 'Their website, opened today' }
  const to = { ...proposed.addressee, lines: ['PO Box 1', 'Leeds'], postcode: 'LS1 1AA' }
  const drafted = await ask.letters.draft({ ...changes, addressee: to })
  await checkLawOf(ask, drafted, TODAY)
  const letterId = drafted.id
  await ask.letters.approve({ letterId, version: drafted.version })
  await ask.letters.printed({ letterId })
  await ask.letters.signed({ letterId })
  const sent = await ask.letters.send({ letterId, route: 'first-class', on: TODAY })
  // Posted on Monday, received on Wednesday; three working days after that.
  expect(sent.deadline).toMatchObject({ rule: 'R15', due: '2026-11-30', receivedOn: '2026-11-25' })
  await refusalOf(propose(here, 'L17', letterId), 'conflict')

  clock.set('2026-12-03T09:00:00.000Z')
  const late = await ask.letters.get({ letterId })
  expect([late.deadline!.daysLate, late.chasing.may]).toEqual([3, true])
  const chaser = await ask.letters.propose({
    ...{ matterId: here.matterId, kind: 'L17', answers: letterId, datedOn: day('2026-12-03') },
  })
  expect(textOf(chaser)).toMatch(
    /was due on \*\*30 November 2026\*\* \(regulation 13\(3\) of the Local [^]*3 days late/,
  )
  expect(chaser.addressee).toEqual(to)

  const known = await ask.letters.recordReply({
    ...{ letterId, kind: 'acknowledged', on: day('2026-12-03'), note: '' },
  })
  expect(known.deadline).toMatchObject({ rule: 'R16', daysLate: 0 })
  const answered = await ask.letters.recordReply({
    ...{ letterId, kind: 'answered-in-full', on: day('2026-12-03'), note: '' },
  })
  expect(answered.deadline).toBe(null)
})

test('a letter that asks for an answer by a day that a person wrote is due on that day', async () => {
  const here = await office()
  const { ask } = here
  await withDetails(here, 'L19')
  const proposed = await propose(here, 'L19')
  const passages = proposed.passages.map((one) => ({
    ...one,
    text: one.text.replaceAll('26 November 2026', '24 November 2026'),
  }))
  await consentFor(here, proposed)
  const drafted = await ask.letters.draft({
    ...proposed,
    heading: proposed.heading.replace('26 November 2026', '24 November 2026'),
    passages: passages.map((one) => (one.class === 'none' ? { ...one, class: 'location' } : one)),
  })
  await checkLawOf(ask, drafted, TODAY)
  const letterId = drafted.id
  await ask.letters.approve({ letterId, version: drafted.version })
  await ask.letters.printed({ letterId })
  await ask.letters.signed({ letterId })
  const sent = await ask.letters.send({ letterId, route: 'hand', on: TODAY })
  expect(sent.deadline).toMatchObject({ rule: '', due: '2026-11-24', check: [] })
})

test('records outside prison are asked for of the bodies in the case details, one after the other, and nothing of prison is told', async () => {
  const here = await office()
  const { ask, clientId } = here
  const body = (name: string, number: string) => ({
    ...{ name, sort: 'hospital', address: 'Beckett Street\nLeeds', postcode: 'LS9 7TF', number },
    ...{ from: '2019-01-01', to: '2019-03-01' },
  })
  await withDetails(here, 'L04', {
    holders: [body('St James’s University Hospital', '224118'), body('Park Surgery', '')],
  })
  for (const name of ['St James’s University Hospital', 'Park Surgery'])
    await ask.consents.record(
      someAuthority(clientId, { recipient: { name, role: 'records-holder' } }),
    )
  const first = await propose(here, 'L04')
  expect(first.addressee).toEqual({
    ...{ name: 'St James’s University Hospital', role: 'records-holder' },
    ...{ lines: ['Beckett Street', 'Leeds'], postcode: 'LS9 7TF' },
  })
  expect(first.heading).toContain('224118')
  expect(`${first.heading} ${textOf(first)}`).not.toMatch(/HMP|prison|A1234BC/i)
  const addressSource = 'Their website, opened today'
  const sent = await letterAt(here, 'sent', { ...first, addressSource })
  expect(sent.deadline).toMatchObject({ rule: 'R02' })
  expect((await propose(here, 'L04')).addressee.name).toBe('Park Surgery')
})

test('a refusal is challenged by its ground, for what was asked for, and waits with its request', async () => {
  const here = await office()
  const { ask } = here
  await withAuthority(here)
  const { id: answers } = await letterAt(here, 'sent')
  await withDetails(here, 'L10')
  const proposed = await propose(here, 'L10', answers)
  expect(textOf(proposed)).toMatch(/likely to cause serious harm to the physical or mental health/)
  expect(textOf(proposed)).toContain('By **7 December 2026** please')
  const challenge = await letterAt(here, 'sent', proposed)
  expect(challenge.deadline).toBe(null)
  const reply = { kind: 'answered-in-full' as const, on: TODAY, note: '' }
  await refusalOf(ask.letters.recordReply({ letterId: challenge.id, ...reply }), 'conflict')
  await refusalOf(propose(here, 'L10'), 'invalid-input')
})

test('a complaint about data goes to whoever had the request, under the law of the day, and is due for acknowledgement', async () => {
  const here = await office()
  const { ask } = here
  await withAuthority(here)
  const { id: answers } = await letterAt(here, 'sent')
  await withDetails(here, 'L11')
  const proposed = await propose(here, 'L11', answers)
  expect(proposed.addressee.name).toBe('Northgate Health, HMP Leeds')
  expect(textOf(proposed)).toContain('section 164A of the Data Protection Act 2018')
  await consentFor(here, proposed)
  const drafted = await ask.letters.draft(proposed)
  await checkLawOf(ask, drafted, TODAY)
  const letterId = drafted.id
  await ask.letters.approve({ letterId, version: drafted.version })
  await ask.letters.printed({ letterId })
  await ask.letters.signed({ letterId })
  const sent = await ask.letters.send({ letterId, route: 'hand', on: TODAY })
  expect(sent.deadline).toMatchObject({ rule: 'R05', receivedOn: TODAY })
  const early = { matterId: here.matterId, kind: 'L11' as const, datedOn: day('2026-06-18') }
  await refusalOf(ask.letters.propose({ ...early, answers }), 'invalid-input')
})

test('an entry is to be corrected by whoever had the request, on the clock of requests', async () => {
  const here = await office()
  await withAuthority(here)
  const { id: answers } = await letterAt(here, 'sent')
  await withDetails(here, 'L27')
  const proposed = await propose(here, 'L27', answers)
  expect(proposed.addressee.name).toBe('Northgate Health, HMP Leeds')
  expect(textOf(proposed)).toContain('rectified, under Article 16 of the UK GDPR. No fee')
  expect(proposed.passages.filter(({ class: about }) => about === 'health')).toHaveLength(1)
  await consentFor(here, proposed)
  const sent = await letterAt(here, 'sent', proposed)
  expect(sent.deadline).toMatchObject({ rule: 'R02', due: '2026-12-29' })
  await refusalOf(propose(here, 'L27'), 'invalid-input')
})

test('a claim is acknowledged, then answered, by the protocol of the day on which it was received', async () => {
  const here = await office()
  const { ask } = here
  await withDetails(here, 'L29')
  const proposed = await propose(here, 'L29')
  await consentFor(here, proposed)
  const sent = await letterAt(here, 'sent', {
    ...{ ...proposed, addressSource: 'Their website, opened today' },
  })
  expect(sent.deadline).toMatchObject({ rule: 'R26', due: '2026-12-09' })
  const known = await ask.letters.recordReply({
    ...{ letterId: sent.id, kind: 'acknowledged', on: TODAY, note: '' },
  })
  expect(known.deadline).toMatchObject({ rule: 'R27', due: '2027-03-23' })
  // The next goes to the next body that the case details name.
  expect((await propose(here, 'L29')).addressee).toMatchObject({
    ...{ name: 'NHS Resolution', role: 'opponent' },
  })
  const before = { matterId: here.matterId, answers: null, datedOn: day('2014-03-03') }
  const then = await ask.letters.propose({ ...before, kind: 'L29' })
  expect(textOf(then)).toMatch(/Disputes \(1999\)[^]*within four months/)
  await refusalOf(ask.letters.propose({ ...before, kind: 'L28' }), 'invalid-input')
})

test('that a signed consent is enclosed is said only where a form for that body is on record', async () => {
  const here = await office()
  const says = ({ passages, enclosures }: LetterContent) => [
    textOf({ passages }).includes('signed consent'),
    enclosures.some(({ name }) => name.includes('signed consent')),
  ]
  for (const kind of ['L12', 'L15', 'L16', 'L18', 'L22', 'L30'] as const)
    expect([kind, says(await propose(here, kind))]).toEqual([kind, [false, false]])
  const before = await propose(here, 'L15')
  const { id: letterId } = await here.ask.letters.draft(before)
  await consentFor(here, before)
  expect(says(await propose(here, 'L15'))).toEqual([true, true])
  // The commissioner was named by no form.
  expect(says(await propose(here, 'L16'))).toEqual([false, false])
  // A draft takes the form that came in since.
  expect(says((await here.ask.letters.get({ letterId })).content)).toEqual([true, true])
})

test('the same complaint is made to the provider or to the commissioner, and not to both', async () => {
  const here = await office()
  const { ask } = here
  await withDetails(here, 'L15')
  await ask.details.record({
    ...{ matterId: here.matterId, group: 'commissioner', version: 0 },
    rows: sampleDetails(2026)['commissioner']!,
  })
  const addressed = async (kind: LetterKind) => {
    const proposed = await propose(here, kind)
    await consentFor(here, proposed)
    const lines = ['PO Box 1', 'Leeds']
    const addressee = { ...proposed.addressee, lines, postcode: 'LS1 1AA' }
    return ask.letters.draft({ ...proposed, addressee, addressSource: 'Their website' })
  }
  const [provider, commissioner] = [await addressed('L15'), await addressed('L16')]
  for (const { entry, version } of [...provider.gate.toCheck, ...commissioner.gate.toCheck])
    await ask.law
      .recordCheck({ entry, version, checkedOn: TODAY, source: 'The text itself', note: '' })
      .catch(() => undefined)
  const approve = async (letterId: Letter['id']) =>
    ask.letters.approve({ letterId, version: (await ask.letters.get({ letterId })).version })
  await approve(provider.id)
  expect((await refusalOf(approve(commissioner.id), 'conflict')).message).toContain(
    'The same complaint is made to Practice Plus Group already (L15).',
  )
  await ask.letters.recall({
    ...{ letterId: provider.id, reason: 'It goes to the commissioner', destroyedBy: 'I Tark' },
  })
  expect((await approve(commissioner.id)).state).toBe('approved')
})

test('the audit trail is asked for from before the disclosure, however long ago that was', async () => {
  const here = await office()
  await withDetails(here, 'L23')
  expect(textOf(await propose(here, 'L23'))).toContain('since three months before the disclosure')
})

test('an entry in prison records is to be corrected by the rule of prison records', async () => {
  const here = await office()
  await withAuthority(here)
  const { id: answers } = await letterAt(here, 'sent', { kind: 'L05' })
  await withDetails(here, 'L27')
  const proposed = await propose(here, 'L27', answers)
  expect(textOf(proposed)).toContain('section 46 of the Data Protection Act 2018')
  await consentFor(here, proposed)
  const { deadline } = await letterAt(here, 'sent', proposed)
  expect(deadline).toMatchObject({ rule: 'R06', due: '2026-12-29' })
})

test('a breach of confidence is put to whoever disclosed it, and then to the other body, each asked for whoever is in charge there', async () => {
  const here = await office()
  const leak = [{ ...sampleDetails(2026)['leak']![0]!, on: '2026-11-20', knownOn: '2026-11-20' }]
  await withDetails(here, 'L23', { leak })
  const first = await propose(here, 'L23')
  expect([first.addressee.role, textOf(first)]).toEqual([
    'treating',
    expect.stringContaining('before the manager in charge of the service'),
  ])
  const { id: letterId } = await here.ask.letters.draft(first)
  const second = await propose(here, 'L23')
  expect([second.addressee.name, textOf(second)]).toEqual([
    'Governor of HMP Leeds',
    expect.stringContaining('before the Governor or Director'),
  ])
  expect(textOf(second)).toContain('was disclosed by healthcare staff')
  await here.ask.letters.draft(second)
  // What was begun stays with its reader, and one that was discarded is begun anew.
  expect((await here.ask.letters.get({ letterId })).content.addressee).toEqual(first.addressee)
  await here.ask.letters.discard({ letterId, reason: 'Begun anew' })
  expect((await propose(here, 'L23')).addressee.role).toBe('treating')
})

test('an expert is told of the nearest limitation date, and that the client agreed to it being told', async () => {
  const here = await office()
  await withDetails(here, 'L33')
  const proposed = await propose(here, 'L33')
  const told = proposed.passages.find(({ id }) => id === 'limitation')
  expect(told).toMatchObject({
    class: 'legal-advice',
    text: expect.stringMatching(/ is \d+ \w+ 20/),
  })
  await consentFor(here, proposed)
  expect(refused(await here.ask.letters.draft(proposed))).toContain('legal-advice')
})
