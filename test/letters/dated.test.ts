import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysAfter } from '../../src-main/dates/days.ts'
import { daysIn, formatDay } from '../../src-main/dates/words.ts'
import { refusalOf } from '../open-office.ts'
import { day, filledIn, letterAt, letterOffice, withAuthority } from './letter-office.ts'
import { readBack } from './pdf-tools.ts'

const at = (iso: string) => `${iso}T09:00:00.000Z`

test('every day that a letter writes out is read back as the day it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
      const on = daysAfter('2000-01-01', days)
      expect(daysIn(`Form signed on ${formatDay(on)}, and **${formatDay(on)}**`)).toEqual([on, on])
    }),
  )
})

describe('the date of a letter', () => {
  test('in the future is refused wherever it is typed', async () => {
    const office = await letterOffice()
    const { ask, matterId } = office
    await withAuthority(office)
    const datedOn = day('2030-02-01')
    const asked = { matterId, kind: 'L03' as const, datedOn, answers: null }
    const refused = await refusalOf(ask.letters.propose(asked), 'invalid-input')
    expect(refused.message).toBe(
      'The letter is dated 1 February 2030, which is in the future. Date it today.',
    )
    expect(Object.keys(refused.fields ?? {})).toEqual(['datedOn'])
    const content = await filledIn(office)
    await refusalOf(ask.letters.draft({ ...content, datedOn }), 'invalid-input')
    const { id: letterId, version } = await ask.letters.draft(content)
    const later = { letterId, version, content: { ...content, datedOn } }
    await refusalOf(ask.letters.redraft(later), 'invalid-input')
  })

  test('other than today’s needs a reason, which the approval keeps', async () => {
    const office = await letterOffice()
    const { ask, clock } = office
    await withAuthority(office)
    const { id: letterId, version, content } = await letterAt(office, 'draft')
    clock.set(at('2026-11-25'))
    const refused = await refusalOf(ask.letters.approve({ letterId, version }), 'invalid-input')
    expect(refused.message).toBe(
      'The letter is dated 23 November 2026, not today. Date it today, or give the reason for this date.',
    )
    const kept = await ask.letters.approve({ letterId, version, dateReason: 'Agreed by telephone' })
    expect(kept.approved?.dateReason).toBe('Agreed by telephone')
    expect(kept.history.at(-1)?.note).toBe('Agreed by telephone')
    const other = await ask.letters.draft({ ...content, datedOn: day('2026-11-25') })
    const asked = { letterId: other.id, version: 1, dateReason: 'Not needed' }
    expect((await ask.letters.approve(asked)).approved?.dateReason).toBe('')
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('cannot be moved into another law, whose words are others', async () => {
    const office = await letterOffice()
    await withAuthority(office)
    const { id: letterId, version, content } = await letterAt(office, 'draft')
    const moved = { ...content, datedOn: day('2005-02-01') }
    const refused = office.ask.letters.redraft({ letterId, version, content: moved })
    expect((await refusalOf(refused, 'invalid-input')).message).toContain('Create a new draft')
  })

  test('is never older than what the letter encloses, and both days are said', async () => {
    const office = await letterOffice()
    const { ask } = office
    await withAuthority(office, { signedOn: day('2026-11-20'), receivedOn: day('2026-11-22') })
    const content = await filledIn(office, { datedOn: day('2026-11-19') })
    const draft = await ask.letters.draft(content)
    expect(draft.gate.missing).toEqual([
      {
        what: 'The letter is dated 19 November 2026 and encloses a paper of 20 November 2026: Form of authority signed on 20 November 2026.',
        cure: 'Date the letter on or after that day, or leave the enclosure out.',
        where: 'date',
      },
    ])
    const asked = { letterId: draft.id, version: 1, dateReason: 'It was written then' }
    await refusalOf(ask.letters.approve(asked), 'conflict')
    const redated = await ask.letters.redraft({
      ...{ letterId: draft.id, version: 1 },
      content: { ...draft.content, datedOn: day('2026-11-23') },
    })
    expect(redated.gate).toMatchObject({ open: true, missing: [] })
  })

  test('and no answer is asked for by a day that has passed', async () => {
    const office = await letterOffice()
    const { ask } = office
    await withAuthority(office)
    const content = await filledIn(office)
    const asking = (words: string) =>
      ask.letters.draft({
        ...content,
        passages: [
          ...content.passages,
          { id: 'mine', text: words, class: 'identity', origin: 'written' },
        ],
      })
    const late = await asking('Please answer by **16 November 2026**.')
    expect(late.gate.missing.map(({ what }) => what)).toEqual([
      'The letter asks for an answer by 16 November 2026, which has passed.',
    ])
    for (const words of ['Your answer was due by 16 November 2026.', 'Answer by 23 November 2026.'])
      expect((await asking(words)).gate.missing).toEqual([])
  })
})

test('a chaser has the figures of the day on which it is approved', async () => {
  const office = await letterOffice()
  const { ask, clock } = office
  await withAuthority(office)
  const { id: answers } = await letterAt(office, 'sent')
  clock.set(at('2027-01-04'))
  const draft = await letterAt(office, 'draft', { kind: 'L09', answers })
  const { id: letterId, version, content } = draft
  const late = (of: typeof content) => of.passages.find(({ id }) => id === 'overdue')!.text
  expect(late(content)).toContain('6 days late')
  clock.set(at('2027-01-06'))
  const stale = ask.letters.approve({ letterId, version, dateReason: 'It was written then' })
  expect((await refusalOf(stale, 'conflict')).message).toContain('Date it today')
  const today = await ask.letters.redraft({
    ...{ letterId, version },
    content: { ...content, datedOn: day('2027-01-06') },
  })
  expect(late(today.content)).toContain('8 days late')
  const asked = today.content.passages.find(({ id }) => id === 'asked')!.text
  expect(asked).toContain('13 January 2027')
  // Rewritten by a person, the sentence keeps its figure: then it must be the right one.
  const passages = today.content.passages.map((one) =>
    one.id === 'overdue'
      ? {
          ...one,
          text: 'You are 6 days late.',
          class: 'identity' as const,
          origin: 'written' as const,
        }
      : one,
  )
  const rewritten = await ask.letters.redraft({
    ...{ letterId, version: today.version },
    content: { ...today.content, passages },
  })
  expect(rewritten.gate.missing.map(({ what }) => what)).toEqual([
    'The chaser says that the answer is 6 days late; on 6 January 2027 it is 8.',
  ])
})

test('a letter under a law that was replaced says so across each page, and is neither signed nor sent', async () => {
  const office = await letterOffice()
  const { ask, clientId, matterId } = office
  await ask.clients.recordMove({
    clientId,
    stay: { establishmentId: 'hull' as never, from: day('2004-01-10'), source: 'The prison file' },
  })
  const then = { kind: 'L24', datedOn: day('2005-02-01') } as const
  const { addressee } = await ask.letters.propose({ matterId, ...then })
  const { id: letterId } = await ask.letters.draft(
    await filledIn(office, {
      ...{ ...then, addressee },
      consentRequested: {
        recipient: { name: 'Denise Fenwright', role: 'family' },
        ...{ purpose: 'inform', classes: ['location'] },
      },
    }),
  )
  // The reader breaks a word that stands aslant.
  const marked = (pdf: Uint8Array, mark: RegExp) =>
    readBack(pdf, 'pdftotext', ['-raw', '$', '-'])
      .split('\f')
      .filter(Boolean)
      .map((page) => mark.test(page.replaceAll(/\s/g, '')))
  const everyPage = (pages: number) => Array.from({ length: pages }, () => true)
  const drafted = await ask.letters.preview({ letterId })
  expect(marked(drafted.pdf, /^DRAFTRECONSTRUCTION/)).toEqual(everyPage(drafted.pages))
  const asked = { letterId, version: 1, dateReason: 'To show what could be asked for then' }
  expect(await ask.letters.approve(asked)).toMatchObject({
    ...{ state: 'approved', edition: 'dpa-1998', reconstruction: true },
  })
  const frozen = await ask.letters.preview({ letterId })
  expect(marked(frozen.pdf, /^RECONSTRUCTION/)).toEqual(everyPage(frozen.pages))
  await ask.letters.printed({ letterId })
  const refused = await refusalOf(ask.letters.signed({ letterId }), 'conflict')
  expect(refused.message).toContain('so it cannot be signed. Draft a new letter, dated today.')
  expect((await letterAt(office, 'draft', { kind: 'L24' })).reconstruction).toBe(false)
})
