import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintTemplates } from '../../src-main/letters/lint-command.ts'
import { NUMBERS } from '../../src-main/letters/kinds.ts'
import type { LetterKind } from '../../src-main/letters/contract.ts'
import { templateText } from '../../src-main/letters/template.ts'
import { command } from '../cli/command.ts'
import { resources, temporaryFolder } from '../open-office.ts'

const shipped = (kind: LetterKind) => templateText(resources, kind)
const found = (kind: LetterKind, text: string) =>
  lintTemplates([{ kind, text }], { resources })[0]!.findings
const wrong = (kind: LetterKind, text: string) =>
  found(kind, text)
    .filter(({ level }) => level === 'refused')
    .map(({ line, what }) => `${line}: ${what}`)
/** The shipped template with this in place of that, which has to stand in it. */
function put(kind: LetterKind, that: string, other: string): string {
  const text = shipped(kind)
  expect(text).toContain(that)
  return text.replace(that, () => other)
}
const lineOf = (text: string, words: string) =>
  text.slice(0, text.indexOf(words)).split('\n').length

test('every shipped template is whole, without a remark', () => {
  expect(NUMBERS).toHaveLength(38)
  const linted = lintTemplates(join(resources, 'letters'), { resources })
  expect(linted.flatMap(({ kind, isEasy }) => (isEasy ? [] : kind))).toEqual(NUMBERS)
  expect(linted.flatMap(({ kind, isEasy }) => (isEasy ? kind : []))).toEqual(['L24'])
  expect(linted.flatMap(({ kind, findings }) => findings.map((one) => ({ kind, ...one })))).toEqual(
    [],
  )
})

const OWN = 'Our client’s own words follow.'
const withPassage = (kind: LetterKind, head: string, text: string) =>
  `${shipped(kind).trimEnd()}\n\n${head}\n${text}\n`

describe('what is refused', () => {
  test.each<[string, LetterKind, string, RegExp]>([
    ['an unknown field', 'L20', '{{ client.height }}', /no field called client\.height/],
    ['a field of another kind', 'L20', '{{ overdue.daysLate }}', /no field called overdue for/],
    ['a filter that is none', 'L20', '{{ client.name | raw }}', /no filter called raw/],
    ['the clock', 'L20', "{{ 'now' | date: '%Y' }}", /no filter called date/],
    ['another file', 'L20', "{% render 'x' %}", /no tag called render/],
    ['counting', 'L20', '{% for one in (1..9) %}x{% endfor %}', /counts nothing by itself/],
    ['a group in place of a field', 'L20', '{{ client }}', /client is a group/],
    ['something left open', 'L20', '{% if client.prison %}x', /cannot be read/],
    ['a text that is no list', 'L20', '{% for a in client.name %}x{% endfor %}', /is no list/],
  ])('%s', (_, kind, text, what) => {
    const faults = wrong(kind, withPassage(kind, '== own (identity)', `${OWN} ${text}`))
    expect(faults).toEqual([expect.stringMatching(what)])
    expect(faults[0]).toMatch(new RegExp(`^${shipped(kind).trimEnd().split('\n').length + 3}: `))
  })

  test.each<[string, string, RegExp]>([
    ['one that is no condition', '{% if true %}x{% endif %}', /asks for no field/],
    [
      'one that was asked before',
      '{% if client.prison %}a{% elsif client.prison %}b{% endif %}',
      /“client\.prison” can never hold/,
    ],
    [
      'one within itself',
      '{% if client.prison %}a{% if client.prison %}b{% endif %}{% endif %}',
      /“client\.prison” always holds/,
    ],
    [
      'one within its opposite',
      '{% if client.prison %}a{% else %}{% if client.prison %}b{% endif %}{% endif %}',
      /“client\.prison” can never hold/,
    ],
    [
      'a value that the field never has',
      "{% for row in need %}{% if row.about == 'weather' %}x{% endif %}{% endfor %}{% for one in appointments %}{% if one.state == 'sunny' %}x{% endif %}{% endfor %}",
      /never “sunny”/,
    ],
    [
      'two values at once',
      "{% for one in appointments %}{% if one.state == 'due' %}{% if one.state == 'attended' %}x{% endif %}{% endif %}{% endfor %}",
      /can never be 'attended' here/,
    ],
    [
      'a text that is always there',
      '{% for one in appointments %}{% if one.hospital %}x{% endif %}{% endfor %}',
      /an empty text stands there/,
    ],
    ['a list that is always there', '{% if client.otherNames %}x{% endif %}', /when it is empty/],
  ])('a condition that asks nothing: %s', (_, text, what) => {
    const faults = wrong('L20', withPassage('L20', '== own (identity)', `${OWN} ${text}`))
    expect(faults).toEqual([expect.stringMatching(what)])
  })

  test('an edition that the passage is never printed under', () => {
    const text = `${OWN} {% if edition == 'dpa-1998' %}x{% endif %}`
    expect(wrong('L20', withPassage('L20', '== own (identity) [uk-gdpr]', text))).toEqual([
      expect.stringMatching(/never “dpa-1998”/),
    ])
    expect(wrong('L20', withPassage('L20', '== own (identity)', text))).toEqual([])
  })

  test.each<[string, LetterKind, string, string, RegExp]>([
    ['where the client is', 'L20', 'identity', '{{ client.prison }}', /tells where the client is/],
    ['who the client is', 'L20', 'none', '{{ client.name }}', /tells who the client is/],
    [
      'rows by what they are about',
      'L20',
      'health',
      '{% for a in need %}{{ a.what }}{% endfor %}',
      /its row says/,
    ],
    ['advice', 'L20', 'identity', '{{ limitation[0].claim }}', /was advised/],
    [
      'words of the case',
      'L22',
      'none',
      '{% for a in stages %}{{ a.number }}{% endfor %}',
      /somebody wrote/,
    ],
  ])('a field without its class: %s', (_, kind, about, text, what) => {
    const faults = wrong(kind, withPassage(kind, `== own (${about})`, `${OWN} ${text}`))
    expect(faults.filter((one) => !one.includes('differs from the shipped'))).toEqual([
      expect.stringMatching(what),
    ])
  })

  test('a passage without a class, or of one that there is not', () => {
    expect(wrong('L20', withPassage('L20', '== own', OWN))).toEqual([
      expect.stringContaining('The passage has no class'),
    ])
    expect(wrong('L20', withPassage('L20', '== own (weather)', OWN))).toEqual([
      expect.stringContaining('no class called weather'),
    ])
    expect(wrong('L20', withPassage('L20', '== own (each weather)', OWN))).toEqual([
      expect.stringContaining('no group of case details called weather'),
    ])
    expect(wrong('L20', withPassage('L20', '== own (identity) [weather]', OWN))).toEqual([
      expect.stringContaining('no edition of the law'),
    ])
    expect(wrong('L20', withPassage('L20', '== Own (identity)', OWN))).toEqual([
      expect.stringContaining('does not belong in a template'),
    ])
  })

  test('words of the office that say they are impersonal, in a passage or an enclosure', () => {
    const clinical = 'What is clinically right is for you to decide.'
    const text = put('L20', clinical, 'Mr Smith hit our client.')
    expect(wrong('L20', text)).toEqual([
      `${lineOf(text, '== asked')}: This differs from the shipped words, so it needs the class of what it tells.`,
    ])
    expect(wrong('L20', text.replace('== asked (none)', '== asked (identity)'))).toEqual([])
    const enclosed = put('L20', '\n\n== instructions', '\nenclosure: Notes\n\n== instructions')
    expect(wrong('L20', enclosed)).toEqual([expect.stringContaining('differs from the shipped')])
  })

  test('HIV and sexual health, as a class, as a word and as what is asked for', () => {
    expect(wrong('L20', withPassage('L20', '== own (hiv-sexual-health)', OWN))).toEqual([
      expect.stringContaining('no passage of HIV'),
    ])
    expect(wrong('L20', withPassage('L20', '== own (health)', 'Our client has HIV.'))).toEqual([
      expect.stringContaining('“HIV” tells of HIV'),
    ])
    const asked = put('L03', '- (health) results of tests', '- (health) results of HIV tests')
    expect(wrong('L03', asked)).toEqual(
      expect.arrayContaining([expect.stringContaining('and the line is of the class health')]),
    )
    const other = put('L03', '- (health) results of tests', '- (offence) the charge sheet')
    expect(wrong('L03', other)).toEqual(
      expect.arrayContaining([expect.stringContaining('asks for nothing of the class offence')]),
    )
  })

  test.each<[string, string, RegExp]>([
    ['a filter that does not fit', '{{ client.name | day }}', /a filter does not fit the field/],
    ['days of what is no number', '{{ client.name | days }}', /a filter does not fit the field/],
    ['a list of what is none', '{{ client.bornOn | listed }}', /a filter does not fit the field/],
    [
      'nothing that is left',
      "{{ medication | where: 'name', 'y' | listed }}",
      /prints nothing where/,
    ],
    [
      'what an assigned name makes of it',
      '{% assign parts = client.name | lines %}{{ parts | last | day }}',
      /a filter does not fit the field/,
    ],
    [
      'a branch that seldom stands',
      '{% if client.prison %}x{% elsif client.heldBy %}y{% else %}\n{{ client.name | day }}{% endif %}',
      /a filter does not fit the field/,
    ],
    [
      'what is repeated',
      '{% for one in client.otherNames %}{% unless one == client.name %}{{ one | days }}{% endunless %}{% endfor %}',
      /a filter does not fit the field/,
    ],
    [
      'a case of another',
      "{% case edition %}{% when 'uk-gdpr' %}x{% else %}{{ client.name | day }}{% endcase %}",
      /a filter does not fit the field/,
    ],
  ])('what fails as it is filled in: %s', (_, text, what) => {
    const whole = withPassage('L20', '== own (location)', `${OWN}\n${text}`)
    const at = lineOf(whole, /\{\{[^{}]*\}\}/.exec(text)![0])
    const [first] = wrong('L20', whole)
    expect(first).toMatch(what)
    expect(first).toMatch(new RegExp(`^${at}: `))
  })

  test('HIV and sexual health in words that stand in two lines, cells or passages', () => {
    const HELD = /“Sexual health” tells of HIV or sexual health/i
    for (const text of [
      'They wrote of sexual\nhealth.',
      '| Sexual | Day |\n| --- | --- |\n| health | 3 May |',
      'They wrote of sexual\n\n== more (identity)\nhealth.',
    ])
      expect(wrong('L20', withPassage('L20', '== own (identity)', text)), text).toEqual([
        expect.stringMatching(HELD),
      ])
  })

  test('a reference that is dead where it is printed', () => {
    const dead = 'By section 7 of the Data Protection Act 1998 you must answer.'
    for (const edition of [' [uk-gdpr]', ''])
      expect(wrong('L20', withPassage('L20', `== own (identity)${edition}`, dead))).toEqual([
        expect.stringContaining('cites the Data Protection Act 1998, which is not law'),
        expect.stringContaining('cites section 7 of the Data Protection Act 1998'),
      ])
    expect(wrong('L20', withPassage('L20', '== own (identity) [dpa-1998]', dead))).toEqual([])
  })

  test('what is of the kind and not of the words', () => {
    expect(wrong('L20', put('L20', 'title: Urgent', 'title: Not urgent'))).toEqual([
      expect.stringContaining('title is that of the kind'),
    ])
    expect(wrong('L20', put('L20', 'Medical in confidence', 'Open'))).toEqual([
      expect.stringContaining('mark of confidence'),
    ])
    expect(
      wrong(
        'L20',
        put('L20', '**{{ answer.by | day }}**', 'soon').replace('asked (none)', 'asked (identity)'),
      ),
    ).toEqual([expect.stringContaining('by no day')])
    expect(
      wrong('L20', withPassage('L20', '== own (identity)', 'Answer by **1 May 2030**.')),
    ).toEqual([expect.stringContaining('stays the same in every letter')])
    expect(wrong('L20', shipped('L20').replace(/== need [^]*?(?=== medication)/, ''))).toEqual([
      expect.stringContaining('Treatment needed stands in no passage'),
    ])
    expect(wrong('L24', `${shipped('L24').trimEnd()}\n\n[ ] Yes to everything\n`)).toEqual([
      expect.stringContaining('What the client signs'),
    ])
    expect(wrong('L03', shipped('L03').replaceAll(/^- \([^]*?$/gm, ''))).toEqual(
      expect.arrayContaining([expect.stringContaining('asks for no records')]),
    )
    const unlawful = put('L03', 'request under section 7 of', 'request under section 8 of').replace(
      '== right (none) [dpa-1998]',
      '== right (identity) [dpa-1998]',
    )
    expect(wrong('L03', unlawful)).toEqual([
      expect.stringContaining('gives the law that the letter rests on: section 7'),
    ])
  })

  test('two passages of one name', () => {
    expect(
      wrong('L20', withPassage('L20', '== worse (identity)', OWN)).map((one) => one.slice(-40)),
    ).toEqual([expect.stringContaining('already, in line')])
  })
})

describe('a fact of another class does not come in by another way', () => {
  const place = /client\.prison tells where the client is or was/
  test.each([
    ['a filter', "{{ '' | default: client.prison }}"],
    ['a separator', '{{ client.formerNumbers | join: client.prison }}'],
  ])('by %s', (_, text) => {
    const [said = ''] = wrong('L20', withPassage('L20', '== own (identity)', text))
    expect(said).toMatch(place)
  })

  test('by a name that is assigned again', () => {
    const text =
      "{% assign at = '' %}{% if client.prison %}{% assign at = client.prison %}{% endif %}{{ at }}"
    const [said = ''] = wrong('L20', withPassage('L20', '== own (identity)', text))
    expect(said).toContain('The name at is given already, for another class.')
  })

  test('by the heading or the salutation, whatever class the line names', () => {
    const heading = shipped('L20').replace(
      /^heading.*$/m,
      'heading (location): Our client {{ client.name }} at {{ client.prison }}',
    )
    expect(wrong('L20', heading).join()).toMatch(place)
    const greeting = shipped('L20').replace(
      /^salutation.*$/m,
      "salutation: Dear {{ '' | default: client.prison }}",
    )
    expect(wrong('L20', greeting).join()).toMatch(place)
  })
})

test('a comment is no part of a template: what stands in one is not printed, and looks as if it were', () => {
  const text = withPassage(
    'L20',
    '== own (identity)',
    'Words.{% comment %}{{ need }}{% endcomment %}',
  )
  expect(wrong('L20', text).join()).toContain('comment')
})

test('a paper of the office’s own is enclosed as the kind has it, under its own class', () => {
  const text = put('L10', 'enclosure <answered>', 'enclosure (identity) <answered>')
  expect(wrong('L10', text)).toEqual([
    `${lineOf(text, 'enclosure (identity)')}: A paper of the office’s own is that of the kind, with its class.`,
  ])
  const other = shipped('L19').replace(
    /^(heading.*)$/m,
    '$1\nenclosure (identity) <authority>: A leaflet about our work',
  )
  expect(wrong('L19', other)).toHaveLength(1)
})

test('a passage does not bear the name that a passage of rows makes', () => {
  const text = withPassage('L20', '== need-health (identity)', 'Other words.')
  expect(wrong('L20', text)).toHaveLength(1)
})

test('an authority that nothing here knows is a remark, and keeps nobody from using the template', () => {
  const text = withPassage('L20', '== own (identity)', 'See the Mental Capacity Act 2005.')
  expect(found('L20', text)).toEqual([
    expect.objectContaining({
      level: 'remark',
      what: expect.stringContaining('does not have the Mental Capacity Act 2005'),
    }),
  ])
})

test('a folder of templates is checked without loading an office', () => {
  const hook = `import { registerHooks } from 'node:module'
    registerHooks({ load: (url, context, next) => {
      if (/src-main\\/(office|vault\\/vault)\\.ts$/.test(url)) throw new Error('loaded ' + url)
      return next(url, context)
    } })`
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...['--import', `data:text/javascript,${encodeURIComponent(hook)}`],
      ...[join(resources, '../src-main/cli.ts'), 'lint-templates', join(resources, 'letters')],
    ],
    { encoding: 'utf8' },
  )
  expect([stderr, status]).toEqual(['', 0])
})

test('lint-templates says in which line of which template, and ends with 1 where one is refused', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'ours'))
  writeFileSync(join(folder, 'ours', 'L22.txt'), shipped('L22'))
  expect(await command(['lint-templates', 'ours'], '', folder)).toMatchObject({
    exit: 0,
    out: 'one template, no faults, no remarks.\n',
  })
  const text = withPassage('L20', '== own (identity)', '{{ client.height }}')
  writeFileSync(join(folder, 'ours', 'L20.txt'), text)
  const said = await command(['lint-templates', 'ours'], '', folder)
  expect(said.exit).toBe(1)
  expect(said.out).toMatch(
    new RegExp(`^L20, line ${lineOf(text, '{{ client.height')}: There is no field called`),
  )
  expect(said.out).toContain('two templates, one fault, no remarks.')
  const { templates } = JSON.parse(
    (await command(['lint-templates', 'ours', '--json'], '', folder)).out,
  )
  expect(templates).toMatchObject([
    { kind: 'L20', findings: [{ level: 'refused' }] },
    { kind: 'L22', findings: [] },
  ])
  writeFileSync(join(folder, 'ours', 'notes.txt'), 'x')
  expect(await command(['lint-templates', 'ours'], '', folder)).toMatchObject({
    exit: 2,
    err: expect.stringContaining('notes.txt is the template of no letter'),
  })
})
