import { describe, expect, test } from 'vitest'
import { openTestOffice, PASSPHRASE, refusalOf, type TestOffice } from '../open-office.ts'

const GIVEN = 'four words on a slip'
const given = { passphrase: GIVEN, passphraseAgain: GIVEN }
const OWN = 'another four plain words'
const own = { passphrase: OWN, passphraseAgain: OWN }
const acts = async ({ ask }: TestOffice) =>
  (await ask.audit.list({ limit: 4 })).entries.map(({ act, who }) => `${who}: ${act}`).reverse()

async function world() {
  const office = await openTestOffice()
  const hester = await office.hire('Hester Vane', 'caseworker')
  return { ...office, office: office.office, hester, test: office }
}

describe('a passphrase that a partner gives', () => {
  test('opens the office once, to choose another; the person, their name and their past stay', async () => {
    const { ask, hester, signIn, test: office } = await world()
    await ask.people.givePassphrase({ personId: hester, ...given })
    await refusalOf(signIn(hester, PASSPHRASE), 'not-allowed')
    const refused = await refusalOf(signIn(hester, GIVEN), 'conflict')
    expect(refused.fields?.['choose']).toMatch(/^Imogen Tark gave you this passphrase on 23 Nov/)
    // Whoever sat there still does.
    expect((await ask.signIn.state({})).me?.name).toBe('Imogen Tark')
    await ask.signIn.lock({})
    await refusalOf(signIn(hester, GIVEN), 'conflict')
    expect((await ask.signIn.state({})).phase).toBe('locked')
    const choosing = { personId: hester, current: GIVEN }
    await refusalOf(ask.signIn.unlockChoosing({ ...choosing, ...given }), 'invalid-input')
    const wrong = { personId: hester, current: 'not this one', ...own }
    await refusalOf(ask.signIn.unlockChoosing(wrong), 'not-allowed')
    const state = await ask.signIn.unlockChoosing({ ...choosing, ...own })
    expect(state.me).toMatchObject({ id: hester, name: 'Hester Vane', role: 'caseworker' })
    expect(await acts(office)).toEqual([
      'Imogen Tark: signed-out',
      'Hester Vane: signed-in',
      'Hester Vane: sign-ins-failed',
      'Hester Vane: passphrase-changed',
    ])
    await ask.signIn.lock({})
    await refusalOf(signIn(hester, GIVEN), 'not-allowed')
    await signIn(hester, OWN)
    const { findings, remarks } = await ask.audit.verify({})
    expect([findings, remarks]).toEqual([[], []])
  })

  test('is given by a partner alone, to somebody else who works here', async () => {
    const { ask, hester, partner, signIn } = await world()
    await refusalOf(ask.people.givePassphrase({ personId: partner, ...given }), 'conflict')
    await ask.people.remove({ personId: hester })
    await refusalOf(ask.people.givePassphrase({ personId: hester, ...given }), 'not-found')
    const { test: other, hester: caseworker } = await world()
    await other.signIn(caseworker)
    await refusalOf(
      other.ask.people.givePassphrase({ personId: other.partner, ...given }),
      'not-allowed',
    )
    await signIn(partner)
  })

  test('waits to be replaced after a restart too, and the recovery sheet ends that', async () => {
    const { hester, test: office } = await world()
    await office.ask.people.givePassphrase({ personId: hester, ...given })
    await office.restart()
    await refusalOf(office.signIn(hester, GIVEN), 'conflict')
    const { sheetWords } = office
    await office.ask.signIn.recover({ personId: hester, sheetWords, ...own })
    await office.ask.signIn.lock({})
    await office.signIn(hester, OWN)
  })
})
