import { describe, expect, test } from 'vitest'
import type { Change } from '../../src-main/wire/bridge.ts'
import {
  doorTo,
  openTestOffice,
  PASSPHRASE,
  refusalOf,
  someClient,
  temporaryFolder,
} from '../open-office.ts'

async function listening() {
  const office = await openTestOffice()
  const heard: Change[] = []
  const stop = office.office.onChange((...told: unknown[]) => {
    // A change is a word from a closed list; nothing else comes with it.
    expect(told).toHaveLength(1)
    heard.push(told[0] as Change)
  })
  return { ...office, ask: office.ask, office: office.office, heard, stop }
}

describe('the office tells that something changed', () => {
  test('once a record is committed, so that whoever then asks finds it', async () => {
    const { ask, office, heard } = await listening()
    let found: Promise<{ total: number }> | undefined
    const stop = office.onChange(() => (found = ask.clients.find({ text: 'Fenwright' })))
    await ask.clients.register(someClient())
    stop()
    expect(heard).toEqual(['records'])
    expect((await found!).total).toBe(1)
  })

  test('not after a question, a refused act, or an act that was rolled back', async () => {
    const { ask, office, heard } = await listening()
    await ask.clients.register(someClient())
    heard.length = 0
    await ask.day.view({})
    await office.dispatch('clients.register', { surname: 'Fenwright' })
    // The same number again is refused inside the write, which is rolled back.
    await refusalOf(ask.clients.register(someClient({ surname: 'Marlowe' })), 'conflict')
    expect(heard).toEqual([])
  })

  test('when somebody leaves, and when somebody sits there again', async () => {
    const { ask, signIn, partner, heard } = await listening()
    await ask.signIn.lock({})
    expect(heard).toContain('session')
    expect((await ask.signIn.state({})).phase).toBe('locked')
    heard.length = 0
    await signIn(partner)
    expect(heard.at(-1)).toBe('session')
    expect((await ask.signIn.state({})).me?.id).toBe(partner)
  })

  test('when the office is closed from outside the window', async () => {
    const { office, heard } = await listening()
    await office.lock()
    expect(heard).toContain('session')
  })

  test('when another office is made the one in use', async () => {
    const folder = temporaryFolder()
    const { ask, office } = await doorTo(null, undefined, `${folder}/new`)
    const heard: Change[] = []
    office.onChange((change) => heard.push(change))
    const passphrases = { passphrase: PASSPHRASE, passphraseAgain: PASSPHRASE }
    await ask.signIn.createOffice({ officeName: 'Vane', personName: 'Hester Vane', ...passphrases })
    expect(heard).toContain('session')
    await office.close()
  })

  test('to whoever still listens, and although another listener fails', async () => {
    const { ask, office, heard, stop } = await listening()
    stop()
    const later: Change[] = []
    office.onChange((change) => later.push(change))
    await ask.clients.register(someClient())
    expect(heard).toEqual([])
    expect(later).toEqual(['records'])
  })
})
