import { expect, test } from 'vitest'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { tooLong } from '../../src-main/letters/easy-lint.ts'
import type { LetterContent, LetterKind } from '../../src-main/letters/contract.ts'
import { templateRule } from '../../src-main/letters/template-rule.ts'
import { readTemplate } from '../../src-main/letters/template.ts'
import { refusalOf } from '../open-office.ts'
import { day, filledIn, letterOffice, needing, type LetterOffice } from './letter-office.ts'
import { templates } from './sample-letter.ts'

const reason = 'Read with a client'
const ORDINARY = 'Please write to us about this.'
const EASY = 'You can ask us to read this to you.'
const put = (text: string, words: string) => `${text}\n== ours (identity)\n${words}\n`

async function save({ ask }: LetterOffice, kind: LetterKind, easyRead: boolean, words: string) {
  const { shipped, versions } = await ask.letters.template({ kind, easyRead })
  const typed = { kind, easyRead, text: put(shipped, words), basedOn: null, versions, reason }
  return ask.letters.saveTemplate(typed)
}
const propose = ({ ask, matterId }: LetterOffice, kind: LetterKind) =>
  ask.letters.propose({ matterId, kind, datedOn: day('2026-11-23'), answers: null })
const has = ({ passages }: Pick<LetterContent, 'passages'>, words: string) =>
  passages.some(({ text }) => text.includes(words))
const consentRequested = {
  recipient: { name: 'Ruth Danvers', role: 'family' as const },
  ...{ purpose: 'inform' as const, classes: ['health' as const] },
}
const inWords = ({ easyRead: _, ...content }: LetterContent, easy: boolean): LetterContent =>
  easy ? { ...content, easyRead: true } : content
const NEED = 'The client needs: plain, short sentences.'
const unmet = ({ gate }: { gate: { missing: readonly { what: string }[] } }) =>
  gate.missing.map(({ what }) => what).filter((what) => what === NEED)

test('the office’s template in easy words makes the letters in easy words, and its ordinary one the others', async () => {
  const office = await needing({ easyWords: true })
  const { ask } = office
  expect(await save(office, 'L24', true, EASY)).toMatchObject({ office: { version: 1 } })
  const easy = await propose(office, 'L24')
  expect(easy).toMatchObject({ easyRead: true, template: { version: 1 } })
  expect([has(easy, EASY), has(easy, 'can say no')]).toEqual([true, true])

  const begun = await ask.letters.draft(await filledIn(office, { kind: 'L24', consentRequested }))
  const plain = await ask.letters.redraft({
    ...{ letterId: begun.id, version: begun.version },
    content: inWords(begun.content, false),
  })
  expect(plain.content.template).toBeUndefined()
  await save(office, 'L24', false, ORDINARY)
  const again = await ask.letters.draft(await filledIn(office, { kind: 'L24', consentRequested }))
  expect(has(again.content, EASY)).toBe(true)

  // Each draft takes the other words by the template of the office's own that stands for them.
  for (const [letter, easyRead, words] of [
    [plain, true, EASY],
    [again, false, ORDINARY],
  ] as const) {
    const { id: letterId, version } = letter
    const content = inWords(letter.content, easyRead)
    const turned = await ask.letters.redraft({ letterId, version, content })
    expect(has(turned.content, words)).toBe(true)
    expect(turned.content.template).toMatchObject({ version: 1 })
  }
  expect((await ask.letters.templates({})).filter(({ kind }) => kind === 'L24')).toMatchObject([
    { easyRead: false, office: { version: 1 } },
    { easyRead: true, office: { version: 1 }, isShipped: true },
  ])
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('a kind without a shipped text in easy words has one once the office saved it, copied from the ordinary', async () => {
  const office = await needing({ easyWords: true })
  const { ask } = office
  const rows = async () => (await ask.letters.templates({})).filter(({ kind }) => kind === 'L34')
  expect(await rows()).toHaveLength(1)
  const before = await ask.letters.draft(await filledIn(office, { kind: 'L34' }))
  expect(unmet(before)).toEqual([NEED])
  const file = await ask.letters.template({ kind: 'L34', easyRead: true })
  expect(file).toMatchObject({ isShipped: false, canBeEasy: true, office: null, versions: 0 })
  expect(file.shipped).toBe(templates.get('L34')!.written)

  await save(office, 'L34', true, EASY)
  const letter = await ask.letters.draft(await filledIn(office, { kind: 'L34' }))
  expect(letter.content).toMatchObject({ easyRead: true, template: { version: 1 } })
  expect([has(letter.content, EASY), unmet(letter)]).toEqual([true, []])
  const turned = await ask.letters.redraft({
    ...{ letterId: before.id, version: before.version },
    content: { ...before.content, easyRead: true },
  })
  expect([has(turned.content, EASY), unmet(turned)]).toEqual([true, []])
  expect(
    (await ask.letters.templates({})).find(({ kind, easyRead }) => kind === 'L34' && !easyRead),
  ).toMatchObject({ office: null })

  const stopped = { kind: 'L34' as const, easyRead: true, version: 1, reason }
  expect(await ask.letters.stopTemplate(stopped)).toMatchObject({ office: null, versions: 1 })
  expect((await propose(office, 'L34')).easyRead).toBeUndefined()
  const { content } = await ask.letters.get({ letterId: letter.id })
  expect(content).toEqual(letter.content)
  const kept = await ask.letters.redraft({
    ...{ letterId: letter.id, version: letter.version },
    content: { ...content, yourRef: 'A/1' },
  })
  expect([has(kept.content, EASY), kept.content.template?.version]).toEqual([true, 1])
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('easy words are for letters to the client alone, and long sentences are remarked on', async () => {
  const office = await letterOffice()
  const { fields } = await refusalOf(save(office, 'L20', true, EASY), 'invalid-input')
  expect(fields).toHaveProperty('easyRead')
  expect(tooLong(templates.get('L24')!.easy!)).toEqual([])
  const long = `${Array<string>(21).fill('word').join(' ')}.`
  const { shipped } = await office.ask.letters.template({ kind: 'L24', easyRead: true })
  const text = put(shipped, `${EASY} ${long}`)
  const lint = (easyRead: boolean) =>
    office.ask.letters.lintTemplate({ kind: 'L24', easyRead, text })
  const [found, ...others] = await lint(true)
  expect(others).toEqual([])
  expect(found).toMatchObject({ level: 'remark', what: expect.stringContaining('21 words') })
  expect(text.split('\n')[found!.line - 1]).toContain(long)
  expect(tooLong(readTemplate('L24', put(shipped, EASY)))).toEqual([])
})

test('a verification finds an ordinary letter that was made with a template in easy words', () => {
  const template = { version: 1, sha256: 'ab'.repeat(32) }
  const entry = (act: string, detail: object) => ({ act, detail })
  const saved = (easyRead?: boolean) =>
    entry('template-saved', {
      ...{ kind: 'L24', ...template, text: 'a', basedOn: null, reason },
      ...(easyRead === undefined ? {} : { easyRead }),
    })
  const drafted = (easyRead?: true) =>
    entry('letter-drafted', {
      ...{ letterId: 'letter', clientId: 'client', version: 1 },
      content: {
        ...{ matterId: 'matter', kind: 'L24', datedOn: '2026-11-23', delivery: 'post', template },
        ...{ addressee: { name: 'A', role: 'client', lines: [] }, salutation: 'Dear' },
        ...{ heading: 'B', passages: [], signatory: null, telling: null },
        ...(easyRead ? { easyRead } : {}),
      },
    })
  const found = (...entries: object[]) =>
    templateRule.judge(
      entries.map((one, at) => ({ seq: at + 1, ...one })) as never as OpenedEntry[],
    ).findings.length
  expect(found(saved(true), drafted(true))).toBe(0)
  expect(found(saved(true), drafted())).toBe(1)
  expect(found(saved(), drafted())).toBe(0)
  // Before there were any in easy words, a letter in easy words was made with the ordinary one.
  expect(found(saved(), drafted(true))).toBe(0)
})
