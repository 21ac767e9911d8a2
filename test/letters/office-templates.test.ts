import { expect, test } from 'vitest'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import type { LetterKind } from '../../src-main/letters/contract.ts'
import { templateRule } from '../../src-main/letters/template-rule.ts'
import { templateText } from '../../src-main/letters/template.ts'
import { typedText } from '../../src-main/wire/typed-text.ts'
import { NUMBERS } from '../../src-main/letters/kinds.ts'
import { command } from '../cli/command.ts'
import { PASSPHRASE, refusalOf, resources } from '../open-office.ts'
import { someConsent } from '../consents/some-consent.ts'
import { readBack } from './pdf-tools.ts'
import { day, letterOffice, withAuthority, type LetterOffice } from './letter-office.ts'

const TODAY = day('2026-11-23')
const reason = 'Our house style'
const OURS = 'Please ring the ward before you write to our client.'
const added = (text: string, words = OURS, about = 'identity') =>
  `${text.trimEnd()}\n\n== ours (${about})\n${words}\n`

const propose = ({ ask, matterId }: LetterOffice, kind: LetterKind) =>
  ask.letters.propose({ matterId, kind, datedOn: TODAY, answers: null })
async function save({ ask }: LetterOffice, kind: LetterKind, change: (shipped: string) => string) {
  const { shipped, versions } = await ask.letters.template({ kind })
  const basedOn = versions === 0 ? null : versions
  return ask.letters.saveTemplate({ kind, text: change(shipped), basedOn, versions, reason })
}
const has = ({ passages }: { passages: readonly { text: string }[] }, words: string) =>
  passages.some(({ text }) => text.includes(words))

test('a shipped template that is pasted into the editor is still word for word the shipped one', () => {
  for (const kind of NUMBERS) {
    const text = templateText(resources, kind)
    expect(typedText(text)).toBe(text)
  }
})

test('a version is saved, used, gone back to and stopped, each an entry; a letter keeps the one it was made with', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask } = office
  expect((await ask.letters.templates({})).every((row) => row.office === null)).toBe(true)
  const before = await propose(office, 'L20')
  expect(before.template).toBeUndefined()
  const early = await ask.letters.draft(before)

  const first = await save(office, 'L20', added)
  expect(first).toMatchObject({ office: { version: 1, basedOn: null, reason, by: 'Imogen Tark' } })
  const one = await propose(office, 'L20')
  expect(one.template).toMatchObject({ version: 1 })
  expect(has(one, OURS)).toBe(true)
  // Begun by the shipped one and not recorded yet.
  expect((await refusalOf(ask.letters.draft(before))).message).toContain('was changed after')
  const letter = await ask.letters.draft(one)
  expect(letter.content.template).toEqual(one.template)

  const other = 'Please ring us first.'
  await save(office, 'L20', (text) => added(text, other))
  const kept = await ask.letters.get({ letterId: letter.id })
  expect(kept.content).toEqual(letter.content)
  const typed = { ...kept.content, yourRef: 'A/1', template: undefined }
  const again = await ask.letters.redraft({ letterId: letter.id, version: 1, content: typed })
  expect(again.content.template).toEqual(one.template)
  expect(has(again.content, OURS)).toBe(true)
  expect(again.content.passages.find(({ id }) => id === 'ours')?.origin).toBe('template')
  expect((await ask.letters.get({ letterId: early.id })).content).toEqual(early.content)
  expect(has(await propose(office, 'L20'), other)).toBe(true)

  const { saved } = await ask.letters.template({ kind: 'L20' })
  expect(saved.map(({ version, basedOn }) => [version, basedOn])).toEqual([
    [2, 1],
    [1, null],
  ])
  const text = saved.find(({ version }) => version === 1)!.text
  await ask.letters.saveTemplate({ kind: 'L20', text, basedOn: 1, versions: 2, reason: 'Back' })
  expect(has(await propose(office, 'L20'), OURS)).toBe(true)
  const stopped = await ask.letters.stopTemplate({ kind: 'L20', version: 3, reason: 'Enough' })
  expect(stopped).toMatchObject({ office: null, versions: 3 })
  expect(stopped.saved[0]?.stopped).toMatchObject({ reason: 'Enough', by: 'Imogen Tark' })
  expect((await propose(office, 'L20')).template).toBeUndefined()
  expect((await ask.letters.get({ letterId: letter.id })).content.template).toEqual(one.template)
  const { entries } = await ask.audit.list({ limit: 60 })
  expect(entries.filter(({ act }) => act.startsWith('template-')).map(({ act }) => act)).toEqual([
    'template-stopped',
    ...Array<string>(3).fill('template-saved'),
  ])
})

test('what is wrong, unchanged or written over somebody else’s version is not saved', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask } = office
  const { shipped } = await ask.letters.template({ kind: 'L20' })
  const asked = { kind: 'L20', basedOn: null, versions: 0, reason } as const
  const broken = { ...asked, text: added(shipped, '{{ client.height }}') }
  const line = broken.text.split('\n').length - 1
  expect(await ask.letters.lintTemplate({ kind: 'L20', text: broken.text })).toMatchObject([
    { line, level: 'refused' },
  ])
  const refusal = await refusalOf(ask.letters.saveTemplate(broken))
  expect(refusal).toMatchObject({ code: 'invalid-input' })
  expect(refusal.message).toMatch(new RegExp(`^Line ${line}: There is no field`))
  const preview = { kind: 'L20', edition: 'uk-gdpr' } as const
  expect(
    (await refusalOf(ask.letters.previewTemplate({ ...preview, text: broken.text }))).message,
  ).toMatch(/^Line/)
  expect((await refusalOf(ask.letters.saveTemplate({ ...asked, text: shipped }))).code).toBe(
    'conflict',
  )
  await save(office, 'L20', added)
  const text = added(shipped, 'Another.')
  expect((await refusalOf(ask.letters.saveTemplate({ ...asked, text }))).message).toContain(
    'Somebody saved another version',
  )
  expect(
    (await refusalOf(ask.letters.saveTemplate({ ...asked, text: shipped, versions: 1 }))).message,
  ).toContain('Stop using')
  expect(
    (await refusalOf(ask.letters.stopTemplate({ kind: 'L20', version: 2, reason }))).code,
  ).toBe('conflict')
})

test('only whoever may change the firm’s details saves or stops a template', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask, hire, signIn } = office
  await signIn(await hire('Hester Vane', 'caseworker'))
  await expect(save(office, 'L20', added)).rejects.toThrow('may not change the firm’s details')
  const stopping = ask.letters.stopTemplate({ kind: 'L20', version: 1, reason })
  await expect(stopping).rejects.toThrow('may not change the firm’s details')
})

const detailsOf = async ({ ask, matterId }: LetterOffice) =>
  ask.details.record({
    ...{ matterId, group: 'need', version: 0 },
    rows: [{ what: 'Pain in the knee.', since: '', advice: '', about: 'health' }],
  })
const consentTo = (
  { ask, clientId }: LetterOffice,
  { name, role }: { name: string; role: string },
  classes: readonly ('identity' | 'location' | 'health' | 'offence')[],
) =>
  ask.consents.record(
    someConsent(clientId, {
      recipient: { name, role: role as 'treating' },
      purpose: 'treatment',
      choices: classes.map((about) => ({ class: about, answer: 'given' as const })),
      wording: 'They may be told what this form says.',
    }),
  )

test('the gate asks of every passage of the office’s own by its class and by its words', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask } = office
  await detailsOf(office)
  const words = 'Our client is sentenced for burglary.'
  await save(office, 'L20', (text) => added(text, words, 'offence'))
  const content = await propose(office, 'L20')
  await consentTo(office, content.addressee, ['identity', 'location', 'health'])
  const refused = (gate: { decisions: { allowed: boolean; class: string | null }[] }) => [
    ...new Set(gate.decisions.filter(({ allowed }) => !allowed).map((one) => one.class)),
  ]
  const classed = await ask.letters.draft(content)
  expect(refused(classed.gate)).toEqual(['offence'])
  // Under another class the words themselves are found, as if somebody had typed them.
  await save(office, 'L20', (text) =>
    added(text, `${words} `, 'identity').replace(`${words} `, 'Our client takes methadone.'),
  )
  const told = await ask.letters.draft(await propose(office, 'L20'))
  expect(refused(told.gate)).toEqual(['substance-use'])
  expect(told.content.passages.find(({ id }) => id === 'ours')).toMatchObject({
    ...{ class: 'identity', origin: 'template' },
  })
})

test('what an office’s own template asks for is judged by the class of its line and by its words', async () => {
  const office = await letterOffice()
  const { ask } = office
  await save(office, 'L03', (text) =>
    text
      .replace('== wanted (none)', '== wanted (identity)')
      .replace('- (health) results of tests, and', '- (health) notes of Lantern House, and'),
  )
  const { name } = (await propose(office, 'L03')).addressee
  await withAuthority(office, { recipient: { name, role: 'records-holder' } })
  const draft = await ask.letters.draft(await propose(office, 'L03'))
  expect(has(draft.content, '- notes of Lantern House, and images')).toBe(true)
  const refused = async () => {
    const { gate } = await ask.letters.get({ letterId: draft.id })
    const asked = gate.decisions.filter(({ what, allowed }) => what === 'asked' && !allowed)
    return asked.map((one) => one.class)
  }
  expect(await refused()).toEqual([])
  await ask.letters.addSensitiveWord({ word: 'Lantern House', class: 'offence', reason })
  expect(await refused()).toEqual(['offence'])
})

test('lint-templates looks through the templates that an office uses, by the words that it added', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask, folder } = office
  await save(office, 'L20', (text) => added(text, 'Please ring Lantern House.'))
  const secret = { word: 'Lantern House', class: 'hiv-sexual-health' as const, reason }
  await ask.letters.addSensitiveWord(secret)
  await office.office.close()
  const words = ['lint-templates', folder, '--passphrase-stdin']
  const said = await command(words, `${PASSPHRASE}\n`)
  expect(said).toMatchObject({ exit: 1, err: '' })
  expect(said.out).toMatch(/^L20, line \d+: “Lantern House” tells of HIV/)
  expect(said.out).toContain('one template, one fault, no remarks.')
})

const sha256 = 'ab'.repeat(32)
const judged = (...entries: [string, object | null][]) =>
  templateRule.judge(
    entries.map(([act, detail], at) => ({ seq: at + 1, act, detail })) as never as OpenedEntry[],
  )
const saved: [string, object] = [
  'template-saved',
  { kind: 'L20', version: 1, text: 'a', sha256, basedOn: null, reason },
]
const drafted = (template: object): [string, object] => [
  'letter-drafted',
  {
    ...{ letterId: 'letter', clientId: 'client', version: 1 },
    content: {
      ...{ matterId: 'matter', kind: 'L20', datedOn: '2026-11-23', delivery: 'post', template },
      addressee: { name: 'A', role: 'treating', lines: [] },
      ...{ salutation: 'Dear', heading: 'B', passages: [], signatory: null, telling: null },
    },
  },
]

test('a verification finds a letter that names a version nobody saved before it', () => {
  const template = { version: 1, sha256 }
  expect(judged(saved, drafted(template))).toMatchObject({ of: 1, findings: [] })
  for (const wrong of [
    { ...template, version: 2 },
    { ...template, sha256: 'cd'.repeat(32) },
  ])
    expect(judged(saved, drafted(wrong)).findings).toHaveLength(1)
  expect(judged(drafted(template), saved).findings).toHaveLength(1)
  expect(judged(['template-saved', null], drafted(template)).findings).toEqual([])
})

test('every template is previewed with a client who is invented, under both laws', async () => {
  const { ask } = await letterOffice({ kind: 'treatment' })
  const papers: string[] = []
  for (const kind of NUMBERS) {
    const { shipped: text } = await ask.letters.template({ kind })
    for (const edition of ['uk-gdpr', 'dpa-1998'] as const) {
      const asking = ask.letters.previewTemplate({ kind, text, edition })
      const paper = await asking.catch((error: Error) => error.message)
      papers.push(`${kind} ${edition} ${typeof paper === 'string' ? paper : paper.pages > 0}`)
    }
  }
  // Some letters have no procedure under the former law.
  const odd = papers.filter((said) => !said.endsWith(' true'))
  expect(odd.filter((said) => !/dpa-1998 On this date there was no procedure/.test(said))).toEqual(
    [],
  )
}, 120_000)

test('a template that says something else of care in Wales is previewed for either country, and no other', async () => {
  const { ask } = await letterOffice({ kind: 'treatment' })
  const preview = async (kind: 'L15' | 'L18' | 'L20', inWales: boolean) => {
    const { shipped: text } = await ask.letters.template({ kind })
    const paper = await ask.letters.previewTemplate({ kind, text, edition: 'uk-gdpr', inWales })
    return {
      differs: paper.differsInWales,
      said: readBack(paper.pdf, 'pdftotext', ['$', '-']).replaceAll(/\s+/g, ' '),
    }
  }
  for (const [kind, england, wales] of [
    ['L15', '(England) Regulations 2009', '(Wales) Regulations'],
    ['L18', '(England) Regulations 2009', '(Wales) Regulations'],
  ] as const) {
    const [here, there] = [await preview(kind, false), await preview(kind, true)]
    expect([here.differs, there.differs], kind).toEqual([true, true])
    expect(here.said).toContain(england)
    expect(here.said).not.toContain(wales)
    expect(there.said).toContain(wales)
    expect(there.said).not.toContain(england)
  }
  expect((await preview('L20', true)).differs).toBe(false)
})

test('what an office’s own template asks for in its own words is held against the authority, as if it were typed', async () => {
  const office = await letterOffice()
  const { ask } = office
  const { name } = (await propose(office, 'L03')).addressee
  await withAuthority(office, { recipient: { name, role: 'records-holder' } })
  const refused = async () => {
    const { gate } = await ask.letters.draft(await propose(office, 'L03'))
    return gate.decisions.flatMap(({ what, allowed, class: about }) =>
      what === 'asked' && !allowed ? [about] : [],
    )
  }
  expect(await refused()).toEqual([])
  await save(office, 'L03', (text) =>
    added(text, 'Please also send us the whole file, everything that you hold.'),
  )
  expect(await refused()).toContain('hiv-sexual-health')
})

test('the gate asks for what the kind cannot do without, however the office’s own template hides it', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask } = office
  const lacking = async (change: (shipped: string) => string, kind: LetterKind = 'L20') => {
    await save(office, kind, change)
    const { gate } = await ask.letters.draft(await propose(office, kind))
    return gate.missing.filter(({ where }) => where === 'passages').map(({ what }) => what)
  }
  // A prison is never called so, and nothing says that it is not.
  const never = (text: string) => `{% if client.prison == 'Nowhere' %}${text}{% endif %}`
  const hidden = (id: string) => (text: string) =>
    text.replace(new RegExp(`(^== ${id} .*\n)([^]*?)(?=\n\n== )`, 'm'), (_, head, said) => {
      return `${head.replace('(none)', '(identity)')}${never(said)}`
    })
  const NEED = /^Treatment needed: nothing is recorded, and this letter cannot do without/
  expect(await lacking(hidden('need'))).toEqual(
    expect.arrayContaining([
      expect.stringMatching(NEED),
      expect.stringMatching(/leaves out .*: treatment needed/),
    ]),
  )
  await detailsOf(office)
  expect(await lacking((text) => added(hidden('need')(text)))).toEqual([
    expect.stringMatching(/leaves out .*: treatment needed\.$/),
  ])
  expect(await lacking(hidden('asked'))).toEqual([
    expect.stringMatching(/leaves out .*: the day asked for\.$/),
  ])
  expect(await lacking((text) => added(text))).toEqual([])
})

test('what is recorded may not be hidden either, and no letter escapes that by being said to be in easy words', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask } = office
  await detailsOf(office)
  const missing = async (more: object = {}) => {
    const draft = await ask.letters.draft({ ...(await propose(office, 'L20')), ...more })
    return draft.gate.missing.flatMap(({ what }) => (what.includes('leaves out') ? what : []))
  }
  const rows = (condition: string) => (text: string) =>
    text.replace(
      /(^== need .*\n)([^]*?)(?=\n\n== )/m,
      (_, head: string, said: string) => `${head}{% if ${condition} %}${said}{% endif %}`,
    )
  await save(office, 'L20', rows("rows[0].what contains '['"))
  const NEED = [expect.stringMatching(/leaves out .*: treatment needed\.$/)]
  expect(await missing()).toEqual(NEED)
  await refusalOf(missing({ easyRead: true }), 'invalid-input')
  const { passages } = await propose(office, 'L20')
  const typed = { id: 'ours', text: 'A pain in the knee.', class: 'health', origin: 'written' }
  expect(await missing({ passages: [...passages, typed] })).toEqual([])
})
