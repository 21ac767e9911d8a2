import { expect, test } from 'vitest'
import type { LetterContent } from '../../src-main/letters/contract.ts'
import { someAuthority } from '../consents/some-consent.ts'
import { refusalOf } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import { someRepresentative } from '../representatives/some-representative.ts'
import { day, HOLDER, letterOffice } from './letter-office.ts'

const TODAY = '2026-11-23'
const DIED = '2026-11-20'
const home = { lines: ['14 Elm Road', 'Leeds'], postcode: 'LS8 1AB' }
const words = ({ passages }: Pick<LetterContent, 'passages'>) =>
  passages.map(({ text }) => text).join('\n')
const missing = ({ gate }: { gate: { missing: readonly { what: string }[] } }) =>
  gate.missing.map(({ what }) => what).join('\n')
const enclosed = ({ content }: { content: Pick<LetterContent, 'enclosures'> }) =>
  content.enclosures.map(({ name }) => name)
const FENWRIGHT = 'Ms Denise Fenwright'

/** An office whose client has died, with an executor on record where asked, and the form that they signed. */
async function afterDeath({ executor = true, signed = true, attached = true } = {}) {
  const office = await letterOffice({ kind: 'death', eventOn: day(DIED) })
  const { ask, clientId, matterId, partner, platform } = office
  await ask.clients.recordMove({
    clientId,
    stay: { kind: 'died', from: day(DIED), source: 'Death certificate' },
  })
  const typed = someRepresentative(clientId, {
    ...{ capacity: 'executor', surname: 'Fenwright', forenames: 'Denise', covers: [] },
    ...{ from: DIED, provedOn: '2026-11-22', seenBy: partner, source: 'Grant, shown here' },
  })
  const recorded = executor ? await ask.representatives.record(typed) : null
  const attach = async () => {
    platform.file = { name: 'grant.pdf', bytes: somePdf('the grant') }
    await ask.representatives.attachProof({ representativeId: recorded!.id })
  }
  if (executor && attached) await attach()
  const sign = (choices: readonly string[] = ['health', 'mental-health', 'substance-use']) =>
    ask.consents.record(
      someAuthority(clientId, {
        choices: choices.map((one) => ({ class: one as 'health', answer: 'given' as const })),
        signedBy: { representativeId: recorded!.id, lacks: null, decided: '' },
        ...{ signedOn: '2026-11-22', receivedOn: '2026-11-22' },
      }),
    )
  if (executor && signed) await sign()
  const propose = () =>
    ask.letters.propose({ matterId, kind: 'L14', datedOn: day(TODAY), answers: null })
  const proposed = await propose()
  const addressee = { ...proposed.addressee, name: HOLDER, ...home }
  const { id: letterId, content: saved } = await ask.letters.draft({
    ...{ ...proposed, addressee, addressSource: 'Directory of the health board' },
  })
  expect(saved.passages.every(({ origin }) => origin === 'template')).toBe(true)
  const letter = () => ask.letters.get({ letterId })
  const applying = async (applicant: object) => {
    const { version, content } = await letter()
    return ask.letters.redraft({
      ...{ letterId, version },
      content: { ...content, applicant: applicant as never },
    })
  }
  const approve = async () => ask.letters.approve({ letterId, version: (await letter()).version })
  const { clientId: _, ...right } = typed
  const correct = (changes: object) =>
    ask.representatives.correct({
      ...{ ...right, ...changes, version: 1, reason: 'As the grant has it' },
      representativeId: recorded!.id,
    })
  const executorId = recorded?.id
  return {
    ...office,
    proposed,
    propose,
    letterId,
    letter,
    applying,
    approve,
    sign,
    attach,
    correct,
    executorId,
  }
}

test('the records of the dead are requested by the executor on record, with the grant and the authority that they signed', async () => {
  const office = await afterDeath()
  const { ask, letterId, letter, approve } = office
  const ready = await letter()
  expect(words(ready.content)).toContain(
    `We act for ${FENWRIGHT} of 4 Sample Row, Madeupton, SA1 3SR. Dominic Fenwright died on 20 November 2026.`,
  )
  expect(words(ready.content)).toContain('our client’s authority, signed on 22 November 2026')
  expect(words(ready.content)).toContain(
    'Our client is the executor, and makes it as the patient’s personal representative.',
  )
  expect(words(ready.content)).toContain('section 3(1)(f) of the Access to Health Records Act')
  expect(JSON.stringify(ready.content)).not.toMatch(/HIV|UK GDPR|\[[a-z]|at present/)
  expect(enclosed(ready)).toEqual([
    'Copy of the death certificate',
    'Form of authority signed by our client on 22 November 2026',
    'Grant of probate of 22 November 2026 (copy)',
  ])
  expect(missing(ready)).toBe('')
  await approve()
  await ask.letters.printed({ letterId })
  await ask.letters.signed({ letterId })
  const sent = await ask.letters.send({ letterId, route: 'email', on: day(TODAY) })
  // Forty days beginning with the day of the application.
  expect(sent.deadline).toMatchObject({ rule: 'R07', due: '2027-01-01' })
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('without the authority that the executor signed it is not approved, and asks for no more than that gives', async () => {
  const { letter, sign, approve } = await afterDeath({ signed: false })
  expect(missing(await letter())).toBe(`No signed authority names ${HOLDER}.`)
  await refusalOf(approve(), 'conflict')
  await sign(['health'])
  const now = await letter()
  expect(missing(now)).toBe('')
  expect(words(now.content)).toContain(
    'We do not ask for records of mental health care and drug or alcohol services.',
  )
  expect(words(now.content)).not.toContain('notes of any mental health service')
})

test('an executor is proposed only once the proof is on record, and whoever is typed in instead is refused', async () => {
  const { propose, applying, attach, letter, executorId } = await afterDeath({
    ...{ attached: false, signed: false },
  })
  expect((await propose()).applicant).toBeUndefined()
  expect(missing(await letter())).toContain('Who applies, and in what capacity, is not said.')
  const typed = { name: 'Denise Fenwright', capacity: 'personal-representative', claim: '' }
  expect(missing(await applying(typed))).toContain(
    'Denise Fenwright is not recorded as a personal representative.',
  )
  const chosen = await applying({ ...typed, representativeId: executorId })
  expect(missing(chosen)).toContain('is not complete: a scan of the proof')
  await attach()
  expect((await propose()).applicant).toMatchObject({
    ...{ name: FENWRIGHT, representativeId: executorId },
  })
  expect(missing(await letter())).not.toContain('proof')
})

test('the applicant is held against the record: a draft takes a correction, and what is approved is to be recalled', async () => {
  const draft = await afterDeath()
  await draft.correct({ surname: 'Fenwick', lines: ['9 Other Row', 'Madeupton'] })
  const taken = await draft.letter()
  expect(words(taken.content)).toContain('We act for Ms Denise Fenwick of 9 Other Row, Madeupton')
  expect(taken.gate.notices.join()).toContain(
    'Who applies: it was Ms Denise Fenwright; it is now Ms Denise Fenwick.',
  )
  const approved = await afterDeath()
  await approved.approve()
  await approved.correct({ provedOn: '2026-11-21' })
  const { state, gate } = await approved.letter()
  expect(state).toBe('to-recall')
  expect(gate.missing.map(({ what }) => what).join()).toContain(
    'it is now “Grant of probate of 21 November 2026”',
  )
})

test('an application that has not left is to be recalled once the appointment ended, and the day says so', async () => {
  const { ask, approve, letter, letterId, executorId } = await afterDeath()
  await approve()
  await ask.representatives.end({
    ...{ representativeId: executorId!, on: day('2026-11-22'), reason: 'The grant was revoked' },
  })
  const { state, gate } = await letter()
  expect(state).toBe('to-recall')
  expect(gate.missing[0]?.what).toContain('ended on 22 November 2026')
  const { groups } = await ask.day.view({})
  expect(groups.find(({ name }) => name === 'recall')?.items.map((one) => one.letterId)).toEqual([
    letterId,
  ])
})

test('the grant goes when somebody with a claim applies instead, and comes back with the executor', async () => {
  const { applying, executorId } = await afterDeath()
  const claim = 'A claim under the Fatal Accidents Act'
  const claimant = { name: 'Denise Fenwright', capacity: 'claimant', claim }
  const changed = await applying({
    ...claimant,
    signedOn: '2026-11-22',
    representativeId: executorId,
  })
  expect(enclosed(changed)).toEqual([
    'Copy of the death certificate',
    'Form of authority signed by our client on 22 November 2026',
  ])
  expect(changed.content.applicant).not.toHaveProperty('representativeId')
  expect(missing(changed)).toBe('')
  const back = await applying({
    ...claimant,
    capacity: 'personal-representative',
    representativeId: executorId,
  })
  expect(enclosed(back)).toContain('Grant of probate of 22 November 2026 (copy)')
})

test('somebody with a claim describes it in neutral words, and has signed the authority since the death', async () => {
  const { applying } = await afterDeath({ executor: false })
  const applicant = { name: 'Denise Fenwright', capacity: 'claimant' }
  expect(missing(await applying({ ...applicant, claim: '' }))).toContain('claim is not described')
  expect(missing(await applying({ ...applicant, claim: 'Untreated HIV' }))).toContain('“HIV”')
  const claim = 'A claim under the Fatal Accidents Act'
  const unsigned = await applying({ ...applicant, claim })
  expect(words(unsigned.content)).toContain(`**The claim:** ${claim}`)
  expect(missing(unsigned)).toBe(
    'It is not said when the applicant signed the authority to this firm.',
  )
  const before = await applying({ ...applicant, claim, signedOn: '2026-11-19' })
  expect(missing(before)).toContain('was signed on 19 November 2026, before the death')
  const signed = await applying({ ...applicant, claim, signedOn: '2026-11-21' })
  expect(missing(signed)).toBe('')
  expect(enclosed(signed)[1]).toBe('Form of authority signed by our client on 21 November 2026')
})

test('an authority that is dated after the application is not enclosed with it', async () => {
  const { applying } = await afterDeath({ executor: false })
  const signed = await applying({
    ...{ name: 'Denise Fenwright', capacity: 'claimant', claim: 'A claim by dependants' },
    signedOn: '2026-11-24',
  })
  expect(missing(signed)).toContain('encloses a paper of 24 November 2026')
})

test('records of the dead are not requested while no death is recorded', async () => {
  const { ask, matterId } = await letterOffice()
  const asked = { matterId, kind: 'L14' as const, datedOn: day(TODAY), answers: null }
  await expect(ask.letters.propose(asked)).rejects.toThrow('No death is recorded')
})
