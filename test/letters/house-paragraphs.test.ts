import { expect, test } from 'vitest'
import { refusalOf } from '../open-office.ts'
import { someConsent } from '../consents/some-consent.ts'
import { day, letterOffice, type LetterOffice } from './letter-office.ts'

const reason = 'Asked for in most letters'
const OURS = {
  ...{ id: null, name: 'Please telephone first', class: 'identity' as const },
  ...{ text: 'Please telephone {{ firm.name }} before you see {{ client.name }}.' },
  ...{ basedOn: null, versions: 0, reason },
}
const draftIn = async ({ ask, matterId }: LetterOffice, kind: 'L20' | 'L38' = 'L20') =>
  ask.letters.draft(
    await ask.letters.propose({ matterId, kind, datedOn: day('2026-11-23'), answers: null }),
  )

test('each version is an entry; an earlier one stays to be read, and one that is stopped is offered no more', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask } = office
  expect(await ask.letters.paragraphs({})).toEqual([])
  const { id, ...first } = await ask.letters.saveParagraph(OURS)
  expect(first).toMatchObject({ versions: 1, saved: { version: 1, by: 'Imogen Tark', reason } })
  const text = 'Please write to {{ firm.name }} first.'
  await ask.letters.saveParagraph({ ...OURS, id, text, basedOn: 1, versions: 1 })
  const twice = await ask.letters.paragraph({ id })
  expect(twice.all.map((one) => [one.version, one.text])).toEqual([
    [2, text],
    [1, OURS.text],
  ])
  const { id: letterId, content } = await draftIn(office)
  const offered = () => ask.letters.paragraphsFor({ letterId, content })
  expect(await offered()).toHaveLength(1)
  expect((await refusalOf(ask.letters.stopParagraph({ id, version: 1, reason }))).code).toBe(
    'conflict',
  )
  const stopped = await ask.letters.stopParagraph({ id, version: 2, reason: 'Nobody rang' })
  expect(stopped).toMatchObject({ stopped: { reason: 'Nobody rang' }, text })
  expect(await offered()).toEqual([])
  // It is taken up again by saving it.
  await ask.letters.saveParagraph({ ...OURS, id, text, basedOn: 2, versions: 2 })
  expect(await offered()).toHaveLength(1)
  const { entries } = await ask.audit.list({ limit: 20 })
  expect(entries.filter(({ act }) => act.startsWith('paragraph-')).map(({ act }) => act)).toEqual([
    'paragraph-saved',
    'paragraph-stopped',
    'paragraph-saved',
    'paragraph-saved',
  ])
})

test('a draft is offered it filled in, keeps what it was given, and the gate judges it as typed', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask, clientId } = office
  const { id } = await ask.letters.saveParagraph({
    ...{ ...OURS, class: 'offence', name: 'Sentence' },
    text: 'Please telephone before you see {{ client.name }}, who takes methadone.',
  })
  const draft = await draftIn(office)
  const asked = { letterId: draft.id, content: draft.content }
  const [offered] = await ask.letters.paragraphsFor(asked)
  expect(offered).toMatchObject({ id, name: 'Sentence', class: 'offence', why: '' })
  expect(offered!.text).toMatch(/^Please telephone before you see \w.* who takes methadone\.$/)
  const put = { id: 'house-1', text: offered!.text!, class: offered!.class }
  const passages = [...draft.content.passages, { ...put, origin: 'written' as const }]
  await ask.consents.record(
    someConsent(clientId, {
      recipient: { name: draft.content.addressee.name, role: 'treating' },
      purpose: 'treatment',
      choices: (['identity', 'location', 'health'] as const).map((about) => ({
        ...{ class: about, answer: 'given' as const },
      })),
      wording: 'They may be told what this form says.',
    }),
  )
  const { content, gate } = await ask.letters.redraft({
    ...{ letterId: draft.id, version: draft.version },
    content: { ...draft.content, passages },
  })
  const refused = gate.decisions.filter(({ at, allowed }) => at === 'house-1' && !allowed)
  expect(refused.map((one) => one.class)).toEqual(['offence', 'substance-use'])
  const kept = content.passages.find((one) => one.id === 'house-1')
  expect(kept).toEqual({ ...put, origin: 'written' })
  const text = 'Something else.'
  await ask.letters.saveParagraph({
    ...{ ...OURS, id, text, class: 'identity', name: 'Sentence', basedOn: 1, versions: 1 },
  })
  const later = await ask.letters.get({ letterId: draft.id })
  expect(later.content.passages.find((one) => one.id === 'house-1')).toEqual(kept)
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('a fact that the letter lacks is said by its name, and one that says nothing here is not put in', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask } = office
  const number = 'The NHS number is {{ client.nhsNumber }}.'
  await ask.letters.saveParagraph({ ...OURS, text: number, name: 'B number' })
  await ask.letters.saveParagraph({
    ...{ ...OURS, name: 'A release', class: 'location' },
    text: '{% if client.releasedOn %}Released on {{ client.releasedOn | day }}.{% endif %}',
  })
  const { id: letterId, content } = await draftIn(office)
  const offered = await ask.letters.paragraphsFor({ letterId, content })
  expect(offered.map(({ name, text, why }) => [name, text, why])).toEqual([
    ['A release', null, 'In this letter it says nothing.'],
    ['B number', null, 'This letter needs a fact that is missing: client.nhsNumber.'],
  ])
})

test.each([
  [
    'a field that there is not',
    '{{ client.height }}',
    'identity',
    /no field called client\.height/,
  ],
  ['a field of some kinds alone', '{{ overdue.daysLate }}', 'identity', /no field called overdue/],
  ['case details', '{{ incident.place }}', 'location', /no field called incident/],
  ['a field of another class', '{{ client.prison }}', 'identity', /tells where the client is/],
  ['HIV', 'Our client takes efavirenz.', 'health', /tells of HIV/],
  ['HIV as its class', 'Of this.', 'hiv-sexual-health', /kept of HIV/],
  ['what asks for records', '- (health) results of tests;', 'health', /asks for records by/],
  ['a second passage', 'One.\n\n== two (health)\nTwo.', 'identity', /is one passage/],
  ['a day in bold', 'Answer by **3 May 2026**.', 'identity', /A day in bold/],
  ['what is no law', 'Under the Prison Act 1952, R2.', 'identity', /does not have the Prison Act/],
  ['nothing', '{% if true %}x{% endif %}', 'identity', /asks for no field/],
] as const)('%s is said in its line', async (_, said, about, what) => {
  const { ask } = await letterOffice({ kind: 'treatment' })
  const words = { text: `Our own.\n${said}`, class: about }
  const found = await ask.letters.lintParagraph(words)
  expect(found.map((one) => one.what)).toEqual([expect.stringMatching(what)])
  if (about !== 'hiv-sexual-health') expect(found[0]!.line).toBeGreaterThan(1)
  if (found[0]!.level === 'remark') return
  const saving = ask.letters.saveParagraph({ ...OURS, ...words })
  expect((await refusalOf(saving)).message).toMatch(what)
  const preview = ask.letters.previewParagraph({ ...words, edition: 'uk-gdpr' })
  expect((await refusalOf(preview)).message).toMatch(what)
})

test('neither its name nor a reason tells what no paragraph may tell', async () => {
  const { ask } = await letterOffice({ kind: 'treatment' })
  const field = async (asked: Promise<unknown>) =>
    Object.keys((await refusalOf(asked, 'invalid-input')).fields ?? {})
  const save = (more: object) => ask.letters.saveParagraph({ ...OURS, ...more })
  expect(await field(save({ name: 'H.I.V. clinic' }))).toEqual(['name'])
  expect(await field(save({ reason: 'Asked by the HIV clinic' }))).toEqual(['reason'])
  const { id } = await save({})
  const stopping = ask.letters.stopParagraph({ id, version: 1, reason: 'Of HIV' })
  expect(await field(stopping)).toEqual(['reason'])
})

test('one that cites today’s law is told how to say it of letters of today alone', async () => {
  const { ask } = await letterOffice({ kind: 'treatment' })
  const said = (text: string) => ask.letters.lintParagraph({ text, class: 'identity' })
  const cited = 'We rely on the Data Protection Act 2018.'
  const [found] = await said(cited)
  const cure = /\{% if edition == 'uk-gdpr' %\} and \{% endif %\}/
  expect(found?.cure).toMatch(cure)
  expect(await said(found!.cure.match(cure)![0].replace(' and ', cited))).toEqual([])
})

test('it is previewed, is not saved twice under a name or over another version, and only by whoever may', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask, hire, signIn } = office
  const { text, class: about } = OURS
  for (const edition of ['uk-gdpr', 'dpa-1998'] as const)
    expect(await ask.letters.previewParagraph({ text, class: about, edition })).toMatchObject({
      pages: 1,
    })
  const { id } = await ask.letters.saveParagraph(OURS)
  const again = { ...OURS, id, basedOn: 1, versions: 1 }
  const message = async (typed: Parameters<typeof ask.letters.saveParagraph>[0]) =>
    (await refusalOf(ask.letters.saveParagraph(typed))).message
  expect(await message({ ...OURS, name: 'please TELEPHONE first' })).toMatch(/of this name already/)
  expect(await message(again)).toMatch(/Nothing was changed/)
  expect(await message({ ...again, text: 'x', versions: 0 })).toMatch(/Somebody saved another/)
  expect(await message({ ...again, text: 'x', basedOn: 2 })).toMatch(/no such version/)
  expect((await refusalOf(ask.letters.paragraph({ id: crypto.randomUUID() }))).code).toBe(
    'not-found',
  )
  await signIn(await hire('Hester Vane', 'caseworker'))
  expect(await ask.letters.paragraphs({})).toHaveLength(1)
  await expect(ask.letters.saveParagraph({ ...again, text: 'x' })).rejects.toThrow('may not change')
  await expect(ask.letters.stopParagraph({ id, version: 1, reason })).rejects.toThrow('may not')
})
