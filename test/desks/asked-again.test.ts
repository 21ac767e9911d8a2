import { expect, test } from 'vitest'
import { PASSPHRASE, someClient } from '../open-office.ts'
import { sharedBy, type TestPlace } from './shared-office.ts'

const client = someClient({
  ...{ surname: 'Okafor', prisonNumber: { number: '', exception: 'None yet' } },
})
const [ID, OTHER] = ['1'.repeat(32), '2'.repeat(32)]
const register = ({ office }: TestPlace, { id = ID, again = true } = {}) =>
  office.answerOnce({ id, again }, 'clients.register', client)
const howMany = async ({ ask }: TestPlace) =>
  (await ask.clients.find({ text: 'Okafor' })).rows.length

test('what is asked again is answered as it was, and not done again', async () => {
  const { at, hester, imogen } = await sharedBy('front', 'back')
  const desk = at('front')
  await desk.signIn(hester)
  const answer = await register(desk, { again: false })
  expect(answer).toMatchObject({ ok: true, value: { id: expect.any(String) } })
  expect(await register(desk)).toEqual(answer)
  expect(await howMany(desk)).toBe(1)
  // At another desk, or by somebody else, the same id is not the same question.
  const back = at('back')
  await back.signIn(hester)
  expect(await register(back, { id: OTHER, again: true })).toMatchObject({ ok: true })
  expect(await howMany(back)).toBe(2)
  await desk.ask.signIn.lock({})
  await desk.signIn(imogen)
  expect(await register(desk)).toMatchObject({ refusal: { code: 'conflict' } })
  expect(await howMany(desk)).toBe(2)
  // Who signed in to it anew knows it still.
  await desk.ask.signIn.lock({})
  await desk.signIn(hester)
  expect(await register(desk)).toEqual(answer)
})

test('a kill between what is recorded and its answer loses nothing and does nothing twice', async () => {
  const office = await sharedBy('front', 'back')
  const desk = office.at('front')
  await desk.signIn(office.hester)
  let killed: ReturnType<typeof office.afterKill> | undefined
  desk.office.onChange((change) => {
    // The first word after the commit: nobody was answered yet.
    if (change === 'records') killed ??= office.afterKill()
  })
  const answer = await register(desk, { again: false })
  const after = (await killed)!
  const again = after.at('front')
  await again.signIn(office.hester)
  expect(await howMany(again)).toBe(1)
  expect(await register(again)).toEqual(answer)
  expect(await howMany(again)).toBe(1)
  expect((await again.ask.audit.verify({})).findings).toEqual([])
})

test('what was refused is asked anew, and reads are not kept', async () => {
  const { at, hester, imogen } = await sharedBy('front', 'back')
  const [desk, own] = [at('front'), at('')]
  await desk.signIn(hester)
  await own.signIn(imogen)
  const wrong = { ...client, surname: '' }
  const asked = { id: ID, again: false }
  expect(await desk.office.answerOnce(asked, 'clients.register', wrong)).toMatchObject({
    refusal: { code: 'invalid-input' },
  })
  const find = () =>
    desk.office.answerOnce({ id: OTHER, again: true }, 'clients.find', { text: 'Okafor' })
  expect(await find()).toMatchObject({ value: { rows: [] } })
  expect(await register(desk)).toMatchObject({ ok: true })
  expect(await find()).toMatchObject({ value: { rows: [{}] } })
})

test('an answer is kept for a day', async () => {
  const { at, hester, clock } = await sharedBy('front', 'back')
  const desk = at('front')
  await desk.signIn(hester)
  await register(desk, { again: false })
  await desk.ask.signIn.lock({})
  clock.set('2026-11-24T09:00:01.000Z')
  await desk.signIn(hester)
  // It is gone: asked after so long it would be done.
  expect(await register(desk)).toMatchObject({ ok: true })
  expect(await howMany(desk)).toBe(2)
})

test('the words of a sheet and what a sign-in says are not kept', async () => {
  const { at, imogen } = await sharedBy('front', 'back')
  const desk = at('front')
  await desk.signIn(imogen)
  const ask = (again: boolean) =>
    desk.office.answerOnce({ id: ID, again }, 'people.renewRecoverySheet', {
      passphrase: PASSPHRASE,
    })
  expect(await ask(false)).toMatchObject({ ok: true })
  expect(await ask(true)).toMatchObject({
    refusal: { message: expect.stringContaining('This was recorded') },
  })
})
