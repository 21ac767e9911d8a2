import { expect, test } from 'vitest'
import { day, letterOffice } from './letter-office.ts'
import { sampleDetails } from './sample-letter.ts'

test('a draft takes case details that it prints where they are recorded, once they are, and not what a person left out', async () => {
  const { ask, matterId } = await letterOffice({ kind: 'treatment' })
  const record = (group: 'custody' | 'calls') =>
    ask.details.record({ matterId, group, version: 0, rows: sampleDetails(2026)[group]! })
  await record('custody')
  const proposed = await ask.letters.propose({
    ...{ matterId, kind: 'L19', datedOn: day('2026-11-23'), answers: null },
  })
  const { id: letterId, version } = await ask.letters.draft(proposed)
  const parts = async () =>
    (await ask.letters.get({ letterId })).content.passages.map(({ id }) => id)
  expect(await parts()).not.toContain('calls-location')
  await record('calls')
  expect(await parts()).toContain('calls-location')
  const { content } = await ask.letters.get({ letterId })
  const without = content.passages.filter(({ id }) => id !== 'calls-location')
  await ask.letters.redraft({ letterId, version, content: { ...content, passages: without } })
  expect(await parts()).not.toContain('calls-location')
})

test('what is enclosed for what is recorded comes with it, and stays out once a person left it out', async () => {
  const { ask, matterId } = await letterOffice({ kind: 'treatment' })
  const proposed = await ask.letters.propose({
    ...{ matterId, kind: 'L35', datedOn: day('2026-11-23'), answers: null },
  })
  const { id: letterId, version } = await ask.letters.draft(proposed)
  const enclosed = async () => (await ask.letters.get({ letterId })).content.enclosures.length
  expect(await enclosed()).toBe(0)
  const rows = sampleDetails(2026)['closing']!
  await ask.details.record({ matterId, group: 'closing', version: 0, rows })
  expect(await enclosed()).toBe(1)
  const { content } = await ask.letters.get({ letterId })
  await ask.letters.redraft({ letterId, version, content: { ...content, enclosures: [] } })
  expect(await enclosed()).toBe(0)
})
