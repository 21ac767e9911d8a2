import { describe, expect, test } from 'vitest'
import { mergeLetter } from '../../src-main/letters/merge.ts'
import { passageAlone } from '../../src-main/letters/template.ts'
import { sheetsOf, ticksIn } from '../../src-main/typesetting/form.ts'
import { closeFor, privilegeMark } from '../../src-main/letters/wording.ts'
import { editions, kinds, sampleFacts, templates } from './sample-letter.ts'

const merged = (
  kind: (typeof kinds)[number],
  edition: (typeof editions)[number],
  facts = sampleFacts(edition),
) => mergeLetter({ templates, kind, edition, facts })
const said = (...which: Parameters<typeof merged>) =>
  merged(...which)
    .passages.map(({ text }) => text)
    .join('\n')

describe('the law that a letter states', () => {
  test('health and prison records under the 1998 Act: £10 and 40 days, and no later law', () => {
    for (const kind of ['L03', 'L05'] as const) {
      expect(said(kind, 'dpa-1998')).toMatch(
        /section 7 of the Data Protection Act 1998[\s\S]*£10[\s\S]*40 days beginning with/,
      )
      expect(said(kind, 'dpa-1998')).not.toMatch(/GDPR|one month|2018/)
      expect(merged(kind, 'dpa-1998').enclosures.map(({ name }) => name)).toContain(
        'Cheque for £10',
      )
    }
  })
  test('under the UK GDPR: Article 15, free, one month, and no fee offered', () => {
    for (const kind of ['L03', 'L05'] as const) {
      expect(said(kind, 'uk-gdpr')).toMatch(/Article 15[\s\S]*No fee is payable[\s\S]*one month/)
      expect(said(kind, 'uk-gdpr')).not.toMatch(/£10|40 days|1998/)
      expect(merged(kind, 'uk-gdpr').enclosures.map(({ name }) => name)).not.toContain(
        'Cheque for £10',
      )
    }
    expect(said('L05', 'uk-gdpr')).toContain('section 45 of the Data Protection Act 2018')
  })
  test('a reminder gives the dates, the days late and the authority for the date', () => {
    expect(said('L09', 'uk-gdpr')).toMatch(
      /10 April 2026\*\* \(Articles 12\(3\) and 12A of the UK GDPR\) and is now 12 days late/,
    )
    expect(said('L09', 'dpa-1998')).toMatch(/section 7\(8\)[\s\S]*section 7\(9\)/)
  })
  test('a notice of withdrawal says that what went before was lawful', () => {
    expect(said('L36', 'uk-gdpr')).toMatch(
      /20 April 2026[\s\S]*does not make unlawful[\s\S]*Article 21/,
    )
    expect(said('L36', 'dpa-1998')).not.toContain('GDPR')
    expect(said('L36', 'uk-gdpr')).toContain('withdrew the consent')
    expect(said('L36', 'uk-gdpr')).not.toContain('authority')
  })
})

describe('the consent form', () => {
  const { form } = merged('L24', 'uk-gdpr')
  test('comes twice, with a slip to withdraw by', () => {
    expect(form?.copies).toBe(2)
    expect(form?.text).toMatch(/--- Cut here/)
  })
  test('asks about HIV and sexual health by itself, with the consultation, and only when it was asked for', () => {
    expect(form?.text).toMatch(
      /=== Part B ===\n\n# Part B: HIV and sexual health[\s\S]*Nothing in Part A covers it[\s\S]*Consulted by/,
    )
    const facts = sampleFacts('uk-gdpr')
    const without = merged('L24', 'uk-gdpr', {
      ...facts,
      consent: { ...facts.consent!, hivAsked: false },
    })
    expect(`${without.form?.text}${without.passages.map(({ text }) => text)}`).not.toMatch(
      /HIV|sexual/,
    )
  })
})

describe('merging', () => {
  test.each(kinds.filter((kind) => kind !== 'L03'))(
    '%s tells nothing of health in a heading to anybody but a holder of health records',
    (kind) => {
      for (const edition of editions)
        expect(merged(kind, edition).heading).not.toMatch(
          /health|medical|clinic|hiv|treatment|hospital/i,
        )
    },
  )
  test.each([
    ['L03', 'authority', 'authority.signedOn'],
    ['L09', 'overdue', 'overdue.sentOn'],
    ['L36', 'withdrawal', 'withdrawal'],
  ] as const)('%s without its %s is refused by the name of what is missing', (kind, fact, name) => {
    const facts = { ...sampleFacts('uk-gdpr'), [fact]: null }
    expect(() => merged(kind, 'uk-gdpr', facts)).toThrow(new RegExp(`missing: ${name}`))
  })
  test('a client’s name is never run as a template', () => {
    for (const name of ['{{x}}', '{{ firm.name }}', '{% raw %}', '$&'])
      expect(said('L36', 'uk-gdpr', sampleFacts('uk-gdpr', name))).toContain(`We act for ${name}.`)
  })
  test('every passage has an id of its own and a class', () => {
    for (const kind of kinds)
      for (const edition of editions) {
        const { passages } = merged(kind, edition)
        expect(new Set(passages.map(({ id }) => id)).size).toBe(passages.length)
        for (const { class: about } of passages) expect(about).not.toBeNull()
      }
  })
})

describe('salutation and close', () => {
  test.each([
    ['Dear Sir or Madam', 'Yours faithfully'],
    ['Dear Head of Healthcare', 'Yours faithfully'],
    ['Dear Records Manager', 'Yours faithfully'],
    ['Dear team', 'Yours faithfully'],
    ['Dear Governor', 'Yours faithfully'],
    ['Dear Mr Smith', 'Yours sincerely'],
    ['Dear Dr Patel', 'Yours sincerely'],
    ['Dear Mrs Head', 'Yours sincerely'],
    ['Dear Wyn ap Siôn', 'Yours sincerely'],
  ])('%s is closed with %s', (salutation, close) => expect(closeFor(salutation)).toBe(close))

  test('only the client’s letters are privileged, by the rule of the prison', () => {
    expect(privilegeMark({ client: true, youngOffenders: false })).toBe('Prison Rule 39')
    expect(privilegeMark({ client: true, youngOffenders: true })).toBe('YOI Rule 17')
    expect(privilegeMark({ client: false, youngOffenders: false })).toBeNull()
  })
})

test('lines of a fact are one within a row of a table, and its bars part no boxes of a form', () => {
  const facts = sampleFacts('uk-gdpr')
  const what = 'First.\n\nThen | more.'
  const text = `| a | b |\n| - | - |\n{% for row in need %}| {{ row.what }} | c |\n{% endfor %}`
  const { passages } = mergeLetter({
    templates: new Map([['L20', passageAlone('L20', { text, class: 'health' })]]),
    ...{ kind: 'L20', edition: 'uk-gdpr' },
    facts: { ...facts, details: { ...facts.details, need: [{ what, about: 'health' }] } },
  })
  expect(passages.map((one) => one.text)).toEqual([
    '| a | b |\n| - | - |\n| First.  Then \\| more. | c |',
  ])
  const consent = { ...facts.consent!, recipient: 'Hill | Dale', hivAsked: true }
  const { form } = merged('L24', 'uk-gdpr', { ...facts, consent })
  const boxes = sheetsOf(form!).flatMap(({ parts }) => parts.filter(({ is }) => is === 'ticks'))
  expect(new Set(boxes.map((box) => ticksIn(box.text).length))).toEqual(new Set([1, 2]))
  const asked = boxes.find((box) => box.text.includes('Hill'))!
  expect(ticksIn(asked.text)).toHaveLength(1)
})
