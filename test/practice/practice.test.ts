import { expect, test } from 'vitest'
import { patternFault, referenceBy, USUAL_PATTERN } from '../../src-main/practice/reference.ts'
import { openTestOffice, refusalOf } from '../open-office.ts'
import { recordFirm, someFirm } from './some-firm.ts'

test('the firm’s details are recorded once and corrected by a new version', async () => {
  const { ask } = await openTestOffice()
  expect(await ask.practice.get({})).toBeNull()
  const first = await recordFirm(ask)
  expect(first).toMatchObject({ version: 1, name: 'Tark & Prosser', recordedBy: 'Imogen Tark' })
  const second = await recordFirm(ask, { telephone: '01632 960 002' })
  expect(second).toMatchObject({ version: 2, telephone: '01632 960 002' })
  expect(await ask.practice.get({})).toEqual(second)
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('details typed over older ones than stand are refused, so that nobody’s are lost', async () => {
  const { ask } = await openTestOffice()
  await recordFirm(ask)
  await recordFirm(ask, { telephone: '01632 960 002' })
  for (const version of [0, 1, 3])
    await refusalOf(ask.practice.record({ ...someFirm({ dx: 'DX 1 Leeds' }), version }), 'conflict')
  expect((await ask.practice.get({}))!.telephone).toBe('01632 960 002')
})

test('recording the same details again is refused, and nothing is logged', async () => {
  const { ask } = await openTestOffice()
  await recordFirm(ask)
  const before = await ask.audit.health({})
  await refusalOf(recordFirm(ask), 'invalid-input')
  expect((await ask.audit.health({})).entries).toBe(before.entries)
})

test('letterhead without the regulator’s words, or with nobody to sign, says what is missing', async () => {
  const { ask, partner } = await openTestOffice()
  const bare = await recordFirm(ask, { regulatedBy: 'Solicitors' })
  expect(bare.missing).toHaveLength(2)
  expect(bare.missing[0]).toContain('Solicitors Regulation Authority')
  await recordFirm(ask)
  const signed = await ask.practice.recordSignatory({
    ...{ personId: partner, signsAs: 'Imogen Tark', capacity: 'Partner', initials: 'IT' },
  })
  expect(signed.missing).toEqual([])
  expect(signed.signatories).toEqual([
    {
      ...{ personId: partner, signsAs: 'Imogen Tark', capacity: 'Partner', initials: 'IT' },
      ...{ directLine: '', email: '', version: expect.stringMatching(/^[0-9a-f]{64}$/) },
    },
  ])
})

test('nobody signs for a firm that has no details yet, and two people never share initials', async () => {
  const { ask, partner, hire } = await openTestOffice()
  const signs = { signsAs: 'Imogen Tark', capacity: 'Partner', initials: 'IT' }
  await refusalOf(ask.practice.recordSignatory({ personId: partner, ...signs }), 'not-found')
  await recordFirm(ask)
  await ask.practice.recordSignatory({ personId: partner, ...signs })
  const other = await hire('Ivo Tarn', 'caseworker')
  const clash = ask.practice.recordSignatory({ personId: other, ...signs, signsAs: 'Ivo Tarn' })
  expect((await refusalOf(clash, 'conflict')).fields).toHaveProperty('initials')
})

test('what is recorded of who signs is not written over unseen', async () => {
  const { ask, partner } = await openTestOffice()
  const signs = { personId: partner, signsAs: 'Imogen Tark', capacity: 'Partner', initials: 'IT' }
  await recordFirm(ask)
  const { version } = (await ask.practice.recordSignatory(signs)).signatories[0]!
  const { fields } = await refusalOf(ask.practice.recordSignatory(signs), 'conflict')
  expect(fields).toHaveProperty('personId')
  await ask.practice.recordSignatory({ ...signs, directLine: '0113 496 0101', version })
  const stale = ask.practice.recordSignatory({ ...signs, email: 'i@tark.example', version })
  expect((await refusalOf(stale, 'conflict')).message).toContain('after you opened them')
  expect((await ask.practice.get({}))!.signatories[0]).toMatchObject({
    ...{ directLine: '0113 496 0101', email: '' },
  })
})

test('a person who has left no longer signs', async () => {
  const { ask, hire } = await openTestOffice()
  await recordFirm(ask)
  const personId = await hire('Ivo Tarn', 'caseworker')
  const signs = { signsAs: 'Ivo Tarn', capacity: 'Solicitor', initials: 'IV' }
  await ask.practice.recordSignatory({ personId, ...signs })
  await ask.people.remove({ personId })
  expect((await ask.practice.get({}))?.signatories).toEqual([])
  await refusalOf(ask.practice.recordSignatory({ personId, ...signs }), 'not-found')
})

test('only a partner changes the firm’s details', async () => {
  const { ask, hire, signIn } = await openTestOffice()
  await recordFirm(ask)
  await signIn(await hire('Hester Vane', 'secretary'))
  await refusalOf(recordFirm(ask, { dx: 'DX 1 Leeds' }), 'not-allowed')
  expect((await ask.practice.get({}))?.version).toBe(1)
})

test.each([
  ['{solicitor}/{client}', 'share a reference'],
  ['{clientNumber}{matterNumber}', 'told apart'],
  ['{clientNumber}-{matterNumber', 'left open'],
  ['{typist}/{clientNumber}-{matterNumber}', 'at the end'],
  ['{clientNumber}-{matterNumber}{typist}', 'at the end'],
  ['{year}/{clientNumber}-{matterNumber}', '{year} is not a part of a reference'],
])('the pattern %s is refused: %s', async (referencePattern, why) => {
  expect(patternFault(referencePattern)).toContain(why)
  const { ask } = await openTestOffice()
  const refusal = await refusalOf(recordFirm(ask, { referencePattern }))
  expect(refusal.fields).toHaveProperty('referencePattern')
})

test('our reference follows its pattern, and a name with $& in it changes nothing', () => {
  expect(patternFault(USUAL_PATTERN)).toBeNull()
  const parts = { solicitor: 'IT', client: '$&', clientNumber: 14, matterNumber: 2 }
  expect(referenceBy(USUAL_PATTERN, parts)).toBe('IT/$&.14-2')
})
