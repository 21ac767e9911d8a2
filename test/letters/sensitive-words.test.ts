import { expect, test } from 'vitest'
import { filledIn, letterOffice, withAuthority } from './letter-office.ts'

const REASON = 'The clinic behind the station'
const word = { word: 'Quay House', class: 'hiv-sexual-health' as const }

test('a word that the office adds stops letters from then on, in any spelling, until it is removed', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office)
  const content = await filledIn(office)
  const said = { ...content.passages[0]!, id: 'own', class: null }
  const passages = [
    ...content.passages,
    { ...said, text: 'He was seen at Q\u00adUAY-HOUSE in May.' },
  ]
  const { id: letterId } = await ask.letters.draft({ ...content, passages })
  const shut = async () =>
    (await ask.letters.get({ letterId })).gate.decisions.filter((one) => !one.allowed)
  expect(await shut()).toEqual([])

  const { office: added } = await ask.letters.addSensitiveWord({ ...word, reason: REASON })
  expect(added).toMatchObject([{ ...word, reason: REASON }])
  const [stopped] = await shut()
  expect(stopped).toMatchObject({ at: 'own', class: 'hiv-sexual-health' })
  expect(stopped!.why).toContain('QUAY-HOUSE')
  expect(stopped!.cure).toContain('Take the word out.')

  const { office: left } = await ask.letters.removeSensitiveWord({ ...word, reason: 'Closed' })
  expect(left).toEqual([])
  expect(await shut()).toEqual([])
})

test('the day learns of an approved letter that a new word stops', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office)
  const content = await filledIn(office)
  const own = { ...content.passages[0]!, id: 'own', class: null }
  const passages = [...content.passages, { ...own, text: 'He was seen at Quay House.' }]
  const letter = await ask.letters.draft({ ...content, passages })
  await ask.letters.approve({ letterId: letter.id, version: letter.version })
  await ask.day.view({})
  await ask.letters.addSensitiveWord({ ...word, reason: REASON })
  const { groups } = await ask.day.view({})
  expect(groups.find(({ name }) => name === 'recall')?.items.map((one) => one.letterId)).toEqual([
    letter.id,
  ])
})

test('a word stands in the list once, and only the office’s own can be removed', async () => {
  const { ask } = await letterOffice()
  await ask.letters.addSensitiveWord({ ...word, reason: REASON })
  const again = ask.letters.addSensitiveWord({ ...word, word: 'quay-house', reason: REASON })
  await expect(again).rejects.toThrow('in the list already')
  const shipped = ask.letters.addSensitiveWord({ ...word, word: 'Truvada', reason: REASON })
  await expect(shipped).rejects.toThrow('in the list already')
  const gone = ask.letters.removeSensitiveWord({ ...word, word: 'Truvada', reason: REASON })
  await expect(gone).rejects.toThrow('cannot be removed')
  const none = ask.letters.addSensitiveWord({ ...word, word: '..', reason: REASON })
  await expect(none).rejects.toThrow('too few letters')
})

test('only a partner changes the list; everybody reads it, with its sources', async () => {
  const { ask, hire, signIn } = await letterOffice()
  const secretary = await hire('Hester Vane', 'secretary')
  await signIn(secretary)
  const { shipped } = await ask.letters.sensitiveWords({})
  expect(shipped.map((one) => one.class)).toContain('hiv-sexual-health')
  const sources = shipped.flatMap(({ groups }) => groups.map(({ source }) => source))
  expect(sources.filter((source) => source.length < 10)).toEqual([])
  const adding = ask.letters.addSensitiveWord({ ...word, reason: REASON })
  await expect(adding).rejects.toThrow('A secretary may not change the firm’s details.')
})
