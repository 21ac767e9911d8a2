import { describe, expect, test } from 'vitest'
import type { LetterContent, Passage } from '../../src-main/letters/contract.ts'
import { loadSensitive } from '../../src-main/letters/sensitive.ts'
import { someConsent } from '../consents/some-consent.ts'
import { refusalOf, resources } from '../open-office.ts'
import {
  day,
  filledIn,
  HOLDER,
  letterAt,
  letterOffice,
  withAuthority,
  type LetterOffice,
} from './letter-office.ts'

const written = (text: string, about: Passage['class'] = null): Passage => ({
  ...{ id: 'own-1', text, class: about, origin: 'written' },
})
const sister = { name: 'Denise Fenwright', role: 'family' as const }
const copyTo = (to: { name: string; role: LetterContent['addressee']['role'] }) => ({
  copies: [{ addressee: { ...to, lines: ['1 Example Lane'], postcode: 'ZZ1 1ZZ' } }],
})

/** A draft with changes, asked of the office through its door. */
async function draftWith(
  office: LetterOffice,
  changes: (content: LetterContent) => Partial<LetterContent>,
) {
  const content = await filledIn(office)
  return office.ask.letters.draft({ ...content, ...changes(content) })
}
const blocked = ({ gate }: Awaited<ReturnType<typeof draftWith>>) =>
  gate.decisions.filter(({ allowed }) => !allowed)

test('a records request tells its holder who the client is and where, on the strength of the authority', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { gate } = await draftWith(office, () => ({}))
  expect(gate.open).toBe(true)
  const told = new Set(gate.decisions.flatMap((one) => (one.what === 'asked' ? [] : [one.class])))
  expect([...told].map(String).sort()).toEqual(['identity', 'location', 'none'])
  expect(gate.decisions.every(({ reader }) => reader === HOLDER)).toBe(true)
})

describe('a word that gives something away shuts the gate', () => {
  const cases: [string, (content: LetterContent) => Partial<LetterContent>, string, string][] = [
    [
      'in free text, classed or not',
      ({ passages }) => ({
        passages: [...passages, written('He takes antiretrovirals.', 'identity')],
      }),
      'passage',
      'hiv-sexual-health',
    ],
    [
      'in unclassed free text to the holder himself',
      ({ passages }) => ({
        passages: [...passages, written('He is H.I.V. and says: HIV positive.')],
      }),
      'passage',
      'hiv-sexual-health',
    ],
    [
      'in the name of an enclosure',
      ({ enclosures }) => ({
        enclosures: [...enclosures, { name: 'Letter of the GUM clinic', class: 'identity' }],
      }),
      'enclosure',
      'hiv-sexual-health',
    ],
    [
      'in the heading',
      ({ heading }) => ({ heading: `${heading} (methadone)` }),
      'heading',
      'substance-use',
    ],
    [
      'in who gets a copy',
      () => copyTo({ name: 'Sexual Health Team', role: 'treating' }),
      'copy',
      'hiv-sexual-health',
    ],
  ]
  test.each(cases)('%s', async (_, changes, what, about) => {
    const office = await letterOffice()
    await withAuthority(office)
    const letter = await draftWith(office, changes)
    expect(letter.gate.open).toBe(false)
    expect(blocked(letter)).toContainEqual(expect.objectContaining({ what, class: about }))
    const { id: letterId } = letter
    const refused = await refusalOf(
      office.ask.letters.approve({ letterId, version: 1 }),
      'conflict',
    )
    expect(refused.message).toContain('may not be approved')
    const answer = await office.office.dispatch('letters.approve', { letterId, version: 1 })
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  })
})

test('free text without a class is refused for everybody but those who hold the records or treat the client', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const toHolder = await draftWith(office, ({ passages }) => ({
    passages: [...passages, written('Please ring before noon.')],
  }))
  expect(toHolder.gate.open).toBe(true)
  const copied = await draftWith(office, ({ passages }) => ({
    ...{ passages: [...passages, written('Please ring before noon.')] },
    ...copyTo({ name: 'The Governor', role: 'custody' }),
  }))
  expect(blocked(copied)).toContainEqual(
    expect.objectContaining({
      at: 'own-1',
      reader: 'The Governor',
      class: null,
      cure: 'Choose what it discloses, or leave it out.',
    }),
  )
})

test('each reader of a copy is asked about by himself', async () => {
  const office = await letterOffice()
  const { ask, clientId } = office
  await withAuthority(office)
  const before = await draftWith(office, () => copyTo(sister))
  expect(new Set(blocked(before).map(({ reader }) => reader))).toEqual(new Set([sister.name]))
  await ask.consents.record(
    someConsent(clientId, {
      purpose: 'obtain-records',
      choices: [
        { class: 'identity', answer: 'given' },
        { class: 'location', answer: 'given' },
      ],
    }),
  )
  const after = await ask.letters.get({ letterId: before.id })
  expect(after.gate.open).toBe(true)
})

test('nothing that a person wrote is impersonal because they say so, whatever they claim of its origin', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const forged: Passage = { id: 'wanted', text: 'He is ill.', class: 'none', origin: 'template' }
  const letter = await draftWith(office, ({ passages, enclosures }) => ({
    passages: [...passages.filter(({ id }) => id !== 'wanted'), forged],
    enclosures: [...enclosures, { name: 'A note', class: 'none' as const }],
    ...copyTo({ name: 'The Governor', role: 'custody' }),
  }))
  expect(letter.content.passages.at(-1)).toMatchObject({ origin: 'written', class: null })
  expect(letter.content.enclosures.at(-1)).toEqual({ name: 'A note', class: null })
  expect(blocked(letter).map(({ at }) => at)).toContain('wanted')
})

test('a template passage that somebody changed counts as written from then on', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { id: letterId, content } = await draftWith(office, () => ({}))
  const passages = content.passages.map((one) =>
    one.id === 'right' ? { ...one, text: `${one.text} He has HIV.` } : one,
  )
  const changed = await office.ask.letters.redraft({
    letterId,
    version: 1,
    content: { ...content, passages },
  })
  expect(changed.content.passages.find(({ id }) => id === 'right')).toMatchObject({
    origin: 'written',
    class: null,
  })
  expect(changed.gate.open).toBe(false)
})

test('only the client himself is the client', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const letter = await draftWith(office, () => copyTo({ name: 'Denise Hollis', role: 'client' }))
  expect(blocked(letter).every(({ why }) => why === 'Denise Hollis is not the client.')).toBe(true)
  expect(blocked(letter).length).toBeGreaterThan(0)
})

test('a letter to the client needs no consent, and goes to nobody in the client’s place', async () => {
  const office = await letterOffice()
  const { ask } = office
  const consentRequested = {
    recipient: sister,
    purpose: 'inform' as const,
    classes: ['health' as const],
  }
  const own = await ask.letters.draft({
    ...(await filledIn(office, { kind: 'L24' })),
    consentRequested,
  })
  expect(own.gate).toMatchObject({ open: true, missing: [] })
  expect(own.content.passages.find(({ id }) => id === 'who')?.text).toContain('Denise Fenwright')
  expect(own.content.passages.find(({ id }) => id === 'who')?.origin).toBe('template')
  const content = {
    ...own.content,
    addressee: { ...own.content.addressee, name: sister.name, role: 'family' as const },
  }
  const astray = await ask.letters.redraft({ letterId: own.id, version: 1, content })
  expect(astray.gate.open).toBe(false)
})

test('a consent letter says who would be told what before it can be approved', async () => {
  const office = await letterOffice()
  const { gate } = await office.ask.letters.draft(await filledIn(office, { kind: 'L24' }))
  expect(gate.missing.map(({ what }) => what)).toContain(
    'The form names no recipient or nothing to disclose.',
  )
  expect(gate.missing.map(({ what }) => what)).toContain('Missing: [who would be told].')
})

describe('after a withdrawal', () => {
  const withdraw = async (office: LetterOffice, consentId: string, receivedOn = '2026-11-23') =>
    office.ask.consents.withdraw({
      ...{
        consentId: consentId as never,
        classes: ['health'],
        receivedOn: day(receivedOn),
        how: 'slip',
      },
    })

  test.each(['approved', 'printed', 'signed'] as const)(
    'a letter that is %s is to be recalled, without anybody calling anybody',
    async (step) => {
      const office = await letterOffice()
      const { ask } = office
      const consent = await withAuthority(office)
      const { id: letterId } = await letterAt(office, step)
      await withdraw(office, consent.id)
      const letter = await ask.letters.get({ letterId })
      expect(letter).toMatchObject({ state: 'to-recall', gate: { open: false } })
      expect((await ask.letters.list({})).rows.map(({ state }) => state)).toEqual(['to-recall'])
      const print = { letterId, printer: 'Tray 2', paper: 'letterhead', what: 'letter' } as const
      await refusalOf(ask.letters.print(print), 'conflict')
      await refusalOf(ask.letters.printed({ letterId }), 'conflict')
      await refusalOf(ask.letters.signed({ letterId }), 'conflict')
      const send = await office.office.dispatch('letters.send', {
        letterId,
        route: 'email',
        on: '2026-11-23',
      })
      expect(send).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
      const recalled = await ask.letters.recall({
        letterId,
        reason: 'Consent withdrawn',
        destroyedBy: 'Hester Vane',
      })
      expect(recalled.state).toBe('recalled')
      expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
    },
  )

  test('what was signed before it can no longer be sent on the day it came in', async () => {
    const office = await letterOffice()
    const consent = await withAuthority(office)
    const { id: letterId } = await letterAt(office, 'signed')
    await withdraw(office, consent.id)
    const refused = await refusalOf(
      office.ask.letters.send({ letterId, route: 'hand', on: day('2026-11-23') }),
      'conflict',
    )
    expect(refused.message).toContain('The client withdrew the authority')
  })

  test('a draft stays a draft, and is approved no more', async () => {
    const office = await letterOffice()
    const consent = await withAuthority(office)
    const { id: letterId } = await letterAt(office, 'draft')
    await withdraw(office, consent.id)
    expect((await office.ask.letters.get({ letterId })).state).toBe('draft')
    await refusalOf(office.ask.letters.approve({ letterId, version: 1 }), 'conflict')
  })

  test('what had been sent stays sent; its holder is asked to return it, and the client is told', async () => {
    const office = await letterOffice()
    const { ask } = office
    const consent = await withAuthority(office)
    const sent = await letterAt(office, 'sent')
    office.clock.set('2026-11-25T09:00:00.000Z')
    await withdraw(office, consent.id, '2026-11-25')
    expect(await ask.letters.get({ letterId: sent.id })).toMatchObject({
      state: 'sent',
      gate: { open: true },
    })
    const notice = await letterAt(office, 'draft', {
      kind: 'L36',
      answers: sent.id,
      datedOn: day('2026-11-25'),
    })
    expect(notice.content.addressee.name).toBe(HOLDER)
    const said = notice.content.passages.map(({ text }) => text).join(' ')
    expect(said).toContain('On 25 November 2026 our client withdrew the authority')
    expect(said).toContain('send us no records')
    expect(notice.gate).toMatchObject({ open: true, missing: [] })
    const own = await letterAt(office, 'draft', { kind: 'L37', datedOn: day('2026-11-25') })
    expect(own.content.passages.find(({ id }) => id === 'gone')?.text).toContain(HOLDER)
    expect(own.content.passages[0]?.text).toContain('to ask Northgate Health')
    expect(own.gate.open).toBe(true)
  })

  test('a notice repeats nothing but who the client is, and goes to nobody who was told nothing', async () => {
    const office = await letterOffice()
    const { ask } = office
    const consent = await withAuthority(office)
    const sent = await letterAt(office, 'sent')
    await withdraw(office, consent.id)
    const content = await filledIn(office, { kind: 'L36', answers: sent.id })
    const health = await ask.letters.draft({
      ...content,
      passages: [...content.passages, written('He was ill.', 'health')],
    })
    expect(health.gate.open).toBe(false)
    const astray = await ask.letters.draft({
      ...content,
      addressee: { ...content.addressee, name: 'Somebody Else' },
    })
    expect(astray.gate.open).toBe(false)
  })
})

test('the telling words are found however they are written, and only as whole words', () => {
  const sensitive = loadSensitive(resources)
  const classes = (text: string) => sensitive(text).map((one) => one.class)
  expect(classes('He is HIV-positive')).toEqual(['hiv-sexual-health'])
  expect(classes('h\\_iv **HIV**')).toEqual(['hiv-sexual-health'])
  expect(classes('SELF-HARM and méthadone')).toEqual(['mental-health', 'substance-use'])
  expect(classes('The archive of Shiva, a stimulus')).toEqual([])
})
