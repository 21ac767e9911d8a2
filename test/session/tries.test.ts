import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { waitAfter } from '../../src-main/vault/tries.ts'
import { openTestOffice, PASSPHRASE, refusalOf, type TestOffice } from '../open-office.ts'

const later = (office: TestOffice, seconds: number) =>
  office.clock.set(new Date(office.clock().getTime() + seconds * 1000).toISOString())
const wrong = (office: TestOffice, personId = office.partner) =>
  refusalOf(office.signIn(personId, 'not this one'), 'not-allowed')
const notices = async ({ ask }: TestOffice) =>
  (await ask.day.view({})).notices.filter(({ kind }) => kind !== 'no-sheet')

/** So many wrong passphrases, each as soon as it may be typed. */
async function mistakes(office: TestOffice, times: number, personId = office.partner) {
  for (let n = 0; n < times; n++) {
    later(office, waitAfter(n) / 1000)
    await wrong(office, personId)
  }
}

describe('a wrong passphrase', () => {
  test('costs nothing at first, then a wait that doubles and ends', () => {
    expect([0, 1, 2, 3, 4, 5, 10, 13, 99].map(waitAfter)).toEqual([
      ...[0, 0, 0, 1_000, 2_000, 4_000, 128_000, 900_000, 900_000],
    ])
  })

  test('makes its own person wait, the right passphrase too, and nobody else', async () => {
    const office = await openTestOffice()
    const hester = await office.hire('Hester Vane', 'secretary')
    await office.office.lock()
    await mistakes(office, 5)
    const early = await refusalOf(office.signIn(office.partner), 'not-allowed')
    expect(early.message).toBe('The passphrase was wrong 5 times. Wait 4 seconds, then try again.')
    const sheet = { sheetWords: office.sheetWords, passphrase: PASSPHRASE }
    const { ask, partner: personId } = office
    const recovering = ask.signIn.recover({ ...sheet, passphraseAgain: PASSPHRASE, personId })
    await refusalOf(recovering, 'not-allowed')
    await office.signIn(hester)
    await office.office.lock()
    later(office, 4)
    await office.signIn(office.partner)
    // Who came in begins again.
    await office.office.lock()
    await mistakes(office, 2)
    await office.signIn(office.partner)
  })

  test('is waited for after a restart of the program, and no longer because the clock was set back', async () => {
    const office = await openTestOffice()
    await office.office.lock()
    await mistakes(office, 8)
    await office.restart()
    await refusalOf(office.signIn(office.partner), 'not-allowed')
    office.clock.set('2020-01-01T00:00:00.000Z')
    await refusalOf(office.signIn(office.partner), 'not-allowed')
    later(office, waitAfter(8) / 1000)
    await office.signIn(office.partner)
  })

  test('is an entry once somebody comes in, by person and number, and shown to a partner alone', async () => {
    const office = await openTestOffice()
    const hester = await office.hire('Hester Vane', 'secretary')
    await office.office.lock()
    await mistakes(office, 4)
    await wrong(office, hester)
    await office.restart()
    await office.signIn(hester)
    const { ask } = office
    later(office, 2)
    const { entries } = await ask.audit.list({ limit: 2 })
    expect(entries.map(({ act }) => act)).toEqual(['sign-ins-failed', 'signed-in'])
    expect(await notices(office)).toEqual([])
    await office.signIn(office.partner)
    expect(await notices(office)).toMatchObject([
      { kind: 'failed-sign-ins', who: expect.any(String), times: expect.any(Number) },
      { kind: 'failed-sign-ins' },
    ])
    const shown = (await notices(office)).map(({ who, times }) => `${who}: ${times}`)
    expect(shown.toSorted()).toEqual(['Hester Vane: 1', 'Imogen Tark: 4'])
    // Each is told once.
    expect((await ask.audit.list({ limit: 1 })).entries).toMatchObject([{ act: 'signed-in' }])
    later(office, 15 * 86_400)
    expect(await notices(office)).toEqual([])
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('at an open office counts too: of who is there, and of who takes their place', async () => {
    const office = await openTestOffice()
    const hester = await office.hire('Hester Vane', 'secretary')
    await wrong(office, hester)
    const typed = { passphrase: 'some other words', passphraseAgain: 'some other words' }
    await refusalOf(office.ask.people.changePassphrase({ current: 'not this one', ...typed }))
    await office.signIn(hester)
    await office.signIn(office.partner)
    expect((await notices(office)).map(({ who }) => who).toSorted()).toEqual([
      'Hester Vane',
      'Imogen Tark',
    ])
  })

  test('cannot be hidden by removing the file, or putting an older one back', async () => {
    const office = await openTestOffice()
    const file = join(office.folder, 'remedy.tries')
    const older = readFileSync(file)
    await office.office.lock()
    await office.signIn(office.partner)
    expect(await notices(office)).toEqual([])
    for (const hide of [() => rmSync(file), () => writeFileSync(file, older)]) {
      await office.office.close()
      hide()
      await office.restart()
      await office.signIn(office.partner)
      expect(existsSync(file)).toBe(true)
    }
    expect((await notices(office)).map(({ kind }) => kind)).toEqual([
      ...['failed-sign-ins-lost', 'failed-sign-ins-lost'],
    ])
    expect((await office.ask.audit.verify({})).findings).toEqual([])
  })
})
