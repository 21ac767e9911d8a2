import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createCurrentUser } from '../../src-main/people/current-user.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import {
  chosen,
  doorTo,
  openTestOffice,
  PASSPHRASE,
  refusalOf,
  someClient,
  temporaryFolder,
} from '../open-office.ts'

type Ask = Awaited<ReturnType<typeof openTestOffice>>['ask']
const acts = async (ask: Ask) =>
  (await ask.audit.list({ limit: 500 })).entries.map(({ act, who }) => `${who}: ${act}`).reverse()

describe('a new office', () => {
  test('starts with nothing: signIn.state shows no office and no people', async () => {
    const { ask } = await doorTo(null)
    expect(await ask.signIn.state({})).toEqual({
      ...{ phase: 'none', office: null, people: [], keysLost: null, lastCode: null, me: null },
      ...{ fileWaits: null, afar: null },
    })
    await refusalOf(ask.clients.find({}), 'locked')
    await refusalOf(
      ask.signIn.unlock({ personId: '0198b5a0-0000-7000-8000-000000000000', passphrase: 'x' }),
      'not-found',
    )
  })

  test('is made by signIn.createOffice, with its first partner signed in and its sheet shown once', async () => {
    const folder = path.join(temporaryFolder(), 'office')
    const { ask, platform, office } = await doorTo(null, undefined, folder)
    const typed = { officeName: 'Tark & Prosser', personName: 'Imogen Tark', ...chosen }
    const sheet = await ask.signIn.createOffice(typed)
    expect(sheet).toMatchObject({ officeName: 'Tark & Prosser', madeOn: '2026-11-23' })
    expect(platform.remembered).toEqual([folder])
    const state = await ask.signIn.state({})
    expect(state).toMatchObject({
      phase: 'open',
      office: { name: 'Tark & Prosser', folder: 'office', sample: false },
      me: { name: 'Imogen Tark', role: 'partner', works: true },
    })
    expect(state.lastCode).toMatch(/^3-/)
    expect(await acts(ask)).toEqual([
      'Imogen Tark: office-created',
      'Imogen Tark: person-added',
      'Imogen Tark: signed-in',
    ])
    expect(JSON.stringify(state)).not.toContain(path.dirname(folder))
    await office.close()
  })

  test('is not made in a folder that holds anything, nor when no folder was chosen', async () => {
    const folder = path.join(temporaryFolder(), 'office')
    mkdirSync(folder)
    writeFileSync(path.join(folder, 'holiday.txt'), 'mine')
    const { ask, platform } = await doorTo(null, undefined, folder)
    const typed = { officeName: 'Tark & Prosser', personName: 'Imogen Tark', ...chosen }
    await refusalOf(ask.signIn.createOffice(typed), 'conflict')
    expect(readdirSync(folder)).toEqual(['holiday.txt'])
    platform.newOfficeFolder = async () => null as unknown as string
    await refusalOf(ask.signIn.createOffice(typed), 'conflict')
    expect((await ask.signIn.state({})).phase).toBe('none')
  })

  test('leaves the former office signed out and locked', async () => {
    const first = await openTestOffice()
    first.platform.choose = `${first.folder}-two`
    const typed = { officeName: 'A second firm', personName: 'Owain Prosser', ...chosen }
    await first.ask.signIn.createOffice(typed)
    expect((await first.ask.signIn.state({})).office?.name).toBe('A second firm')
    const other = await doorTo(first.folder, first.clock)
    await other.ask.signIn.unlock({ personId: first.partner, passphrase: PASSPHRASE })
    expect((await acts(other.ask)).slice(-2)).toEqual([
      'Imogen Tark: signed-out',
      'Imogen Tark: signed-in',
    ])
    await other.office.close()
  })
})

describe('signing in', () => {
  test('with signIn.unlock is logged; signIn.lock signs out, signs the log and closes the file', async () => {
    const { ask, office, partner, signIn } = await openTestOffice()
    const locked = await ask.signIn.lock({})
    expect(locked).toMatchObject({ phase: 'locked', me: null, office: { name: 'Tark & Prosser' } })
    expect(locked.people).toEqual([{ id: partner, name: 'Imogen Tark' }])
    expect(office.phase()).toBe('locked')
    await refusalOf(ask.audit.health({}), 'locked')
    await signIn(partner)
    expect((await acts(ask)).slice(-2)).toEqual([
      'Imogen Tark: signed-out',
      'Imogen Tark: signed-in',
    ])
    const verdict = await ask.audit.verify({ codes: [locked.lastCode!] })
    expect(verdict.verdict).toBe('whole')
    expect(verdict.checks.find(({ name }) => name.includes('signature'))?.of).toBeGreaterThan(0)
  })

  test('with a wrong passphrase opens nothing, logs nothing, and leaves who sits there in place', async () => {
    const { ask, hire, signIn, partner, office } = await openTestOffice({ anew: true })
    const hester = await hire('Hester Vane', 'secretary')
    await refusalOf(signIn(hester, 'not this one at all'), 'not-allowed')
    expect((await ask.signIn.state({})).me?.id).toBe(partner)
    await office.lock()
    await refusalOf(signIn(partner, 'not this one at all'), 'not-allowed')
    expect(office.phase()).toBe('locked')
    await signIn(partner)
    // What was typed wrongly is an entry once somebody comes in, and nothing before.
    expect((await acts(ask)).slice(5)).toEqual([
      'Imogen Tark: signed-in',
      'Imogen Tark: sign-ins-failed',
    ])
  })

  test('at an open office changes who works at the desk, and the former is signed out', async () => {
    const { ask, hire, signIn } = await openTestOffice({ anew: true })
    await signIn(await hire('Hester Vane', 'secretary'))
    expect((await ask.signIn.state({})).me?.name).toBe('Hester Vane')
    await ask.clients.register(someClient())
    await signIn(
      await ask.people.list({}).then((all) => all.find(({ role }) => role === 'partner')!.id),
    )
    expect((await acts(ask)).slice(4)).toEqual([
      'Imogen Tark: signed-out',
      'Hester Vane: signed-in',
      'Hester Vane: client-registered',
      'Hester Vane: signed-out',
      'Imogen Tark: signed-in',
    ])
  })

  test('an act asked for by a person who has left meanwhile is not done', async () => {
    const { ask, hire, signIn } = await openTestOffice()
    const hester = await hire('Hester Vane', 'secretary')
    const switching = signIn(hester)
    const late = refusalOf(hire('Ada Quill', 'auditor'), 'locked')
    await switching
    await late
    expect(await ask.people.list({})).toHaveLength(2)
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('the seat confirms nobody but whoever sits on it', () => {
    const currentUser = createCurrentUser(() => {})
    const hester = { id: 'h', name: 'Hester Vane', role: 'secretary' } as const
    expect(() => currentUser.confirm(hester)).toThrow(Refusal)
    currentUser.set(hester)
    currentUser.confirm({ id: 'h' })
    expect(() => currentUser.confirm({ id: 'i' })).toThrow(Refusal)
    // Whoever asked with another role than they have by now asked for something else.
    expect(() => currentUser.confirm({ id: 'h', role: 'partner' })).toThrow(Refusal)
    currentUser.clear()
    expect(() => currentUser.confirm(hester)).toThrow(Refusal)
  })

  test('asked for twice at once is done one after the other', async () => {
    const { ask, partner, office, signIn } = await openTestOffice()
    await office.lock()
    await Promise.all([signIn(partner), signIn(partner), ask.signIn.lock({}), signIn(partner)])
    expect(office.phase()).toBe('open')
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('after the program died without signing anybody out is in order', async () => {
    const test = await openTestOffice()
    await test.restart()
    await test.signIn(test.partner)
    expect((await test.ask.audit.verify({})).findings).toEqual([])
  })
})

describe('the recovery sheet', () => {
  test('opens the office by signIn.recover, gives a new passphrase, and is logged before that holds', async () => {
    const test = await openTestOffice()
    await test.restart()
    const next = 'a passphrase to remember'
    await test.ask.signIn.recover({
      ...{ personId: test.partner, sheetWords: test.sheetWords },
      ...{ passphrase: next, passphraseAgain: next },
    })
    expect((await acts(test.ask)).slice(-2)).toEqual([
      'Imogen Tark: recovery-used',
      'Imogen Tark: signed-in',
    ])
    await test.restart()
    await refusalOf(test.signIn(test.partner), 'not-allowed')
    await test.signIn(test.partner, next)
  })

  test('with a wrong code opens nothing and signs nobody out', async () => {
    const { ask, partner } = await openTestOffice({ anew: true })
    const recovery = { personId: partner, sheetWords: '0000-0000-0000-0000', ...chosen }
    await refusalOf(ask.signIn.recover(recovery))
    expect((await ask.signIn.state({})).me?.id).toBe(partner)
    expect(await acts(ask)).toHaveLength(3)
  })
})

describe('another office', () => {
  test('is opened by signIn.chooseOffice, which refuses a folder without one', async () => {
    const here = await openTestOffice()
    const there = await openTestOffice()
    await there.office.close()
    here.platform.choose = null
    expect((await here.ask.signIn.chooseOffice({})).phase).toBe('open')
    here.platform.choose = path.dirname(here.folder)
    await refusalOf(here.ask.signIn.chooseOffice({}), 'not-found')
    expect(here.office.phase()).toBe('open')
    here.platform.choose = there.folder
    const state = await here.ask.signIn.chooseOffice({})
    expect(state).toMatchObject({ phase: 'locked', people: [{ id: there.partner }] })
    expect(here.platform.remembered.at(-1)).toBe(there.folder)
    await here.signIn(there.partner)
    expect(here.office.phase()).toBe('open')
    await here.office.close()
  })

  test('the sample is made whole by signIn.openSample and opens with its partner signed in', async () => {
    const test = await openTestOffice()
    const state = await test.ask.signIn.openSample({})
    expect(state).toMatchObject({
      phase: 'open',
      office: { sample: true },
      me: { role: 'partner' },
    })
    expect((await test.ask.clients.find({})).total).toBe(40)
    const verdict = await test.ask.audit.verify({})
    expect(verdict.findings).toEqual([])
    expect(verdict.cannotShow.join()).not.toContain('clock')
    for (const left of ['.making', '.making.keys'])
      expect(existsSync(`${test.platform.sampleFolder()}${left}`)).toBe(false)
    const names = new Set((await test.ask.audit.list({ limit: 500 })).entries.map(({ who }) => who))
    expect(names.size).toBe(4)
    await test.ask.signIn.openSample({})
    expect((await test.ask.clients.find({})).total).toBe(40)
  }, 120_000)

  test('while it is made it says how much is done of what is to do, up to the end', async () => {
    const { ask } = await openTestOffice()
    const seen: { done: number; of: number }[] = []
    const ended = { yet: false }
    const making = ask.signIn.openSample({}).then(() => (ended.yet = true))
    await refusalOf(ask.signIn.openSample({}), 'busy')
    while (!ended.yet) {
      seen.push(await ask.signIn.sampleProgress({}))
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await making
    const done = seen.filter(({ of }) => of > 0).map((one) => one.done)
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    // The bar ends where the work does: within a twentieth of it.
    const { of } = seen.find((one) => one.of > 0)!
    expect(Math.max(...done)).toBeGreaterThan(of * 0.95)
    expect(done.filter((one) => one === of).length).toBeLessThan(done.length / 20)
    expect(await ask.signIn.sampleProgress({})).toEqual({ done: 0, of: 0 })
  }, 120_000)

  test('a sample that is stopped leaves nothing, and can be made afterwards', async () => {
    const { ask, platform, folder } = await openTestOffice()
    const going = refusalOf(ask.signIn.openSample({}), 'conflict')
    while ((await ask.signIn.sampleProgress({})).done < 30)
      await new Promise((resolve) => setTimeout(resolve, 5))
    await ask.signIn.cancelSample({})
    expect((await going).message).toContain('nothing of it is left')
    const beside = readdirSync(path.dirname(folder))
    expect(beside.filter((name) => name.includes('sample'))).toEqual([])
    expect((await ask.signIn.state({})).office?.sample).toBe(false)
    await ask.signIn.openSample({})
    expect(existsSync(platform.sampleFolder())).toBe(true)
  }, 120_000)
})

test('audit.progress is asked while a verification runs, and a second verification waits its turn', async () => {
  const { ask } = await openTestOffice()
  expect(await ask.audit.progress({})).toMatchObject({ running: false })
  const verdict = ask.audit.verify({})
  await refusalOf(ask.audit.verify({}), 'busy')
  expect((await ask.audit.progress({})).running).toBe(true)
  expect((await verdict).findings).toEqual([])
  expect((await ask.audit.progress({})).running).toBe(false)
})
