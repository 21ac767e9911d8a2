import { expect, test, vi } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { createCurrentUser } from '../../src-main/people/current-user.ts'
import { answerOnce } from '../../src-main/session/once.ts'
import { triesAtDesks } from '../../src-main/session/tries-at-desks.ts'
import { waitAfter } from '../../src-main/vault/tries.ts'
import type { Answer } from '../../src-main/wire/dispatch.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { openTestOffice, PASSPHRASE, refusalOf, testClock } from '../open-office.ts'
import { question, type RawDesk } from './far-desk.ts'
import { servedOffice } from './served-office.ts'

/** A desk that sends what it likes, and what it was answered by the id of each question. */
function heardBy({ wire }: RawDesk) {
  const heard = new Map<string, Answer>()
  wire.on('message', (data: Buffer) => {
    const said = JSON.parse(data.toString()) as { answer?: string; value: Answer }
    if (said.answer) heard.set(said.answer, said.value)
  })
  let next = 0
  return {
    asks: (name: string, input: unknown, ask: string) => wire.send(question(name, input, ask)),
    answer: (ask: string) => vi.waitUntil(() => heard.get(ask), { timeout: 10_000 }),
    async asked(name: string, input: unknown): Promise<Answer> {
      const ask = `${(next += 1)}`.padStart(32, 'e')
      wire.send(question(name, input, ask))
      return vi.waitUntil(() => heard.get(ask), { timeout: 10_000 })
    },
  }
}
const ID = 'a'.repeat(32)
const find = ['clients.find', { text: 'Fenwright' }, ID] as const
const as = (personId: string) => ['signIn.unlock', { personId, passphrase: PASSPHRASE }] as const

/** An office whose searches are answered once they may be. */
async function slowOffice(keptMs = 60_000) {
  const go = Promise.withResolvers<void>()
  const begun = { count: 0 }
  const office = await servedOffice(['front', 'back'], {
    keptMs,
    async beforeAnswer(name) {
      if (name !== 'clients.find') return
      begun.count += 1
      await go.promise
    },
  })
  const searching = (count: number) => vi.waitFor(() => expect(begun.count).toBe(count))
  return { ...office, go: go.resolve, searching, own: office.at('') }
}

test('what somebody asked is not answered to whoever sits at the desk after them, over another connection', async () => {
  const { raw, hester, ada, own, imogen, go, searching } = await slowOffice(1)
  await own.signIn(imogen)
  const first = await raw('front')
  const one = heardBy(first)
  await one.asked(...as(hester))
  one.asks(...find)
  await searching(1)
  first.wire.terminate()
  const left = async () => (await own.ask.desks.list({})) && own.ask.audit.list({ limit: 1 })
  await vi.waitFor(async () => expect((await left()).entries[0]?.act).toBe('signed-out'))
  const other = heardBy(await raw('front'))
  await other.asked(...as(ada))
  other.asks(...find)
  const refused = await other.answer(ID)
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  go()
})

test('nor over the same, once they have signed out; and whoever is there still has theirs', async () => {
  const { raw, hester, ada, go, searching } = await slowOffice()
  const desk = heardBy(await raw('front'))
  await desk.asked(...as(hester))
  desk.asks(...find)
  await searching(1)
  const back = heardBy(await raw('back'))
  await back.asked(...as(ada))
  // The same id at another desk is another question.
  back.asks(...find)
  await searching(2)
  await desk.asked('signIn.lock', {})
  await desk.asked(...as(ada))
  go()
  expect(await desk.answer(ID)).toMatchObject({ ok: false, refusal: { code: 'locked' } })
  expect(await back.answer(ID)).toMatchObject({ ok: true, value: { rows: [{}] } })
})

test('a question that is asked again is not done by somebody who came while it was looked for', async () => {
  const office = await openTestOffice()
  const user = createCurrentUser(() => {}, 'front')
  const person = (id: string) => ({ id, name: id, role: 'partner' }) as const
  user.set(person('hester'))
  const asked: string[] = []
  const answer = answerOnce({
    ...{ desk: 'front', contract, currentUser: user, clock: office.clock },
    async dispatch(name) {
      asked.push(name)
      return { ok: true, value: {} }
    },
    vault: () =>
      ({
        phase: () => 'open',
        async read() {
          user.set(person('ada'))
        },
      }) as never,
  })
  const again = await answer({ id: ID, again: true }, 'clients.register', {})
  expect([again, asked]).toMatchObject([{ refusal: { code: 'conflict' } }, []])
})

test('long messages are taken of whoever is signed in now, and of nobody who was', async () => {
  const office = await servedOffice(['front'])
  const raw = await office.raw('front')
  const desk = heardBy(raw)
  const long = { text: 'x'.repeat(100_000) }
  await desk.asked(...as(office.hester))
  expect(await desk.asked('clients.register', long)).toMatchObject({
    refusal: { code: 'invalid-input' },
  })
  await desk.asked('signIn.lock', {})
  desk.asks('clients.register', long, ID)
  expect(await raw.ended).toBe(1009)
})

test('no more wrong passphrases are remembered of a desk than people type, and those a minute long', async () => {
  const clock = testClock()
  const { tried, size } = triesAtDesks(clock)
  const wrong = async () => {
    throw new Refusal('not-allowed', 'Wrong.')
  }
  for (let nth = 0; nth < 200; nth++)
    await refusalOf(tried('front', `person ${nth}`, wrong), 'not-allowed')
  expect(size()).toBe(60)
  expect((await refusalOf(tried('front', 'hester', async () => 1))).message).toContain('too often')
  expect(await tried('back', 'hester', async () => 1)).toBe(1)
  clock.set(new Date(clock().getTime() + 60_000).toISOString())
  expect(await tried('front', 'hester', async () => 1)).toBe(1)
  expect(size()).toBe(0)
})

test('names that are made up shorten nobody’s wait', async () => {
  const office = await openTestOffice()
  const wrong = (personId: string) => office.signIn(personId as never, 'not this one')
  await office.office.lock()
  for (let times = 0; times < 8; times++) {
    office.clock.set(new Date(office.clock().getTime() + waitAfter(times)).toISOString())
    await refusalOf(wrong(office.partner), 'not-allowed')
  }
  for (let nth = 0; nth < 60; nth++)
    await refusalOf(wrong(`0198c2f4-1111-7abc-8def-${`${nth}`.padStart(12, '0')}`))
  const { message } = await refusalOf(office.signIn(office.partner), 'not-allowed')
  expect(message).toContain('Wait 32 seconds')
})
