import { describe, expect, test } from 'vitest'
import { filledIn, HOLDER, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { checkedBy, refusalOf } from '../open-office.ts'
import { someAuthority, someConsent } from './some-consent.ts'

/** An office of two who may record forms, the second being Hester Vane, a secretary. */
async function officeOfTwo() {
  const office = await letterOffice()
  const colleague = await office.hire('Hester Vane', 'secretary')
  return Object.assign(office, { colleague })
}
const states = (consent: { choices: { class: string; state: string }[] }) =>
  Object.fromEntries(consent.choices.map(({ class: about, state }) => [about, state]))

describe('a form recorded where two may record forms', () => {
  test('is not in force before somebody else has checked it, and the gate says who may not', async () => {
    const office = await officeOfTwo()
    const { ask, clientId } = office
    const form = await withAuthority(office)
    expect(form.check).toMatchObject({ state: 'awaiting', by: '' })
    expect(states(form)).toMatchObject({ health: 'awaiting-check' })
    const draft = await ask.letters.draft(await filledIn(office))
    const said = 'awaiting a second check by somebody other than Imogen Tark'
    expect(JSON.stringify(draft.gate.missing)).toContain(said)
    const { id: letterId, version } = draft
    await refusalOf(ask.letters.approve({ letterId, version }), 'conflict')
    const mayTell = await ask.consents.mayTell({
      ...{ clientId, recipient: { name: HOLDER, role: 'records-holder' }, class: 'identity' },
      ...{ purpose: 'obtain-records', on: '2026-11-23' as never },
    })
    expect(mayTell).toMatchObject({ allowed: false, why: expect.stringContaining(said) })
  })

  test('is in force from its check on, which says by whom and against what', async () => {
    const office = await officeOfTwo()
    const { ask } = office
    const { id: consentId } = await withAuthority(office)
    await checkedBy(office, office.colleague)
    const [form] = await ask.consents.list({ clientId: office.clientId })
    expect(form).toMatchObject({
      id: consentId,
      check: { state: 'passed', by: 'Hester Vane', against: 'paper' },
    })
    expect(states(form!)).toMatchObject({ health: 'in-force' })
    const letter = await ask.letters.draft(await filledIn(office))
    await ask.letters.approve({ letterId: letter.id, version: letter.version })
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  })

  test('is not checked by who recorded it, nor twice, nor against a scan that is not there', async () => {
    const { ask, signIn, colleague, clientId } = await officeOfTwo()
    const { id: consentId } = await ask.consents.record(someAuthority(clientId))
    const own = await refusalOf(ask.consents.check({ consentId, against: 'paper' }), 'conflict')
    expect(own.message).toContain('other than Imogen Tark')
    await refusalOf(ask.consents.openToCheck({ consentId }), 'conflict')
    await refusalOf(ask.consents.sendBack({ consentId, reason: 'x' }), 'conflict')
    await signIn(colleague)
    await refusalOf(ask.consents.check({ consentId, against: 'scan' }), 'not-found')
    await refusalOf(ask.consents.openToCheck({ consentId, scan: true }), 'not-allowed')
    await ask.consents.check({ consentId, against: 'paper' })
    await refusalOf(ask.consents.check({ consentId, against: 'paper' }), 'conflict')
  })

  test('that passed its check by mistake is returned by anybody, once, and is out of force again', async () => {
    const office = await officeOfTwo()
    const { ask, clientId, colleague } = office
    const { id: consentId } = await ask.consents.record(someAuthority(clientId))
    await checkedBy(office, colleague)
    const back = await ask.consents.sendBack({ consentId, reason: 'It is another paper.' })
    expect(back.check).toMatchObject({ state: 'returned', reason: 'It is another paper.' })
    expect(states(back)).toMatchObject({ health: 'sent-back' })
    await refusalOf(ask.consents.sendBack({ consentId, reason: 'Again' }), 'conflict')
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  })

  test('opens to whoever checks it as far as they may open it, and that is logged', async () => {
    const { ask, signIn, colleague, clientId, partner, hire } = await officeOfTwo()
    const consulted = { by: partner, on: '2026-11-01', said: 'He may.' } as never
    const { id: consentId } = await ask.consents.record(
      someConsent(clientId, {
        choices: [{ class: 'hiv-sexual-health', answer: 'given' }],
        consulted,
      }),
    )
    await signIn(colleague)
    await refusalOf(ask.consents.reveal({ consentId, reason: 'Curious' }), 'not-allowed')
    const open = await ask.consents.openToCheck({ consentId })
    expect(open).toMatchObject({ choices: [], consulted: null, note: '' })
    expect((await ask.audit.list({ limit: 1 })).entries).toMatchObject([{ act: 'check-opened' }])
    await ask.consents.check({ consentId, against: 'paper' })
    await signIn(partner)
    const own = await refusalOf(ask.consents.check({ consentId, against: 'paper' }), 'conflict')
    expect(own.message).toContain('other than Imogen Tark')
    const caseworker = await hire('Ivo Tarn', 'caseworker')
    const state = async () =>
      (await ask.consents.reveal({ consentId, reason: 'To see whether it counts' })).state
    expect(await state()).not.toBe('in-force')
    await signIn(caseworker)
    expect(await ask.consents.openToCheck({ consentId })).toMatchObject({
      ...{ choices: [{ answer: 'given' }], consulted: { said: 'He may.' } },
    })
    const whole = await ask.consents.check({ consentId, against: 'paper' })
    expect(whole.check).toMatchObject({ state: 'passed', partly: false, by: 'Hester Vane' })
    expect(await state()).toBe('in-force')
    expect((await ask.audit.verify({})).findings).toEqual([])
    await refusalOf(ask.consents.openToCheck({ consentId }), 'conflict')
  })

  test('sent back with a reason it stays out of force, and so does what stood before it, until it is put right', async () => {
    const office = await officeOfTwo()
    const { ask, signIn, colleague, partner, clientId } = office
    const authorised = async () =>
      (
        await ask.consents.mayTell({
          ...{ clientId, recipient: { name: HOLDER, role: 'records-holder' }, class: 'identity' },
          ...{ purpose: 'obtain-records', on: '2026-11-23' as never },
        })
      ).allowed
    await ask.consents.record(someAuthority(clientId, { receivedOn: '2026-11-03' }))
    await checkedBy(office, colleague)
    expect(await authorised()).toBe(true)
    const wrong = await ask.consents.record(someAuthority(clientId))
    expect(await authorised()).toBe(false)
    await signIn(colleague)
    const back = await ask.consents.sendBack({ consentId: wrong.id, reason: 'The day differs.' })
    expect(back.check).toMatchObject({ state: 'returned', reason: '' })
    expect(states(back)).toMatchObject({ health: 'sent-back' })
    expect(await authorised()).toBe(false)
    const day = await ask.day.view({})
    expect(day.groups.find(({ name }) => name === 'to-check')?.items).toMatchObject([
      { act: 'record-again', consentId: wrong.id },
    ])
    await signIn(partner)
    const [seen] = await ask.consents.list({ clientId })
    expect(seen!.check).toMatchObject({ reason: 'The day differs.' })
    const unknown = someAuthority(clientId, { replaces: clientId as never })
    await refusalOf(ask.consents.record(unknown), 'invalid-input')
    await ask.consents.record(someAuthority(clientId, { replaces: back.id }))
    expect(await authorised()).toBe(false)
    await checkedBy(office, colleague)
    expect(await authorised()).toBe(true)
    expect((await ask.day.view({})).groups.some(({ name }) => name === 'to-check')).toBe(false)
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  })

  test('takes back and refuses at once, checked or not', async () => {
    const office = await officeOfTwo()
    const { ask, clientId } = office
    await withAuthority(office)
    await checkedBy(office, office.colleague)
    const refusal = await ask.consents.record(
      someAuthority(clientId, {
        receivedOn: '2026-11-20',
        choices: [{ class: 'health', answer: 'refused' }],
      }),
    )
    expect(states(refusal)).toMatchObject({ health: 'refused' })
    const draft = await ask.letters.draft(await filledIn(office))
    expect(draft.gate.open).toBe(false)
    await ask.consents.withdraw({
      ...{ consentId: refusal.id, classes: ['hiv-sexual-health'], how: 'slip' },
      receivedOn: '2026-11-23' as never,
    })
  })

  test('waits in the day of everybody, and leaves it with its check', async () => {
    const office = await officeOfTwo()
    const { ask } = office
    const { id } = await withAuthority(office)
    const toCheck = async () =>
      (await ask.day.view({})).groups.find(({ name }) => name === 'to-check')?.items ?? []
    expect(await toCheck()).toMatchObject([
      { act: 'open', consentId: id, matterId: null, on: '2026-11-23' },
    ])
    await office.signIn(office.colleague)
    expect((await toCheck())[0]!.act).toBe('check')
    expect((await toCheck())[0]!.what).toContain('somebody other than Imogen Tark')
    await checkedBy(office, office.colleague)
    expect(await toCheck()).toEqual([])
  })
})

describe('whether a second check is asked', () => {
  test('is no in an office of one, is said with each form, and stays so for that form', async () => {
    const office = await letterOffice()
    const { ask, hire, clientId } = office
    expect(await ask.practice.secondCheck({})).toEqual({
      ...{ required: false, recorders: 1, chosen: null, proposed: null },
    })
    expect((await withAuthority(office)).check.state).toBe('not-needed')
    await hire('Hester Vane', 'secretary')
    await hire('Ada Quill', 'auditor')
    expect(await ask.practice.secondCheck({})).toMatchObject({ required: true, recorders: 2 })
    const [form] = await ask.consents.list({ clientId })
    expect(form!.check.state).toBe('not-needed')
  })

  test('is the office’s to choose, with a reason, as an entry of the log', async () => {
    const office = await officeOfTwo()
    const { ask, signIn, colleague } = office
    const chosen = await ask.practice.chooseSecondCheck({ required: false, reason: 'August.' })
    expect(chosen).toMatchObject({ required: false, chosen: { by: 'Imogen Tark' } })
    expect((await withAuthority(office)).check.state).toBe('not-needed')
    await refusalOf(
      ask.practice.chooseSecondCheck({ required: false, reason: 'Again' }),
      'invalid-input',
    )
    await ask.practice.chooseSecondCheck({ required: true, reason: 'September.' })
    await office.office.rebuild()
    expect(await ask.practice.secondCheck({})).toMatchObject({ required: true })
    await signIn(colleague)
    await refusalOf(
      ask.practice.chooseSecondCheck({ required: false, reason: 'No' }),
      'not-allowed',
    )
  })
})

describe('a form that grows old', () => {
  test('is to be asked about again from six months on, not only before its end', async () => {
    const office = await letterOffice()
    const { ask, clock, signIn, partner, clientId } = office
    const { id: consentId, review } = await withAuthority(office)
    expect(review).toMatchObject({ due: false, done: null })
    await refusalOf(
      ask.consents.review({ consentId, on: '2026-11-23' as never, how: 'visit' }),
      'invalid-input',
    )
    const asked = async () =>
      (await ask.day.view({})).groups.find(({ name }) => name === 'ask-again')?.items ?? []
    clock.set('2027-04-29T09:00:00Z')
    await signIn(partner)
    expect(await asked()).toEqual([])
    clock.set('2027-05-10T09:00:00Z')
    await signIn(partner)
    const [form] = await ask.consents.list({ clientId })
    expect(states(form!)).toMatchObject({ health: 'review-due' })
    expect(await asked()).toMatchObject([{ act: 'review', consentId }])
    const reviewed = await ask.consents.review({
      ...{ consentId, on: '2027-05-10' as never, how: 'visit' },
    })
    expect(reviewed.review).toMatchObject({ due: false, done: { on: '2027-05-10' } })
    expect(states(reviewed)).toMatchObject({ health: 'in-force' })
    expect(await asked()).toEqual([])
    await refusalOf(
      ask.consents.review({ consentId, on: '2027-05-10' as never, how: 'visit' }),
      'conflict',
    )
    await office.office.rebuild()
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  })
})
