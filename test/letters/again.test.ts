import { expect, test } from 'vitest'
import { listedAct } from '../../src-main/letters/next-acts.ts'
import { refusalOf } from '../open-office.ts'
import { day, filledIn, letterAt, letterOffice, withAuthority } from './letter-office.ts'

const OWN = {
  ...{
    id: 'written-1',
    text: 'Please send the papers of May first.',
    class: null,
  },
  origin: 'written' as const,
}

async function officeWithLetter() {
  const office = await letterOffice()
  await withAuthority(office)
  const content = await filledIn(office)
  const typed = {
    ...{ ...content, yourRef: 'NH/77', passages: [...content.passages, OWN] },
    enclosures: [...content.enclosures, { name: 'A drawing', class: null }],
  }
  const draft = await office.ask.letters.draft(typed)
  const { letters } = office.ask
  const letterId = draft.id
  const carry = {
    discarded: () => letters.discard({ letterId, reason: 'Not yet.' }),
    recalled: async () => {
      await letters.approve({ letterId, version: draft.version })
      return letters.recall({ letterId, reason: 'Not yet.', destroyedBy: 'Hester Vane' })
    },
    returned: async () => {
      await letters.approve({ letterId, version: draft.version })
      await letters.printed({ letterId })
      await letters.signed({ letterId })
      await letters.send({ letterId, route: 'first-class', on: draft.content.datedOn })
      return letters.returned({ letterId, on: draft.content.datedOn, reason: 'Gone away' })
    },
  }
  const lists = async () => {
    const { matterId, clientId } = office
    const whole = await letters.list({})
    const gone = await letters.list({ which: 'discarded' })
    const of = [await letters.list({ matterId }), await letters.list({ clientId })]
    return [...[whole, gone, ...of].flatMap(({ rows }) => rows)].filter(({ id }) => id === letterId)
  }
  return { ...office, letterId, carry, lists }
}

test.each(['discarded', 'recalled', 'returned'] as const)(
  'a letter that was %s is taken up as a new draft with every word, and each names the other',
  async (state) => {
    const { ask, letterId, carry, clock, lists } = await officeWithLetter()
    const old = await carry[state]()
    clock.set('2026-11-24T09:00:00.000Z')
    for (const row of await lists())
      expect(listedAct(row as Parameters<typeof listedAct>[0], '2026-11-24')).toBe('again')
    const address = { lines: ['HMP Leeds', '2 Gloucester Terrace', 'Leeds'], postcode: 'LS12 2TJ' }
    const draft = await ask.letters.draftAgain({
      ...{ letterId, address: state === 'returned' ? address : null },
    })
    expect(draft).toMatchObject({ state: 'draft', replaces: letterId, replacedBy: null })
    expect(draft.content).toEqual({
      ...old.content,
      datedOn: '2026-11-24',
      addressee: { ...old.content.addressee, ...(state === 'returned' ? address : {}) },
    })
    const kept = await ask.letters.get({ letterId })
    expect(kept).toMatchObject({ state, content: old.content, replacedBy: draft.id })
    expect(kept.history.map(({ act }) => act).at(-1)).toBe('letter-replaced')
    for (const row of await lists())
      expect(listedAct(row as Parameters<typeof listedAct>[0], '2026-11-24')).toBe('open')
    expect(
      (await refusalOf(ask.letters.draftAgain({ letterId, address }), 'conflict')).message,
    ).toBe('This letter was drafted again already. Open the new draft, or discard it first.')
    await ask.letters.discard({ letterId: draft.id, reason: 'Wrong one.' })
    expect((await ask.letters.get({ letterId })).replacedBy).toBeNull()
    await ask.letters.draftAgain({ letterId, address })
    expect((await ask.audit.verify({})).findings).toEqual([])
  },
)

test('one that came back undelivered asks for the address first, and leaves the day once it is drafted again', async () => {
  const { ask, letterId, carry, matterId } = await officeWithLetter()
  const { again, content } = await carry.returned()
  expect(again).toEqual({ lines: content.addressee.lines, postcode: content.addressee.postcode })
  for (const address of [null, { lines: [], postcode: '' }]) {
    const { fields } = await refusalOf(
      ask.letters.draftAgain({ letterId, address }),
      'invalid-input',
    )
    expect(fields).toEqual({ lines: 'It came back undelivered. Enter the address to send it to.' })
  }
  await refusalOf(
    ask.letters.draftAgain({ letterId, address: { lines: ['Leeds'], postcode: 'NONSENSE' } }),
    'invalid-input',
  )
  const onDay = async () =>
    (await ask.day.view({})).groups.flatMap(({ items }) =>
      items.filter((item) => item.letterId === letterId).map(({ act }) => act),
    )
  const open = async () => (await ask.matters.looseEnds({ matterId })).map(({ id }) => id)
  expect(await onDay()).toEqual(['again'])
  expect(await open()).toContain(letterId)
  const draft = await ask.letters.draftAgain({ letterId, address: again })
  expect(await onDay()).toEqual([])
  expect(await open()).not.toContain(letterId)
  await ask.letters.discard({ letterId: draft.id, reason: 'Wrong one.' })
  expect(await onDay()).toEqual(['again'])
})

test('the new draft takes what the records changed since, and says so', async () => {
  const office = await letterOffice()
  const { ask, clientId } = office
  const consentRequested = {
    recipient: { name: 'Denise Fenwright', role: 'family' as const },
    ...{ purpose: 'inform' as const, classes: ['health' as const] },
  }
  const { id: letterId } = await letterAt(office, 'approved', { kind: 'L24', consentRequested })
  await ask.clients.recordMove({
    clientId,
    stay: { establishmentId: 'hull', from: day('2026-11-23'), source: 'A letter.' } as never,
  })
  await ask.letters.recall({ letterId, reason: 'Moved.', destroyedBy: 'Hester Vane' })
  const { content, gate } = await ask.letters.draftAgain({ letterId })
  expect(content.addressee.lines.join()).toContain('HMP & YOI Hull')
  expect(JSON.stringify(content)).not.toContain('Leeds')
  expect(gate.notices).toContain(
    'Changed in the records since this was saved. Where the client is: it was HMP Leeds; it is now HMP & YOI Hull.',
  )
})

test('what restricted passages say goes into the new draft without being opened', async () => {
  const office = await letterOffice()
  const { ask } = office
  const content = await filledIn(office)
  const held = { ...OWN, text: 'The result of March.', class: 'hiv-sexual-health' as const }
  const { id: letterId } = await ask.letters.draft({ ...content, passages: [held] })
  await ask.letters.discard({ letterId, reason: '' })
  const draft = await ask.letters.draftAgain({ letterId })
  expect(draft.content.passages).toMatchObject([{ text: '', withheld: { sentences: 1 } }])
  const words = await ask.letters.reveal({ letterId: draft.id, reason: 'To check it.' })
  expect(words).toEqual([{ id: 'written-1', text: 'The result of March.' }])
})

test('a draft, a letter on its way and one in a closed matter are not drafted again', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { ask, matterId } = office
  const { id: draft } = await letterAt(office, 'draft')
  const { id: approved } = await letterAt(office, 'approved')
  for (const letterId of [draft, approved])
    await refusalOf(ask.letters.draftAgain({ letterId }), 'conflict')
  await ask.letters.recall({ letterId: approved, reason: 'Late.', destroyedBy: 'Hester Vane' })
  await ask.letters.discard({ letterId: draft, reason: '' })
  const stays = (await ask.matters.looseEnds({ matterId })).map(({ what, id }) => ({
    ...{ what, id, reason: 'Stays.', ended: false },
  }))
  await ask.matters.close({ matterId, reason: 'Done.', stays } as never)
  const { message } = await refusalOf(ask.letters.draftAgain({ letterId: approved }), 'conflict')
  expect(message).toContain('This matter is closed. Reopen it')
})
