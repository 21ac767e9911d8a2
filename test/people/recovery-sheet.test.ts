import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  chosen,
  doorTo,
  openTestOffice,
  PASSPHRASE,
  refusalOf,
  temporaryFolder,
  type TestOffice,
} from '../open-office.ts'
import { withEarlierSheet } from './earlier-sheet.ts'

const acts = async ({ ask }: Pick<TestOffice, 'ask'>) =>
  (await ask.audit.list({ limit: 50 })).entries.map(({ act }) => act)
const asked = async ({ ask }: TestOffice) =>
  (await ask.day.view({})).notices.some(({ kind }) => kind === 'no-sheet')
const NEXT = 'another four plain words'
const next = { passphrase: NEXT, passphraseAgain: NEXT }

/** Makes the sheet and gives what is read back from it. */
async function made({ ask }: TestOffice) {
  const { sheetWords, places } = await ask.people.renewRecoverySheet({ passphrase: PASSPHRASE })
  const words = sheetWords.split(' ')
  const [first, second] = places.map((place) => words[place - 1]!)
  return { sheetWords, first: first!, second: second! }
}

describe('the recovery sheet', () => {
  test('is asked of partners until two of its words were read back, and again once it is made again', async () => {
    const office = await openTestOffice()
    expect(await asked(office)).toBe(true)
    expect(await office.ask.people.recoverySheet({})).toEqual({
      confirmed: null,
      earlierKind: false,
    })
    const { first, second, sheetWords } = await made(office)
    expect(sheetWords).toBe(office.sheetWords)
    const wrong = await refusalOf(
      office.ask.people.confirmRecoverySheet({ first, second: 'zoo' }),
      'invalid-input',
    )
    expect(Object.keys(wrong.fields ?? {})).toEqual(second === 'zoo' ? [] : ['second'])
    expect(await asked(office)).toBe(true)
    const state = await office.ask.people.confirmRecoverySheet({
      ...{ first: ` ${first.toUpperCase()}`, second: second.slice(0, 4) },
    })
    expect(state.confirmed?.who).toBe('Imogen Tark')
    expect(await asked(office)).toBe(false)
    await made(office)
    // One that was made and that nobody saw is asked for, as after a kill.
    await office.restart()
    await office.signIn(office.partner)
    expect(await asked(office)).toBe(true)
    expect((await office.ask.audit.verify({})).findings).toEqual([])
  })

  test('is asked of nobody who may not make it', async () => {
    const office = await openTestOffice()
    await office.signIn(await office.hire('Hester Vane', 'secretary'))
    expect(await asked(office)).toBe(false)
    await refusalOf(office.ask.people.recoverySheet({}), 'not-allowed')
    await refusalOf(office.ask.people.renewRecoverySheet({ passphrase: PASSPHRASE }), 'not-allowed')
    const read = { first: 'zoo', second: 'zoo' }
    await refusalOf(office.ask.people.confirmRecoverySheet(read), 'not-allowed')
  })

  test('of the earlier kind opens the office until one with words is known to be on paper', async () => {
    const office = await openTestOffice()
    const code = '7K2D-4QV0-WJ9Q-MX3T-0HRE-5ZPA-B6'
    const recover = () =>
      office.ask.signIn.recover({ personId: office.partner, sheetWords: code, ...chosen })
    await withEarlierSheet(office, code)
    expect((await office.ask.people.recoverySheet({})).earlierKind).toBe(true)
    const { first, second } = await made(office)
    await office.office.lock()
    await recover()
    expect(await office.ask.people.confirmRecoverySheet({ first, second })).toMatchObject({
      earlierKind: false,
    })
    await office.office.lock()
    await refusalOf(recover(), 'not-allowed')
    await office.signIn(office.partner)
    expect((await office.ask.audit.verify({})).findings).toEqual([])
  })

  test('tells a mistyped word by its number before anything is opened', async () => {
    const office = await openTestOffice()
    await office.office.lock()
    const typed = office.sheetWords.split(' ').with(6, 'abandno').join(' ')
    const recovery = { personId: office.partner, sheetWords: typed, ...next }
    const refused = await refusalOf(office.ask.signIn.recover(recovery), 'invalid-input')
    expect(refused.fields?.['sheetWords']).toBe(
      'Word 7, “abandno”, is in no recovery sheet. Did you mean “abandon”?',
    )
  })
})

describe('an office whose key file is lost', () => {
  test.each(['missing', 'damaged'] as const)(
    'says that it is %s, is opened by the sheet, and has everybody’s passphrase again',
    async (how) => {
      const office = await openTestOffice()
      const hester = await office.hire('Hester Vane', 'secretary')
      await office.office.lock()
      const file = path.join(office.folder, 'remedy.keys')
      rmSync(`${office.folder}.keys`)
      if (how === 'missing') rmSync(file)
      else writeFileSync(file, '{}')
      const { ask, partner: personId, sheetWords } = office
      expect(await ask.signIn.state({})).toMatchObject({
        ...{ phase: 'locked', people: [], keysLost: how },
      })
      await refusalOf(office.signIn(personId), 'damaged')
      const known = await ask.signIn.peopleBySheet({ sheetWords })
      expect(known.map(({ name }) => name)).toEqual(['Hester Vane', 'Imogen Tark'])
      expect((await ask.signIn.state({})).phase).toBe('locked')
      await ask.signIn.recover({ personId, sheetWords, ...next })
      expect((await ask.signIn.state({})).keysLost).toBeNull()
      const { findings, remarks } = await ask.audit.verify({})
      expect([findings, remarks]).toEqual([[], []])
      await office.signIn(hester)
      await office.signIn(personId, NEXT)
    },
  )

  test.each(['missing', 'damaged'] as const)(
    'is opened by every passphrase all the same while the copy beside its folder is there: %s',
    async (how) => {
      const office = await openTestOffice()
      const hester = await office.hire('Hester Vane', 'secretary')
      await office.office.lock()
      const file = path.join(office.folder, 'remedy.keys')
      const before = readFileSync(file)
      if (how === 'missing') rmSync(file)
      else writeFileSync(file, '{}')
      expect((await office.ask.signIn.state({})).people).toHaveLength(2)
      await office.signIn(hester)
      expect(readFileSync(file)).toEqual(before)
      const { findings, remarks } = await office.ask.audit.verify({})
      expect([findings, remarks]).toEqual([[], []])
      // Control: without the copy no passphrase opens it.
      await office.office.lock()
      for (const one of [file, `${office.folder}.keys`]) rmSync(one)
      await refusalOf(office.signIn(hester), 'damaged')
    },
  )

  test('of which remedy.db alone is left is opened by the sheet, and a verification says what that leaves open', async () => {
    const office = await openTestOffice()
    await office.hire('Hester Vane', 'secretary')
    await office.office.close()
    const folder = path.join(temporaryFolder(), 'alone')
    mkdirSync(folder)
    copyFileSync(path.join(office.folder, 'remedy.db'), path.join(folder, 'remedy.db'))
    const door = await doorTo(folder, office.clock)
    onTestFinished(() => door.office.close())
    const { sheetWords } = office
    const [, imogen] = await door.ask.signIn.peopleBySheet({ sheetWords })
    await door.ask.signIn.recover({ personId: imogen!.id, sheetWords, ...next })
    expect((await acts(door)).filter((act) => act !== 'sign-ins-failed').slice(0, 2)).toEqual([
      'signed-in',
      'recovery-used',
    ])
    expect((await door.ask.audit.health({})).checked).toMatchObject({ holds: true })
    const { findings, remarks } = await door.ask.audit.verify({})
    expect(findings).toEqual([])
    expect(remarks.map(({ what }) => what)).toEqual([
      'The office was opened by its recovery sheet from remedy.db alone.',
    ])
  })
})
