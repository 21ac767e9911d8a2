import { expect, test } from 'vitest'
import { refusalOf } from '../open-office.ts'
import { day, filledIn, HOLDER, letterAt, letterOffice, withAuthority } from './letter-office.ts'

type Office = Awaited<ReturnType<typeof letterOffice>>

/** The office learns where post for the prison goes, in place of what it knew. */
const prisonIsAt = ({ ask }: Office, lines: string[], postcode: string) =>
  ask.establishments.recordArrangement({
    ...{ establishmentId: 'leeds' as never, sort: 'address', name: 'HMP Leeds', lines, postcode },
    ...{ from: null, to: null, source: 'A letter of the prison', note: '', verified: true },
  })
const TODAY = day('2026-11-23')
const formTo = {
  consentRequested: {
    recipient: { name: 'Denise Fenwright', role: 'family' as const },
    purpose: 'inform' as const,
    classes: ['health' as const],
  },
}
const stateOf = async ({ ask }: Office, id: string) => {
  const { state, gate } = await ask.letters.get({ letterId: id as never })
  return { state, stops: gate.missing.map(({ what, cure }) => `${what} ${cure}`) }
}
const TO_RECALL = (words: RegExp) => ({
  state: 'to-recall',
  stops: [expect.stringMatching(words)],
})

test.each(['approved', 'printed', 'signed'] as const)(
  'a letter to the client, %s, whose typed address is no copy of the books, is to be recalled once the books change',
  async (step) => {
    const office = await letterOffice()
    const { ask } = office
    const { addressee } = await filledIn(office, { kind: 'L24', ...formTo })
    const typed = {
      ...addressee,
      lines: ['A1234BC', 'Wing B, cell 4', ...addressee.lines.slice(1)],
    }
    const { id } = await letterAt(office, step, { kind: 'L24', ...formTo, addressee: typed })
    expect((await stateOf(office, id)).state).toBe(step)
    await prisonIsAt(office, ['2 New Row', 'Leeds'], 'LS1 1BA')
    expect(await stateOf(office, id)).toEqual(
      TO_RECALL(/^The address: the letter says .*Wing B.*; it is now .*LS1 1BA\. Recall it, and/),
    )
    const { groups } = await ask.day.view({})
    const items = groups.find(({ name }) => name === 'recall')!.items
    expect(items.map(({ letterId }) => letterId)).toEqual([id])
    const next = {
      approved: () => ask.letters.printed({ letterId: id }),
      printed: () => ask.letters.signed({ letterId: id }),
      signed: () => ask.letters.send({ letterId: id, route: 'first-class', on: TODAY }),
    }
    expect((await refusalOf(next[step](), 'conflict')).message).toMatch(/Recall it/)
  },
)

test('a letter to the client stays good while it goes to what is on record, however that is spelt', async () => {
  const office = await letterOffice()
  const { addressee } = await filledIn(office, { kind: 'L24', ...formTo })
  const typed = { ...addressee, lines: ['A1234BC', 'Wing B, cell 4', ...addressee.lines.slice(1)] }
  const { id } = await letterAt(office, 'signed', { kind: 'L24', ...formTo, addressee: typed })
  await prisonIsAt(office, ['Gloucester Terrace, Armley', 'Leeds'], 'LS12 2TJ')
  expect(await stateOf(office, id)).toEqual({ state: 'signed', stops: [] })
})

const AT = { lines: ['Healthcare', 'HMP Leeds', 'Gloucester Terrace'], postcode: 'LS12 2TJ' }
const ELSEWHERE = { lines: ['The Old Mill', 'York'], postcode: 'YO1 7HH' }

test.each([
  ['of another body than the books name, at the same place', HOLDER, AT],
  ['of the body that the books name, spelt otherwise', 'Practice Plus Group', AT],
  ['of the body that the books name, elsewhere', 'Practice Plus Group', ELSEWHERE],
] as const)(
  'a letter to a body at a typed address, %s, is to be recalled once the books have another',
  async (_, name, { lines, postcode }) => {
    const office = await letterOffice()
    const { addressee } = await filledIn(office, {})
    await withAuthority(office, { recipient: { name, role: 'records-holder' } })
    const to = { addressee: { ...addressee, name, lines: [...lines], postcode } }
    const { id } = await letterAt(office, 'signed', to)
    const { id: sent } = await letterAt(office, 'sent', to)
    expect((await stateOf(office, id)).state).toBe('signed')
    await prisonIsAt(office, ['2 New Row', 'Leeds'], 'LS1 1BA')
    expect(await stateOf(office, id)).toEqual(
      TO_RECALL(/^The address: the letter says .*(?:LS12 2TJ|YO1 7HH); it is now .*LS1 1BA\. /),
    )
    expect((await stateOf(office, sent)).state).toBe('sent')
  },
)

test('a letter to a body of which nothing is on record follows from nothing in the books', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { lines, postcode } = ELSEWHERE
  const { id } = await letterAt(office, 'signed', {
    addressee: { name: HOLDER, role: 'records-holder', lines: [...lines], postcode },
  })
  await prisonIsAt(office, ['2 New Row', 'Leeds'], 'LS1 1BA')
  expect(await stateOf(office, id)).toEqual({ state: 'signed', stops: [] })
})

test('nor is one stopped by a correction to the very address that it has', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { id } = await letterAt(office, 'signed', {
    addressee: {
      ...{ name: HOLDER, role: 'records-holder', lines: ['2 New Row', 'Leeds'] },
      postcode: 'LS1 1BA',
    },
  })
  await prisonIsAt(office, ['2 New Row', 'Leeds'], 'LS1 1BA')
  expect(await stateOf(office, id)).toEqual({ state: 'signed', stops: [] })
})

test('a chaser goes where the request went, and is stopped when that is somewhere else by the books', async () => {
  const office = await letterOffice()
  const { clock } = office
  await withAuthority(office)
  const { id: answers } = await letterAt(office, 'sent')
  clock.set('2027-01-20T09:00:00.000Z')
  const { id } = await letterAt(office, 'signed', { kind: 'L09', answers })
  expect((await stateOf(office, id)).state).toBe('signed')
  await prisonIsAt(office, ['2 New Row', 'Leeds'], 'LS1 1BA')
  expect(await stateOf(office, id)).toEqual(TO_RECALL(/^The address: .*it is now .*LS1 1BA\. /))
})

test('a copy for the client stops a letter to somebody else once the client is no longer there', async () => {
  const office = await letterOffice()
  const { ask, clientId } = office
  await withAuthority(office)
  const { addressee } = await filledIn(office, { kind: 'L24', ...formTo })
  const { passages } = await filledIn(office)
  const { id } = await letterAt(office, 'signed', {
    passages: passages.filter(({ text }) => !text.includes('HMP Leeds')),
    copies: [{ addressee }],
  })
  expect((await stateOf(office, id)).state).toBe('signed')
  await prisonIsAt(office, ['2 New Row', 'Leeds'], 'LS1 1BA')
  const { stops } = await stateOf(office, id)
  expect(stops.join(' ')).toMatch(
    /The address: the letter says Dominic Fenwright, .*, which is no longer on record\. Recall it/,
  )
  await ask.letters.recall({ letterId: id, reason: 'Moved', destroyedBy: 'Hester Vane' })
  const { id: another } = await letterAt(office, 'signed', {
    passages: passages.filter(({ text }) => !text.includes('HMP Leeds')),
    copies: [{ addressee: { ...addressee, lines: ['A1234BC', 'HMP Leeds'], postcode: 'LS1 1BA' } }],
  })
  await ask.clients.recordMove({
    clientId,
    stay: {
      establishmentId: 'hull',
      from: '2026-11-23',
      source: 'A letter of the prison.',
    } as never,
  })
  expect((await stateOf(office, another)).stops.join(' ')).toMatch(
    /The address: the letter says Dominic Fenwright, .*, which is no longer on record\. Recall it/,
  )
})
