import { expect, test } from 'vitest'
import { isGuessable } from '../../src-main/people/passphrase-strength.ts'
import { chosen, doorTo, PASSPHRASE, refusalOf, temporaryFolder } from '../open-office.ts'
import { join } from 'node:path'

const near = ['Imogen Tark', 'Tark & Prosser']

test.each([
  ...[
    'aaaaaaaaaaaa',
    '            ',
    'password1234',
    'qwertyuiop12',
    'international',
    '123456789012',
  ],
  ...['imogen tark 1', 'Tark & Prosser', 'abcdefghijkl', 'passwordpassword', 'letmeinletmein'],
])('“%s” would be guessed soon', async (passphrase) => {
  expect(await isGuessable(passphrase, near)).toBe(true)
})

test.each([PASSPHRASE, 'plum orchard gate lamp', 'blue kettle moss', 'Siân’s café yn y dre'])(
  '“%s” would not',
  async (passphrase) => expect(await isGuessable(passphrase, near)).toBe(false),
)

test('it is asked wherever a passphrase is chosen, and nothing is made or changed with a weak one', async () => {
  const folder = join(temporaryFolder(), 'office')
  const { ask, office } = await doorTo(folder, undefined, folder, undefined, {
    ...{ keyCost: 2 ** 4, judge: isGuessable },
  })
  const weak = { passphrase: 'aaaaaaaaaaaa', passphraseAgain: 'aaaaaaaaaaaa' }
  const names = { officeName: 'Tark & Prosser', personName: 'Imogen Tark' }
  const refused = await refusalOf(ask.signIn.createOffice({ ...names, ...weak }), 'invalid-input')
  expect(refused.fields).toHaveProperty('passphrase')
  expect((await ask.signIn.state({})).phase).toBe('none')
  const { sheetWords } = await ask.signIn.createOffice({ ...names, ...chosen })
  const { entries } = await ask.audit.health({})
  await refusalOf(ask.people.add({ name: 'Hester Vane', role: 'secretary', ...weak }))
  await refusalOf(ask.people.changePassphrase({ current: PASSPHRASE, ...weak }))
  expect((await ask.audit.health({})).entries).toBe(entries)
  const personId = (await ask.signIn.state({})).me!.id
  await ask.signIn.lock({})
  await refusalOf(ask.signIn.recover({ personId, sheetWords, ...weak }), 'invalid-input')
  await ask.signIn.unlock({ personId, passphrase: PASSPHRASE })
  await office.close()
}, 60_000)
