import { describe, expect, test } from 'vitest'
import { refusalOf } from '../open-office.ts'
import {
  filledIn,
  letterAt,
  letterOffice,
  withAuthority,
  withRestrictedConsent,
} from './letter-office.ts'
import { readBack } from './pdf-tools.ts'

const SECRET = 'Our client whispered of the result in March. Please send it.'
const passage = {
  id: 'written-1',
  text: SECRET,
  class: 'hiv-sexual-health',
  origin: 'written',
} as const

const textOf = (pdf: Uint8Array) => readBack(pdf, 'pdftotext', ['$', '-'])

async function officeWithRestricted() {
  const office = await letterOffice()
  await withAuthority(office)
  const content = await filledIn(office)
  const letter = await office.ask.letters.draft({
    ...content,
    passages: [...content.passages, passage],
  })
  return { ...office, ask: office.ask, letter, letterId: letter.id }
}
const held = (letter: { content: { passages: { id: string }[] } }) =>
  letter.content.passages.find(({ id }) => id === 'written-1')

describe('a passage that is held', () => {
  test('does not cross to the window, and its preview tells only how long it is', async () => {
    const { ask, letter, letterId } = await officeWithRestricted()
    expect(held(letter)).toMatchObject({ text: '', withheld: { sentences: 2 } })
    expect(JSON.stringify(await ask.letters.get({ letterId }))).not.toContain('whispered')
    for (const content of [null, letter.content]) {
      const said = textOf((await ask.letters.preview({ letterId, content })).pdf)
      expect(said).toContain('Restricted passage: 2 sentences.')
      expect(said).not.toContain('whispered')
    }
  })

  test('sent back withheld stays as it was recorded, while the rest is changed', async () => {
    const { ask, letter, letterId } = await officeWithRestricted()
    const { version } = await ask.letters.redraft({
      letterId,
      version: 1,
      content: { ...letter.content, yourRef: 'NH/77' },
    })
    expect(version).toBe(2)
    expect(await ask.letters.reveal({ letterId, reason: 'To check it.' })).toEqual([
      { id: 'written-1', text: SECRET },
    ])
  })

  test('is neither shown nor kept beside what is typed under its name', async () => {
    const { ask, letter, letterId } = await officeWithRestricted()
    const twin = { ...passage, text: 'Typed.', class: 'identity' as const }
    for (const passages of [
      [...letter.content.passages, twin],
      [twin, ...letter.content.passages],
    ]) {
      const content = { ...letter.content, passages }
      for (const asked of [
        ask.letters.preview({ letterId, content }),
        ask.letters.redraft({ letterId, version: 1, content }),
        ask.letters.paragraphsFor({ letterId, content }),
      ])
        expect((await refusalOf(asked, 'conflict')).message).toContain('without being opened')
    }
  })

  test('is revealed for a reason, which stands in the log; then a preview of it shows its words', async () => {
    const { ask, letter, letterId } = await officeWithRestricted()
    const before = (await ask.audit.health({})).entries
    await refusalOf(ask.letters.reveal({ letterId, reason: ' ' }), 'invalid-input')
    const [words] = await ask.letters.reveal({ letterId, reason: 'To check it.' })
    const { entries } = await ask.audit.list({})
    expect(entries[0]).toMatchObject({ seq: before + 1, act: 'record-read', who: 'Imogen Tark' })
    const seen = letter.content.passages.map((one) =>
      one.id === words!.id ? { ...passage, text: words!.text } : one,
    )
    const { pdf } = await ask.letters.preview({
      letterId,
      content: { ...letter.content, passages: seen },
    })
    expect(textOf(pdf)).toContain('whispered')
  })

  test('cannot be brought to light by calling it something else, nor made up', async () => {
    const { ask, letter, letterId } = await officeWithRestricted()
    const turned = letter.content.passages.map((one) =>
      one.id === 'written-1' ? { ...one, class: 'health' as const } : one,
    )
    const content = { ...letter.content, passages: turned }
    await refusalOf(ask.letters.redraft({ letterId, version: 1, content }), 'conflict')
    await refusalOf(ask.letters.preview({ letterId, content }), 'conflict')
    await refusalOf(ask.letters.draft(letter.content), 'conflict')
  })

  test('is opened by nobody whose work does not permit it', async () => {
    const { ask, letterId, hire, signIn } = await officeWithRestricted()
    await signIn(await hire('Hester Vane', 'secretary'))
    await refusalOf(ask.letters.reveal({ letterId, reason: 'Curious.' }), 'not-allowed')
    await refusalOf(ask.letters.get({ letterId }), 'not-found')
    expect((await ask.letters.list({})).rows).toEqual([])
  })

  test('opened in the reader or printed is an entry, as of every letter, and a look besides', async () => {
    const office = await letterOffice()
    const { ask } = office
    await withAuthority(office)
    await withRestrictedConsent(office)
    const content = await filledIn(office)
    const approved = async (passages: typeof content.passages) => {
      const { id: letterId, version } = await ask.letters.draft({ ...content, passages })
      await ask.letters.approve({ letterId, version })
      return letterId
    }
    const plain = await approved(content.passages)
    const holding = await approved([...content.passages, passage])
    const { entries: before } = await ask.audit.health({})
    await ask.letters.openInReader({ letterId: plain })
    await ask.letters.openInReader({ letterId: holding })
    const print = { printer: 'Front-desk', paper: 'letterhead', what: 'letter' } as const
    await ask.letters.print({ letterId: plain, ...print })
    await ask.letters.print({ letterId: holding, ...print })
    const { entries } = await ask.audit.list({ limit: 10 })
    const since = entries.filter(({ seq }) => seq > before).map(({ act }) => act)
    expect(since).toEqual(['record-read', 'letter-copied', 'letter-copied'])
  })

  test('is looked for in vain in a letter that holds none', async () => {
    const office = await letterOffice()
    const { id: letterId } = await letterAt(office, 'draft')
    await refusalOf(office.ask.letters.reveal({ letterId, reason: 'To check.' }), 'conflict')
  })
})

describe('a draft that is discarded', () => {
  test('leaves the lists and the day, and stays in the log and among the discarded', async () => {
    const office = await letterOffice()
    const { ask } = office
    const { id: letterId } = await letterAt(office, 'draft')
    const gone = await ask.letters.discard({ letterId, reason: 'Twice drafted.' })
    expect(gone).toMatchObject({ state: 'discarded' })
    expect(gone.history.at(-1)).toMatchObject({ act: 'letter-discarded', note: 'Twice drafted.' })
    expect((await ask.letters.list({})).rows).toEqual([])
    expect((await ask.letters.list({ which: 'discarded' })).rows).toMatchObject([{ id: letterId }])
    const { groups } = await ask.day.view({})
    expect(groups.flatMap(({ items }) => items.map((one) => one.letterId))).not.toContain(letterId)
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  })

  test('is not changed, approved or discarded again, and an approved letter is not discarded', async () => {
    const office = await letterOffice()
    const { ask } = office
    await withAuthority(office)
    const { id: letterId, content } = await letterAt(office, 'draft')
    await ask.letters.discard({ letterId, reason: '' })
    await refusalOf(ask.letters.discard({ letterId, reason: '' }), 'conflict')
    await refusalOf(ask.letters.redraft({ letterId, version: 1, content }), 'conflict')
    await refusalOf(ask.letters.approve({ letterId, version: 1 }), 'conflict')
    const { id } = await letterAt(office, 'approved')
    await refusalOf(ask.letters.discard({ letterId: id, reason: '' }), 'conflict')
  })
})
