import fc from 'fast-check'
import { expect, test } from 'vitest'
import { putFor } from '../../src-main/letters/keeping-up.ts'
import { recordFirm } from '../practice/some-firm.ts'
import { readBack } from './pdf-tools.ts'
import {
  correctSending,
  letterAt,
  letterOffice,
  withAuthority,
  type LetterOffice,
} from './letter-office.ts'

const formTo = {
  consentRequested: {
    recipient: { name: 'Denise Fenwright', role: 'family' as const },
    purpose: 'inform' as const,
    classes: ['health' as const],
  },
}
const correct = async ({ ask, clientId }: LetterOffice, changes: object) => {
  const { version, surname, forenames, aliases, bornOn, prisonNumber, needs, title, pronouns } =
    await ask.clients.get({ clientId })
  await ask.clients.correct({
    ...{ clientId, version, reason: 'As the client asks.', prisonNumber, needs, title, pronouns },
    ...{ surname, forenames, aliases, bornOn, ...changes },
  })
}
const why = async ({ ask }: LetterOffice, letterId: never) =>
  (await ask.letters.get({ letterId })).gate.missing.map(({ what }) => what)

test('a name that holds the former one is put into a draft once, however often it is saved', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office)
  const { id: letterId } = await letterAt(office, 'draft')
  await correct(office, { surname: 'Fenwright-Jones' })
  let letter = await ask.letters.get({ letterId })
  for (let times = 0; times < 2; times++) {
    const { version, content } = letter
    letter = await ask.letters.redraft({ letterId, version, content })
    expect(letter.content.heading).toContain('Dominic Fenwright-Jones, born')
  }
  expect(letter.content.passages.every(({ origin }) => origin === 'template')).toBe(true)
})

test('what is put in place of a former word changes no other word, and nothing the second time', () => {
  expect(
    putFor('Ann Lee, Mary-Ann Lee, Ann Leeson, Ann Lee-Price and Ann Lee’s', [
      { was: 'Ann Lee', is: 'Joan Ann Lee' },
    ]),
  ).toBe('Joan Ann Lee, Mary-Ann Lee, Ann Leeson, Ann Lee-Price and Joan Ann Lee’s')
  const names = fc.constantFrom('Ann', 'Lee', 'Ann Lee', 'Ann-Lee', 'Ann Lee Price', 'Lee Ann')
  fc.assert(
    fc.property(names, names, fc.array(names), (was, is, said) => {
      fc.pre(was !== is)
      const once = putFor(said.join(', '), [{ was, is }])
      expect(putFor(once, [{ was, is }])).toBe(once)
    }),
  )
})

test('a letter that greets the client by a former title is written anew, and is to be recalled once approved', async () => {
  const office = await letterOffice()
  await correct(office, { title: 'Mr' })
  const draft = await letterAt(office, 'draft', { kind: 'L24', ...formTo })
  const printed = await letterAt(office, 'printed', { kind: 'L24', ...formTo })
  await withAuthority(office)
  const request = await letterAt(office, 'approved')
  await correct(office, { title: 'Mr', pronouns: 'she' })
  expect(await why(office, request.id as never)).toEqual([
    'The client’s pronouns: the letter says they/them; they are now she/her.',
  ])
  await correct(office, { title: 'Ms', surname: 'Fenwrick' })
  expect((await office.ask.letters.get({ letterId: draft.id })).content.salutation).toBe(
    'Dear Ms Fenwrick',
  )
  expect(await why(office, printed.id as never)).toContain(
    'How the letter greets the client: the letter says “Dear Mr Fenwright”; it is now “Dear Ms Fenwrick”.',
  )
})

test('an approved letter to a client who turns out to need an interpreter or large print is to be recalled', async () => {
  const office = await letterOffice()
  const { id } = await letterAt(office, 'signed', { kind: 'L24', ...formTo })
  const needs = { language: '', interpreter: true, largePrint: true }
  await correct(office, { needs: { ...needs, easyWords: false, readAloud: false, note: '' } })
  expect(await why(office, id as never)).toEqual([
    'The client needs an interpreter, large print, which this letter was made without.',
  ])
  await correct(office, { needs: {} })
  expect(await why(office, id as never)).toEqual([])
})

test('a limitation date, the firm’s company and the day of the request that a letter states are held to the books', async () => {
  const office = await letterOffice()
  const { ask, clock, matterId } = office
  const { id: consentId } = await withAuthority(office)
  const { id: answers } = await letterAt(office, 'sent')
  clock.set('2027-01-20T10:00:00Z')
  const datedOn = '2027-01-20' as never
  const chaser = await letterAt(office, 'approved', { kind: 'L09', answers, datedOn })
  const on = '2026-11-25' as never
  await correctSending(office, { letterId: answers, route: 'hand', on, reason: 'The receipt.' })
  expect(await why(office, chaser.id as never)).toEqual([
    'The date on which the request was sent: the letter says 23 November 2026; it is now 25 November 2026.',
  ])
  const telephone = { how: 'telephone' as const, note: '', receivedOn: datedOn }
  await ask.consents.withdraw({ consentId, classes: ['health'], ...telephone })
  const { id } = await letterAt(office, 'approved', { kind: 'L37', datedOn })
  const { version, kind, title, responsible, opponents } = await ask.matters.get({ matterId })
  await ask.matters.correct({
    ...{ matterId, version, kind, title, responsible, opponents, knownOn: null },
    ...{ eventOn: '2026-05-04' as never, noEventReason: '', reason: 'The wing diary.' },
  })
  await recordFirm(ask, { company: 'Tark & Prosser Ltd, company 00000000' })
  expect(await why(office, id as never)).toEqual([
    'The firm’s company details: the letter gives none; they are now Tark & Prosser Ltd, company 00000000.',
    'A limitation date: the letter says 13 June 2027; it is now 3 May 2027.',
  ])
})

test('a form about a relative says how they are related to the client and where they live, and a draft asks for it', async () => {
  const office = await letterOffice()
  const { ask } = office
  const {
    id: letterId,
    version,
    content,
    gate,
  } = await letterAt(office, 'draft', {
    ...{ kind: 'L24', ...formTo },
  })
  expect(gate.notices.join()).toContain('how Denise Fenwright is related to the client')
  expect(gate.open).toBe(true)
  const who = { relation: 'mother', address: '14 Elm Road, Leeds LS8 1AB' }
  const said = await ask.letters.redraft({
    ...{
      letterId,
      version,
      content: { ...content, consentRequested: { ...content.consentRequested!, who } },
    },
  })
  expect(said.gate.notices).toEqual([])
  expect(said.content.passages.find(({ id }) => id === 'who')!.text).toBe(
    '**Who would be told:** Denise Fenwright, your mother, of 14 Elm Road, Leeds LS8 1AB.',
  )
  const { pdf } = await ask.letters.preview({ letterId, content: said.content })
  const text = readBack(pdf, 'pdftotext', ['-raw', '$', '-']).replaceAll(/\s+/g, ' ')
  expect(text).toContain('Denise Fenwright, my mother, of 14 Elm Road, Leeds LS8 1AB, so that')
})
