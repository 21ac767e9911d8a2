import { expect, test } from 'vitest'
import { someClient } from '../open-office.ts'
import { recordFirm } from '../practice/some-firm.ts'
import { day, filledIn, letterOffice } from './letter-office.ts'

const numbered = (number: string, exception = '') => {
  const { stay: _, ...rest } = someClient({ prisonNumber: { number, exception } })
  return rest
}

test('a request for records gives the number of before beside that of today, and never one that was a slip', async () => {
  const { ask, clientId, matterId } = await letterOffice()
  const heading = async (kind: 'L03' | 'L05') =>
    (await ask.letters.propose({ matterId, kind, datedOn: day('2026-11-23') })).heading
  const correct = async (number: string, reason: string, exception = '') => {
    const { version } = await ask.clients.get({ clientId })
    return ask.clients.correct({ ...numbered(number, exception), clientId, version, reason })
  }
  await correct('AB1234', 'The number of the old file', 'A number of before 2009')
  await correct('A9876BC', 'The number of today')
  for (const kind of ['L03', 'L05'] as const) {
    expect(await heading(kind)).toContain('prison number A9876BC (formerly AB1234) –')
    expect(await heading(kind)).not.toContain('A1234BC')
  }
})

test('a number that was corrected does not leave in a draft, wherever it was typed, and the books put it right where they gave it', async () => {
  const office = await letterOffice()
  const { ask, clientId } = office
  const content = await filledIn(office, { yourRef: 'A1234BC/7' })
  const before = await ask.letters.draft(content)
  const { version } = await ask.clients.get({ clientId })
  await ask.clients.correct({ ...numbered('A9876BC'), clientId, version, reason: 'A slip' })
  // What the books had given is what they give now.
  const kept = await ask.letters.get({ letterId: before.id })
  expect(kept.content.heading).toContain('A9876BC')
  expect(kept.content.yourRef).toBe('A9876BC/7')
  // Typed afterwards from an old paper, it is nobody’s that is known.
  const typed = await ask.letters.draft({ ...kept.content, yourRef: 'Ref a1234bc' })
  expect(typed.gate.missing).toContainEqual({
    what: 'The letter gives the prison number A1234BC, which was corrected to A9876BC.',
    cure: 'Put the right number in its place, or leave it out.',
    where: 'addressee',
  })
})

test('a matter whose reference no letter can print is given one by its correction, and every other keeps its own', async () => {
  const { ask, clientId, partner } = await letterOffice()
  const asked = {
    ...{ kind: 'health-records' as const, title: 'Copies', responsible: partner, opponents: [] },
    ...{ eventOn: day('2026-06-14'), knownOn: null, noEventReason: '' },
  }
  // As it could be while a surname stood in other letters.
  await recordFirm(ask, { referencePattern: 'ع/{clientNumber}-{matterNumber}' })
  const old = await ask.matters.open({ clientId, ...asked })
  expect(old.ourRef).toContain('ع')
  await recordFirm(ask)
  const said = { ...asked, matterId: old.id, reason: 'No letter could print it' }
  const right = await ask.matters.correct({ ...said, version: old.version })
  expect(right.ourRef).toMatch(/^IT\/FENW\.\d+-2$/)
  await recordFirm(ask, { referencePattern: 'F/{clientNumber}-{matterNumber}' })
  const title = { ...said, version: right.version, title: 'Copies of records' }
  expect((await ask.matters.correct(title)).ourRef).toBe(right.ourRef)
})
