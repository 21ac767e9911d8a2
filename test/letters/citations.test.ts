import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysAfter } from '../../src-main/dates/days.ts'
import { loadDeadlineLaw } from '../../src-main/law/edition.ts'
import { editionTexts } from '../../src-main/law/edition-file.ts'
import { citationsIn, citationsWrong, expectCitable } from '../../src-main/letters/citations.ts'
import { editionOn } from '../../src-main/letters/deadline.ts'
import { NUMBERS } from '../../src-main/letters/kinds.ts'
import { proceduresOn } from '../../src-main/letters/procedures.ts'
import { lawFactsOn } from '../../src-main/letters/law-facts.ts'
import { mergeLetter } from '../../src-main/letters/merge.ts'
import { loadTemplates } from '../../src-main/letters/template.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { refusalOf } from '../open-office.ts'
import { day, filledIn, letterAt, letterOffice, withAuthority } from './letter-office.ts'
import { sampleFacts } from './sample-letter.ts'

const resources = resolve(import.meta.dirname, '../../resources')
const law = loadDeadlineLaw(editionTexts(resources))
const templates = loadTemplates(resources)
const wordsIn = (texts: readonly string[]) => texts.flatMap((text) => citationsIn(text, law))

/** A letter of a kind in the words of a day, as the office would write it. */
function letterOf(kind: (typeof NUMBERS)[number], datedOn: string) {
  const edition = editionOn(datedOn, law)
  const facts = { ...sampleFacts(edition), law: lawFactsOn(datedOn, law) }
  const { heading, passages } = mergeLetter({
    ...{ templates, kind, edition, facts },
    procedures: proceduresOn(datedOn, law, { inWales: false }),
  })
  return { datedOn: datedOn as never, heading, passages }
}
/** The same; null before there was a procedure that it could be written under. */
function letterOrNone(kind: (typeof NUMBERS)[number], datedOn: string) {
  try {
    return letterOf(kind, datedOn)
  } catch (error) {
    expect((error as Refusal).fields).toEqual({ datedOn: 'Choose another date.' })
    const of = new Set<string>(templates.get(kind)!.passages.flatMap(({ editions }) => editions))
    expect(proceduresOn(datedOn, law, { inWales: false }).filter((one) => of.has(one))).toEqual([])
    return null
  }
}
/** The days on which something that letters cite begins or ends, with a leap day among them. */
const TURNS = [
  ...['1991-11-01', '2000-03-01', '2018-05-25', '2021-01-01', '2026-02-05', '2026-06-19'],
]
const days = fc.oneof(
  fc.constantFrom(...TURNS.flatMap((on) => [daysAfter(on, -1), on, daysAfter(on, 1)])),
  fc.constantFrom('1800-01-01', '2000-02-29', '2020-02-29', '2024-02-29', '2028-02-29'),
  fc.integer({ min: 0, max: 15_000 }).map((after) => daysAfter('1988-01-01', after)),
)

describe('What a letter cites', () => {
  test('is law on its day, in every kind and on every day, or the letter is refused with the reason', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NUMBERS), days, (kind, datedOn) => {
        const letter = letterOrNone(kind, datedOn)
        if (letter === null) return
        const texts = [letter.heading, ...letter.passages.map(({ text }) => text)]
        const stands = wordsIn(texts).every(
          ({ from, to }) => (from ?? '') <= datedOn && datedOn <= (to ?? '9999'),
        )
        let message = ''
        try {
          expectCitable(letter, law)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          message = error.fields?.['datedOn'] ?? ''
        }
        expect([datedOn, message === '']).toEqual([datedOn, stands])
        if (!stands) expect(message).toMatch(/which (came into force on|was in force until) \d/)
        const asked = { today: datedOn, leaves: true }
        expect(citationsWrong(letter, law, asked).length > 0).toBe(!stands)
      }),
      { seed: 5, numRuns: 800 },
    )
  })

  test('is found by instrument and by section, and what no edition dates by itself by its instrument', () => {
    const said = (text: string) => citationsIn(text, law).map((one) => [one.said, one.from, one.to])
    expect(said('under sections 45 and 164A of the Data Protection Act 2018')).toEqual([
      ['the Data Protection Act 2018', '2018-05-25', null],
      ['section 45 of the Data Protection Act 2018', '2018-05-25', null],
      ['section 164A of the Data Protection Act 2018', '2026-06-19', null],
    ])
    expect(said('Article 12A(1) of the UK GDPR')).toEqual([
      ['the UK GDPR', '2021-01-01', null],
      ['Article 12A of the UK GDPR', '2026-02-05', null],
    ])
    expect(said('section 7(9) of the Data Protection Act 1998')).toEqual([
      ['the Data Protection Act 1998', '2000-03-01', '2018-05-24'],
      ['section 7 of the Data Protection Act 1998', '2000-03-01', '2018-05-24'],
    ])
    expect(said('the Act')).toEqual([])
  })
})

test('a letter dated before the law that it cites is refused, and from its first day it is not', async () => {
  const { ask, matterId } = await letterOffice()
  const proposed = (datedOn: string) =>
    ask.letters.propose({ matterId, kind: 'L03', datedOn: day(datedOn), answers: null })
  for (const datedOn of ['1800-01-01', '1998-06-01', '2000-02-29'])
    expect((await refusalOf(proposed(datedOn), 'invalid-input')).fields?.['datedOn']).toMatch(
      /cites the Data Protection Act 1998, which came into force on 1 March 2000\. Date it on or after/,
    )
  const right = async (datedOn: string) =>
    (await proposed(datedOn)).passages.find(({ id }) => id === 'right')!.text
  expect(await right('2000-03-01')).toContain('section 7 of the Data Protection Act 1998')
  expect(await right('2018-05-24')).toContain('section 7 of the Data Protection Act 1998')
  expect(await right('2018-05-25')).toContain('Article 15 of the EU GDPR')
  expect(await right('2020-12-31')).toContain('Article 15 of the EU GDPR')
  expect(await right('2021-01-01')).toContain('Article 15 of the UK GDPR')
})

test('a letter that cites what was law on its day and is no longer does not leave as of today', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office, { signedOn: day('2019-02-01'), receivedOn: day('2019-02-02') })
  const draft = await ask.letters.draft(await filledIn(office, { datedOn: day('2019-03-01') }))
  expect(draft.gate.missing.map(({ what }) => what)).toContainEqual(
    'The letter is dated 1 March 2019 and cites the EU GDPR, which was in force until 31 December 2020.',
  )
  const { id: letterId, version, content } = draft
  const today = { ...content, datedOn: day('2026-11-23') }
  const redated = await ask.letters.redraft({ letterId, version, content: today })
  expect(redated.content.passages.find(({ id }) => id === 'right')!.text).toContain('UK GDPR')
})

test('a chaser says by what law the time of an old request ran out, although that law has ended since', () => {
  const letter = letterOf('L09', '2018-06-11')
  const overdue = letter.passages.map((one) =>
    one.id === 'overdue'
      ? { ...one, text: 'Due on 4 June 2018 (section 7(8) of the Data Protection Act 1998).' }
      : one,
  )
  const passages = overdue.filter(({ id }) => id !== 'complaint')
  expect(() => expectCitable({ ...letter, passages }, law)).not.toThrow()
  const elsewhere = passages.map((one) => (one.id === 'overdue' ? { ...one, id: 'other' } : one))
  expect(() => expectCitable({ ...letter, passages: elsewhere }, law)).toThrow(Refusal)
})

test('a citation that a person wrote into a letter of a day before it was law stops the letter', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { content } = await letterAt(office, 'draft', { datedOn: day('2026-06-18') })
  const mine = (text: string) =>
    office.ask.letters.draft({
      ...content,
      passages: [...content.passages, { id: 'mine', text, class: 'none', origin: 'written' }],
    })
  const wrong = await mine('We complain under section 164A of the Data Protection Act 2018.')
  expect(wrong.gate.missing.map(({ what }) => what)).toContainEqual(
    'The letter is dated 18 June 2026 and cites section 164A of the Data Protection Act 2018, which came into force on 19 June 2026.',
  )
  const past = await mine('You were asked under the Data Protection Act 1998 before.')
  expect(past.gate.missing.map(({ what }) => what).join()).not.toContain('1998')
})
