import { expect, test } from 'vitest'
import { recordFirm } from '../practice/some-firm.ts'
import { readBack } from './pdf-tools.ts'
import {
  filledIn,
  letterAt,
  letterOffice,
  withAuthority,
  type LetterOffice,
} from './letter-office.ts'

const textOf = async ({ ask }: LetterOffice, letterId: Parameters<typeof ask.letters.preview>[0]) =>
  readBack((await ask.letters.preview(letterId)).pdf, 'pdftotext', ['-layout', '$', '-'])

/** An office in which somebody else signs letters as well. */
async function withTwoSignatories() {
  const office = await letterOffice()
  // Before anybody else works there who could check the form against the paper.
  await withAuthority(office)
  const second = await office.hire('Ivo Tarn', 'caseworker')
  const signs = { signsAs: 'Ivo Tarn', capacity: 'Trainee Solicitor', initials: 'IV' }
  await office.ask.practice.recordSignatory({ personId: second, ...signs })
  return { office, second }
}

test('a new letter is signed for and on behalf of the firm, and one without the choice bears the firm’s name alone', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { id: letterId } = await letterAt(office, 'approved')
  expect(await textOf(office, { letterId })).toMatch(
    /Yours faithfully\s+Imogen Tark\s+Solicitor\s+For and on behalf of Tark & Prosser/,
  )
  const { signing: _, ...older } = await filledIn(office)
  const { id } = await office.ask.letters.draft(older)
  const text = await textOf(office, { letterId: id })
  expect(text).toMatch(/Imogen Tark\s+Solicitor\s+Tark & Prosser/)
  expect(text).not.toContain('on behalf of')
})

test('a second signatory has a place of their own above the firm, and p.p. stands before whoever does not sign themselves', async () => {
  const { office, second } = await withTwoSignatories()
  const signing = { onBehalf: true, pp: true, second, typist: '' }
  const { id: letterId } = await letterAt(office, 'approved', { signing })
  expect(await textOf(office, { letterId })).toMatch(
    /p\.p\. Imogen Tark\s+Solicitor\s+Ivo Tarn\s+Trainee Solicitor\s+For and on behalf of/,
  )
})

test('a letter whose second signatory has left is to be recalled, and a draft says so', async () => {
  const { office, second } = await withTwoSignatories()
  const { ask } = office
  const signing = { onBehalf: true, pp: false, second, typist: '' }
  const { id: letterId } = await letterAt(office, 'approved', { signing })
  const { id: draftId } = await letterAt(office, 'draft', { signing })
  await ask.people.remove({ personId: second })
  const { state, gate } = await ask.letters.get({ letterId })
  expect(state).toBe('to-recall')
  expect(gate.missing.map(({ what }) => what)).toContain(
    'Who signs besides: the letter says Ivo Tarn, Trainee Solicitor, who is no longer recorded as a signatory.',
  )
  const draft = await ask.letters.get({ letterId: draftId })
  expect(draft.gate.missing.map(({ what }) => what)).toContain(
    'The second signatory no longer signs letters.',
  )
})

test('the same person does not sign twice', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const signing = { onBehalf: true, pp: false, second: office.partner, typist: '' }
  const { gate } = await letterAt(office, 'draft', { signing })
  expect(gate.missing.map(({ what }) => what)).toContain('The same person is to sign twice.')
})

test('whoever drafted a letter stands at the end of its reference where the firm has it so, and no solicitor beside themselves', async () => {
  const { office, second } = await withTwoSignatories()
  const { ask, signIn, matterId } = office
  const { our_ref: ref } = { our_ref: (await ask.matters.get({ matterId })).ourRef }
  await signIn(second)
  const before = await ask.letters.draft(await filledIn(office))
  expect(before.content.signing?.typist).toBe('it')
  expect(await textOf(office, { letterId: before.id })).toContain(`Our ref: ${ref}\n`)
  await signIn(office.partner)
  const referencePattern = '{solicitor}/{client}.{clientNumber}-{matterNumber}/{typist}'
  await recordFirm(ask, { referencePattern })
  expect(await textOf(office, { letterId: before.id })).toContain(`Our ref: ${ref}/it`)
  const own = await ask.letters.draft(await filledIn(office))
  expect(await textOf(office, { letterId: own.id })).toContain(`Our ref: ${ref}\n`)
  // Initials that would tell something are left out.
  await signIn(await office.hire('Harriet Iris Vole', 'caseworker'))
  const { content } = await ask.letters.draft(await filledIn(office))
  expect(content.signing?.typist).toBe('')
  await signIn(office.partner)
  // A matter that is opened now has its own part of the reference alone.
  const { ourRef } = await ask.matters.open({
    ...{ clientId: office.clientId, kind: 'treatment', title: 'Treatment', opponents: [] },
    ...{ responsible: office.partner, eventOn: null, knownOn: null, noEventReason: 'No event' },
  } as never)
  expect(ourRef).toMatch(/-2$/)
})
