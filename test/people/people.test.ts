import { describe, expect, test } from 'vitest'
import { doorTo, openTestOffice, PASSPHRASE, refusalOf, someClient } from '../open-office.ts'

const acts = async (ask: Awaited<ReturnType<typeof openTestOffice>>['ask']) =>
  (await ask.audit.list({ limit: 500 })).entries.map(({ act, who }) => `${who}: ${act}`).reverse()

describe('who works here', () => {
  test('begins with the first partner and grows by people.add, which is logged', async () => {
    const { ask, hire } = await openTestOffice({ anew: true })
    await hire('Hester Vane', 'secretary')
    expect((await ask.people.list({})).map(({ name, role, works }) => [name, role, works])).toEqual(
      [
        ['Hester Vane', 'secretary', true],
        ['Imogen Tark', 'partner', true],
      ],
    )
    expect(await acts(ask)).toEqual([
      'Imogen Tark: office-created',
      'Imogen Tark: person-added',
      'Imogen Tark: signed-in',
      'Imogen Tark: person-added',
    ])
    expect((await ask.audit.verify({})).verdict).toBe('consistent')
  })

  test('never has two people of one name, whatever the capitals', async () => {
    const { ask, hire } = await openTestOffice()
    await hire('Hester Vane', 'secretary')
    const refused = await refusalOf(hire('HESTER VANE', 'auditor'), 'conflict')
    expect(refused.fields).toHaveProperty('name')
    expect((await ask.signIn.state({})).people).toHaveLength(2)
  })

  test('never loses its last partner, by change of role or removal', async () => {
    const { ask, hire, partner, signIn } = await openTestOffice()
    await refusalOf(ask.people.changeRole({ personId: partner, role: 'auditor' }), 'conflict')
    const second = await hire('Owain Prosser', 'partner')
    await ask.people.changeRole({ personId: second, role: 'caseworker' })
    await refusalOf(ask.people.changeRole({ personId: partner, role: 'caseworker' }), 'conflict')
    await ask.people.changeRole({ personId: second, role: 'partner' })
    await signIn(second)
    await ask.people.remove({ personId: partner })
    await refusalOf(ask.people.changeRole({ personId: second, role: 'secretary' }), 'conflict')
  })

  test('nobody removes themselves', async () => {
    const { ask, hire, partner } = await openTestOffice()
    await hire('Owain Prosser', 'partner')
    await refusalOf(ask.people.remove({ personId: partner }), 'conflict')
  })

  test('whoever left keeps a name in the log, and the key opens nothing', async () => {
    const { ask, hire, office, signIn } = await openTestOffice()
    const hester = await hire('Hester Vane', 'secretary')
    const gone = await ask.people.remove({ personId: hester })
    expect(gone).toMatchObject({ name: 'Hester Vane', works: false })
    expect((await ask.people.list({})).map(({ works }) => works)).toEqual([false, true])
    expect((await ask.signIn.state({})).people.map(({ name }) => name)).toEqual(['Imogen Tark'])
    await refusalOf(ask.people.remove({ personId: hester }), 'not-found')
    await refusalOf(signIn(hester), 'not-allowed')
    await office.lock()
    await refusalOf(signIn(hester), 'not-allowed')
    expect(office.phase()).toBe('locked')
  })

  test('a change of role holds at once, for whoever sits at the desk too', async () => {
    const { ask, hire, partner } = await openTestOffice()
    await hire('Owain Prosser', 'partner')
    await ask.people.changeRole({ personId: partner, role: 'auditor' })
    expect((await ask.signIn.state({})).me).toMatchObject({ role: 'auditor' })
    await refusalOf(ask.clients.register(someClient()), 'not-allowed')
    await refusalOf(ask.people.changeRole({ personId: partner, role: 'partner' }), 'not-allowed')
  })

  test('only the new passphrase opens the office, and a wrong current one changes and logs nothing', async () => {
    const test = await openTestOffice()
    const next = 'another four plain words'
    const typed = { passphrase: next, passphraseAgain: next }
    const wrong = await refusalOf(
      test.ask.people.changePassphrase({ current: 'not this one', ...typed }),
    )
    expect(wrong.fields).toHaveProperty('current')
    expect(await acts(test.ask)).not.toContain('Imogen Tark: passphrase-changed')
    await test.ask.people.changePassphrase({ current: PASSPHRASE, ...typed })
    expect((await acts(test.ask)).at(-1)).toBe('Imogen Tark: passphrase-changed')
    await test.restart()
    await refusalOf(test.signIn(test.partner), 'not-allowed')
    await test.signIn(test.partner, next)
    expect(test.office.phase()).toBe('open')
  })

  test('two partners who add at once both succeed, one after the other', async () => {
    const { ask, hire } = await openTestOffice()
    await Promise.all([hire('Hester Vane', 'secretary'), hire('Ada Quill', 'auditor')])
    expect(await ask.people.list({})).toHaveLength(3)
    expect((await ask.signIn.state({})).people).toHaveLength(3)
  })
})

describe('a second door', () => {
  test('to the same folder is refused while the first is open, and opens once it is closed', async () => {
    const test = await openTestOffice()
    const second = await doorTo(test.folder, test.clock)
    const unlock = () =>
      second.ask.signIn.unlock({ personId: test.partner, passphrase: PASSPHRASE })
    await refusalOf(unlock(), 'busy')
    await test.office.lock()
    await unlock()
    expect(second.office.phase()).toBe('open')
    await second.office.close()
  })
})
