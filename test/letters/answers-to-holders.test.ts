import { expect, test } from 'vitest'
import type { LetterContent } from '../../src-main/letters/contract.ts'
import { refusalOf } from '../open-office.ts'
import {
  correctSending,
  day,
  letterAt,
  letterOffice,
  withAuthority,
  type LetterOffice,
} from './letter-office.ts'
import { sampleDetails } from './sample-letter.ts'

const words = ({ passages }: Pick<LetterContent, 'passages'>) =>
  passages.map(({ text }) => text).join('\n')
const LATER = day('2026-12-03')

/** A request that left on 23 November, and that the holder asked about in December. */
async function asked(kind: 'id-asked' | 'clarification-asked' | 'fee-asked', on = '2026-12-01') {
  const office = await letterOffice()
  const { ask, matterId, clock } = office
  await withAuthority(office)
  const { id: answers } = await letterAt(office, 'sent')
  for (const group of ['demand', 'clarification'] as const)
    await ask.details.record({ matterId, group, version: 0, rows: sampleDetails(2026)[group]! })
  clock.set(`${on}T09:00:00.000Z`)
  await ask.letters.recordReply({ letterId: answers, kind, on: day(on), note: '' })
  clock.set(`${on < LATER ? LATER : on}T10:00:00.000Z`)
  return { ...office, answers }
}
const propose = (
  { ask, matterId, answers }: LetterOffice & { answers: string },
  kind: 'L07' | 'L08',
  datedOn = LATER,
) => ask.letters.propose({ matterId, kind, datedOn, answers: answers as never })

test('a question about a request is answered within it: what was asked stands, and the letter is the answer that the clock waits for', async () => {
  const here = await asked('clarification-asked')
  const { ask, answers } = here
  const request = () => ask.letters.get({ letterId: answers })
  expect((await request()).questions).toEqual(['clarification-asked'])
  expect((await request()).deadline?.paused).toMatchObject({ since: '2026-12-01' })
  const proposed = await propose(here, 'L08')
  expect(proposed.addressee.name).toBe('Northgate Health, HMP Leeds')
  expect(words(proposed)).toMatch(
    /On 1 December 2026 you asked us:[^]*The request stands as it was made\.[^]*1\. 1 January 2026 to date/,
  )
  expect(words(proposed)).toContain('had it (Article 12A of the UK GDPR)')
  const sent = await letterAt(here, 'sent', proposed)
  // It waits with its request, whose clock goes on.
  expect(sent.deadline).toBe(null)
  const after = await request()
  expect(after.replies.at(-1)).toMatchObject({ kind: 'clarification-answered', on: LATER })
  expect([after.questions, after.deadline?.paused]).toEqual([[], null])
  const reply = { kind: 'answered-in-full' as const, on: LATER, note: '' }
  await refusalOf(ask.letters.recordReply({ letterId: sent.id, ...reply }), 'conflict')

  // A sending that was recorded on the wrong day moves its answer with it, and one that never was takes it back.
  await correctSending(here, {
    ...{ letterId: sent.id, on: LATER, route: 'hand', reason: 'By hand', confirmed: true },
  })
  expect((await request()).replies.at(-1)).toMatchObject({ on: LATER })
  await ask.letters.undoStep({ letterId: sent.id, step: 'letter-sent', reason: 'Never left' })
  expect((await request()).questions).toEqual(['clarification-asked'])
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('an answer that somebody recorded by hand is not recorded twice', async () => {
  const here = await asked('clarification-asked')
  const { ask, answers } = here
  const proposed = await propose(here, 'L08')
  const byHand = { kind: 'clarification-answered' as const, on: LATER, note: 'By telephone' }
  await ask.letters.recordReply({ letterId: answers, ...byHand })
  await letterAt(here, 'sent', proposed)
  const { replies } = await ask.letters.get({ letterId: answers })
  expect(replies.map(({ kind }) => kind)).toEqual(['clarification-asked', 'clarification-answered'])
})

test('proof is supplied without giving up the day on which the time began, and where it was asked for too late that is said', async () => {
  const here = await asked('id-asked')
  const proposed = await propose(here, 'L07')
  expect(words(proposed)).toContain('On 1 December 2026 you asked for proof of identity.')
  expect(words(proposed)).toContain('supplied without our accepting')
  expect(words(proposed)).toContain('“reasonable doubts” about who is asking (Article 12(6)')
  await letterAt(here, 'sent', proposed)
  const { replies } = await here.ask.letters.get({ letterId: here.answers })
  expect(replies.at(-1)).toMatchObject({ kind: 'id-supplied', on: LATER })

  const late = await asked('id-asked', '2027-01-11')
  expect(words(await propose(late, 'L07', day('2027-01-11')))).toMatch(
    /Your answer was due on 29 December 2026, and you asked only after that\. The answer was late already/,
  )
})

test('a letter that answers a holder is written for a request that was asked about, and by the kind of its question', async () => {
  const here = await asked('fee-asked')
  await refusalOf(propose(here, 'L08'), 'invalid-input')
  await refusalOf(propose({ ...here, answers: null as never }, 'L07'), 'invalid-input')
  const { ask, matterId } = here
  const rows = [{ ...sampleDetails(2026)['demand']![0]!, asked: 'fee' }]
  await ask.details.record({ matterId, group: 'demand', version: 1, rows })
  expect(words(await propose(here, 'L07'))).toContain('does not accept that a fee may be charged')
})

test('a body outside prison that is answered, chased or challenged is told nothing of prison', async () => {
  const here = await letterOffice()
  const { ask, matterId, clientId, clock } = here
  const details = { ...sampleDetails(2026) }
  const body = { name: 'Park Surgery', sort: 'gp', address: 'Beckett Street\nLeeds' }
  details['holders'] = [{ ...body, postcode: 'LS9 7TF', number: '', from: '', to: '' }]
  const groups = [
    'holders',
    'demand',
    'clarification',
    'refusal',
    'entry',
    'dataComplaint',
  ] as const
  for (const group of groups)
    await ask.details.record({ matterId, group, version: 0, rows: details[group]! })
  const recipient = { name: 'Park Surgery', role: 'records-holder' as const }
  await withAuthority(here, { clientId, recipient })
  const l04 = await ask.letters.propose({
    ...{ matterId, kind: 'L04', datedOn: day('2026-11-23'), answers: null },
  })
  const { id: answers } = await letterAt(here, 'sent', { ...l04, addressSource: 'Their website' })
  clock.set('2027-01-20T09:00:00.000Z')
  const on = day('2027-01-20')
  for (const kind of ['id-asked', 'clarification-asked'] as const)
    await ask.letters.recordReply({ letterId: answers, kind, on, note: '' })
  for (const kind of ['L07', 'L08', 'L09', 'L10', 'L11', 'L27'] as const) {
    const about = await ask.letters.propose({ matterId, kind, datedOn: on, answers })
    expect([kind, `${about.heading} ${words(about)}`]).toEqual([
      kind,
      expect.not.stringMatching(/HMP|A1234BC|prison number/),
    ])
  }
})

test.each([
  ['id-asked', 'L07'],
  ['clarification-asked', 'L08'],
] as const)(
  'a letter that answers a question is to be recalled once that was asked on another day or never, and once all was answered (%s)',
  async (kind, letter) => {
    const here = await asked(kind)
    const { ask, answers: letterId } = here
    const proposed = await propose(here, letter)
    const { id } = await letterAt(here, 'approved', proposed)
    const { id: draftId } = await ask.letters.draft(proposed)
    const stands = async (of = id) => {
      const { state, gate } = await ask.letters.get({ letterId: of })
      return [state, gate.missing.map(({ what }) => what).join(' ')]
    }
    const correct = async (on: string, as: typeof kind | null = kind) => {
      const { seq } = (await ask.letters.get({ letterId })).replies[0]!
      await ask.letters.correctReply({
        ...{
          letterId,
          reply: seq,
          version: seq,
          kind: as,
          on: day(on),
          note: '',
          reason: 'Misread',
        },
      })
    }
    const says = 'The date on which the holder asked: the letter says 1 December 2026'
    await correct('2026-11-30')
    expect(await stands()).toEqual(['to-recall', `${says}; it is now 30 November 2026.`])
    await correct('2026-12-01')
    expect(await stands()).toEqual(['approved', ''])
    const reply = { kind: 'answered-in-full' as const, on: LATER, note: '' }
    await ask.letters.recordReply({ letterId, ...reply })
    expect(await stands()).toEqual(['to-recall', expect.stringContaining('nothing more is waited')])
    expect(await stands(draftId)).toEqual(['draft', expect.stringContaining('nothing more is')])
    const { replies } = await ask.letters.get({ letterId })
    const { seq } = replies.find((one) => one.kind === reply.kind)!
    const never = {
      letterId,
      reply: seq,
      version: seq,
      on: LATER,
      note: '',
      reason: 'Of another client',
    }
    await ask.letters.correctReply({ ...never, kind: null })
    await correct('2026-12-01', null)
    expect(await stands()).toEqual(['to-recall', `${says}, and the record no longer says so.`])
    expect(await stands(draftId)).toEqual(['draft', expect.stringContaining('no longer recorded')])
  },
)

test('a letter about a fee is no proof of identity: what was asked for besides stays open, and the time does not begin again', async () => {
  const here = await asked('id-asked')
  const { ask, answers: letterId, matterId } = here
  await ask.letters.recordReply({ letterId, kind: 'fee-asked', on: day('2026-12-02'), note: '' })
  const rows = [{ ...sampleDetails(2026)['demand']![0]!, asked: 'fee' }]
  await ask.details.record({ matterId, group: 'demand', version: 1, rows })
  const proposed = await propose(here, 'L07')
  expect(words(proposed)).toContain('On 2 December 2026 you asked for a fee.')
  const before = await ask.letters.get({ letterId })
  await letterAt(here, 'sent', proposed)
  const { replies, questions, deadline } = await ask.letters.get({ letterId })
  expect(replies.map(({ kind }) => kind)).toEqual(['id-asked', 'fee-asked'])
  expect(questions).toContain('id-asked')
  expect(deadline?.due).toBe(before.deadline?.due)
})

test('what the prison holds is proof of identity as far as it is on record', async () => {
  const here = await asked('id-asked')
  const { ask, clientId } = here
  const said = async () => words(await propose(here, 'L07'))
  expect(await said()).toContain('under this name, this date of birth and this number is proof')
  const { version, surname, forenames, aliases, prisonNumber, needs, title, pronouns } =
    await ask.clients.get({ clientId })
  await ask.clients.correct({
    ...{ clientId, version, surname, forenames, aliases, prisonNumber, needs, title, pronouns },
    ...{ bornOn: null, reason: 'Of another person' },
  })
  expect(await said()).toContain('under this name and this number is proof')
})

test('an answer that came back undelivered answered nothing, until that is taken back', async () => {
  const here = await asked('clarification-asked')
  const { ask, answers } = here
  const { id: letterId } = await letterAt(here, 'sent', await propose(here, 'L08'))
  const questions = async () => (await ask.letters.get({ letterId: answers })).questions
  expect(await questions()).toEqual([])
  await ask.letters.returned({ letterId, on: LATER, reason: 'Addressee gone away' })
  expect(await questions()).toEqual(['clarification-asked'])
  await ask.letters.undoStep({ letterId, step: 'letter-returned', reason: 'Another letter' })
  expect(await questions()).toEqual([])
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})
