import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { obstaclesOn } from './accessible.ts'
import { held, looked } from './at-work.ts'
import { openRemedy, partner, readBack, type Remedy } from './harness.ts'

const second = { name: 'Hester Vane', passphrase: 'other quiet words here' }
let remedy: Remedy
let page: Page
let sheetWords = ''

// One office from its first day on: each test goes on where the one before it stopped.
beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
})
afterAll(() => remedy.close())

const heading = (name: string) => page.getByRole('heading', { name, exact: true })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })
const field = (name: string) => page.getByLabel(name, { exact: true })
const fault = (message: string | RegExp) =>
  page.locator('[data-slot="error"]', { hasText: message })

async function choosePrison(typed: string, name: string): Promise<void> {
  await field('Prison').fill(typed)
  await page.getByRole('option', { name }).first().click()
}

async function unlockAs({ name, passphrase }: { name: string; passphrase: string }): Promise<void> {
  await page.getByText('Sign in as').waitFor()
  await page.getByText(name, { exact: true }).click()
  await field('Passphrase').fill(passphrase)
  await button('Sign in').click()
}

describe('a new office', () => {
  test('is made by its first partner, who must store the recovery sheet first', async () => {
    await heading('Start an office').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await button('Start a new office').click()
    await field('Firm or office').fill('Harrow & Vane')
    await field('Your name').fill(partner.name)
    await field('Passphrase').fill(partner.passphrase)
    await field('Passphrase again').fill('four plain words there')
    await button('Create the office').click()
    await fault('The two passphrases differ.').waitFor()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('name')))
      .toBe('passphraseAgain')
    expect(await obstaclesOn(page)).toEqual([])

    await field('Passphrase again').fill(partner.passphrase)
    await button('Create the office').click()
    await heading('The recovery sheet').waitFor()
    expect(await page.getByTestId('recovery-words').getByRole('listitem').count()).toBe(24)
    await remedy.screenshot('recovery-sheet')
    expect(await obstaclesOn(page)).toEqual([])
    await button('I have it on paper').click()
    for (const word of await page.getByLabel(/^Word \d+$/).all()) await word.fill('zzz')
    await button('Open the office').click()
    await fault(/of the sheet is another/)
      .first()
      .waitFor()
    await remedy.screenshot('recovery-sheet-read-back')
    expect(await obstaclesOn(page)).toEqual([])
    await button('Show the sheet again').click()
    await readBack(page)
    await button('Open the office').click()
    await heading('Before the first letter').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await place('Clients').click()
    await heading('Clients').waitFor()
    await page.getByText('No clients yet').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
  })
})

describe('a new client', () => {
  test('is not recorded while something is missing, and every fault is shown under its field', async () => {
    await button('Record the first client').click()
    await field('Forenames').fill('Siôn')
    await field('Prison number').fill('A471ZZ')
    await button('Record the client').click()
    await fault('Enter the surname.').waitFor()
    await fault('A prison number looks like A1234BC').waitFor()
    await field('Reason for another format or no number').waitFor()
    await page.getByRole('alert').getByRole('button', { name: 'Prison', exact: true }).waitFor()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('name')))
      .toBe('surname')
    expect(await obstaclesOn(page)).toEqual([])
  })

  test('a changed form asks before it is left, and keeps what was typed', async () => {
    await page.getByRole('link', { name: 'Cancel' }).click()
    await heading('Discard changes?').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await page.keyboard.press('Escape')
    await heading('New client').waitFor()
    expect(await field('Forenames').inputValue()).toBe('Siôn')
  })

  test('is recorded with the prison, and the client’s page says so', async () => {
    await field('Surname').fill('Llŷr-Mabon')
    await button('Add another name').click()
    await field('Other surname').fill('Maben')
    await field('Other forenames').fill('John')
    await field('Born').fill('9 3 88')
    await page.getByText('9 March 1988').waitFor()
    await field('Prison number').fill('a0471zz')
    await page.getByText('A0471ZZ: current format').waitFor()
    await page.getByRole('checkbox', { name: 'Large print' }).check()
    await choosePrison('leeds', 'HMP Leeds')
    await field('In this prison since').fill('12 1 26')
    await page.getByText('Monday 12 January 2026').waitFor()
    await field('Source').fill('letter from the client')
    await remedy.screenshot('new-client')
    await button('Record the client').click()
    await heading('Siôn Llŷr-Mabon').waitFor()
    await page.getByText('HMP Leeds, now').waitFor()
    await page.getByText('also known as John Maben').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
  })

  test('is found by an earlier name, without accents, and from anywhere', async () => {
    await place('Clients').click()
    await page.getByPlaceholder('Name, prison number, date of birth').fill('maben')
    await page.getByText('also John Maben').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Client, prison number, our reference, action').fill('llyr')
    await page.getByRole('option', { name: /Llŷr-Mabon, Siôn/ }).waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await page.keyboard.press('Enter')
    await heading('Siôn Llŷr-Mabon').waitFor()
  })

  test('is shown to whoever types the same person again', async () => {
    await place('Clients').click()
    await button('New client').click()
    await field('Surname').fill('Llyr-Mabon')
    await field('Prison number').fill('A0471ZZ')
    await page.getByText('Same prison number').waitFor()
    await page.getByRole('link', { name: 'Open Llŷr-Mabon, Siôn' }).click()
    await button('Discard changes').click()
    await heading('Siôn Llŷr-Mabon').waitFor()
    const found = await remedy.ask('clients.find', { text: 'Llyr-Mabon' })
    expect(found).toMatchObject({ ok: true, value: { total: 1 } })
  })
})

describe('what was recorded', () => {
  test('is corrected with a reason, and the version before stays, struck and dated', async () => {
    await button('Correct').first().click()
    await heading('Correct Siôn Llŷr-Mabon').waitFor()
    await field('Born').fill('9 March 1987')
    await button('Record the correction').click()
    await fault('Give the reason for the correction.').waitFor()
    await field('Reason for the correction').fill('The birth certificate decides.')
    expect(await obstaclesOn(page)).toEqual([])
    await button('Record the correction').click()
    await heading('Siôn Llŷr-Mabon').waitFor()
    await page.getByText('Reason: The birth certificate decides.').waitFor()
    await expect.poll(() => page.locator('s', { hasText: '9 March 1988' }).count()).toBe(2)
  })

  test('a transfer ends the time at the previous prison', async () => {
    await button('Record a move').click()
    await heading('Record a move').waitFor()
    await choosePrison('wymott', 'HMP & YOI Wymott')
    await field('In this prison since').fill('3 September 2026')
    await field('Source').fill('letter from the client')
    expect(await obstaclesOn(page)).toEqual([])
    await button('Record the move').click()
    await page.getByText('HMP & YOI Wymott, now').waitFor()
    await page
      .getByRole('list', { name: 'Prison history, to scale' })
      .getByText('12 January to 3 September 2026')
      .waitFor()
  })

  test('the prison history is corrected, and the previous version is struck through', async () => {
    await button('Correct the history: HMP & YOI Wymott').click()
    await heading('Correct the history').waitFor()
    await field('In this prison since').fill('1 September 2026')
    await field('Reason for the correction').fill('The transfer list has the first.')
    await button('Record the correction').click()
    await page.locator('s', { hasText: 'HMP & YOI Wymott, since 3 September 2026' }).waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('client')
  })
})

describe('the audit log', () => {
  test('has every act, and verifies', async () => {
    await place('Audit log').click()
    for (const act of [
      'Client recorded',
      'Client corrected',
      'History corrected',
      'Office created',
    ])
      await page.getByRole('cell', { name: act, exact: true }).first().waitFor()
    await button('Verify the log').click()
    await heading('Log intact, not yet compared with paper').waitFor()
    expect(await page.getByText('Finding', { exact: true }).count()).toBe(0)
    await page
      .getByRole('contentinfo')
      .getByText(/Log intact: /)
      .waitFor()
    expect(await obstaclesOn(page)).toEqual([])
  })

  test('is whole once a code from paper agrees, and a wrong code is a finding', async () => {
    const health = await remedy.ask('audit.health')
    const code = health.ok ? (health.value as { code: string }).code : ''
    await field('Code').fill('12-')
    await button('Check').click()
    await fault('A code is a number, a dash and sixteen letters or figures.').waitFor()
    await field('Code').fill(code.toLowerCase())
    await button('Check').click()
    await heading('Log intact, confirmed by paper').waitFor()
    await page.getByText('Agrees', { exact: true }).waitFor()
    await remedy.screenshot('audit')

    await field('Code').fill('3-0000 0000 0000 0000')
    await button('Check').click()
    await page.getByText('Does not agree', { exact: true }).waitFor()
    await page
      .getByRole('contentinfo')
      .getByText(/Log: finding/)
      .waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await button('Remove the code 3-0000 0000 0000 0000').click()
    await heading('Log intact, confirmed by paper').waitFor()
  })

  test('proves one entry on its own', async () => {
    const line = page.getByRole('row', { name: /Client recorded/ })
    await line.getByRole('button', { name: /^Proof of entry/ }).click()
    await page.getByRole('dialog').getByText('Llŷr-Mabon', { exact: true }).waitFor()
    await page.getByRole('dialog').getByText('Root hash', { exact: true }).waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'All entries' }).click()
    await heading('All entries').waitFor()
    await page.getByRole('cell', { name: 'Office created', exact: true }).waitFor()
    expect(await obstaclesOn(page)).toEqual([])
  })
})

describe('the people of the office', () => {
  test('a partner adds a secretary, who has a passphrase of her own', async () => {
    await place('Office').click()
    await button('Add a person').click()
    await field('Name').fill(second.name)
    await field('Passphrase').fill(second.passphrase)
    await field('Passphrase again').fill(second.passphrase)
    expect(await obstaclesOn(page)).toEqual([])
    await button('Add the person').click()
    await page
      .getByRole('listitem')
      .filter({ hasText: second.name })
      .getByText(/^Secretary/)
      .first()
      .waitFor()
    expect(await obstaclesOn(page)).toEqual([])
  })

  test('a recovery sheet is made again, printed and read back', async () => {
    await button('Make the sheet').click()
    await page.getByRole('dialog').getByLabel('Your passphrase').fill(partner.passphrase)
    await page.getByRole('dialog').getByRole('button', { name: 'Make the sheet' }).click()
    await page.getByTestId('recovery-words').waitFor()
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('body').innerText()).toMatch(/Recovery sheet\s+Harrow & Vane/)
    expect(await page.locator('#app').isVisible()).toBe(false)
    await remedy.screenshot('printed-sheet')
    await page.emulateMedia({ media: null })
    sheetWords = await readBack(page)
    await button('Done').click()
    await page.getByText(/read it back on/).waitFor()
    expect(await obstaclesOn(page)).toEqual([])
  })

  test('locking hides every client, and a wrong passphrase is told at its field', async () => {
    await page.keyboard.press('Control+l')
    await page.getByText('Sign in as').waitFor()
    expect(await page.content()).not.toContain('Mabon')
    await field('Passphrase').fill('not these words at all')
    await button('Sign in').click()
    await page.locator('[data-slot="error"]').waitFor()
    await remedy.screenshot('unlock')
    expect(await obstaclesOn(page)).toEqual([])
  })

  test('the recovery sheet opens the office to a new passphrase', async () => {
    await button('Use the recovery sheet').click()
    await field('Words of the recovery sheet').fill(sheetWords.replace(/^\w+/, 'abandno'))
    await field('Passphrase').fill('five plain words right here')
    await field('Passphrase again').fill('five plain words right here')
    await button('Set the new passphrase').click()
    await page.locator('[data-slot="error"]').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('recover-by-words')
    await field('Words of the recovery sheet').fill(sheetWords.toUpperCase())
    await button('Set the new passphrase').click()
    await page.getByRole('banner').getByText(partner.name).waitFor()
    await place('Audit log').click()
    await page.getByRole('cell', { name: 'Recovery sheet used', exact: true }).waitFor()
    await page.keyboard.press('Control+l')
  })

  test('the secretary works under her own name and may not do what a partner may', async () => {
    await unlockAs(second)
    await page.getByRole('banner').getByText(second.name).waitFor()
    await place('Office').click()
    await page.getByRole('listitem').filter({ hasText: partner.name }).waitFor()
    expect(await button('Add a person').count()).toBe(0)
    await page.getByRole('banner').getByRole('button', { name: second.name }).click()
    expect(await obstaclesOn(page)).toEqual([])
    await page.getByRole('menuitem', { name: 'Change my passphrase' }).click()
    await button('Change my passphrase').click()
    await heading('Change my passphrase').last().waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('banner').getByRole('button', { name: second.name }).click()
    await page.getByRole('menuitem', { name: 'Switch person' }).click()
    await unlockAs({ ...partner, passphrase: 'five plain words right here' })
    await page.getByRole('banner').getByText(partner.name).waitFor()
  })

  test('a partner gives her another passphrase', async () => {
    const given = 'four words on a slip'
    await place('Office').click()
    await button(`Another passphrase for ${second.name}`).click()
    await field('Passphrase').fill(given)
    await field('Passphrase again').fill(given)
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('give-passphrase')
    await button('Give this passphrase').click()
    await page.getByText(`${second.name} has another passphrase`).first().waitFor()
    await remedy.screenshot('office-people')
    await page.keyboard.press('Control+l')
  })

  test('who chooses her own as she signs in', async () => {
    const given = 'four words on a slip'
    await unlockAs({ name: second.name, passphrase: given })
    await page.getByText(/gave you this passphrase on/).waitFor()
    await field('Passphrase').fill('four words of my own')
    await field('Passphrase again').fill('four words of my own')
    await remedy.screenshot('choose-own')
    expect(await obstaclesOn(page)).toEqual([])
    await button('Choose it and sign in').click()
    await page.getByRole('banner').getByText(second.name).waitFor()
    await page.keyboard.press('Control+l')
    await unlockAs({ ...partner, passphrase: 'five plain words right here' })
    await page.getByRole('banner').getByText(partner.name).waitFor()
  })
})

describe('the key of the office', () => {
  test('is changed, and the sheet of before gives way to another', async () => {
    await place('Office').click()
    await button('Change the office key').click()
    await page.getByRole('dialog').getByLabel('Your passphrase').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('change-office-key')
    await page.getByRole('dialog').getByLabel('Your passphrase').fill('five plain words right here')
    const far = { running: true, done: 1, of: 4 }
    const release = await held(remedy, 'people.changeFileKey', ['people.fileKeyProgress', far])
    await button('Change the key').click()
    const step = page.getByText('Step 2 of 4: encrypting the copy with the new key.')
    await step.waitFor()
    await looked(remedy, 'office-key-steps', { at: step, large: true })
    // It cannot be left: the new sheet is shown to whoever waits.
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').getByRole('button').allInnerTexts()).toEqual([
      'Change the key',
    ])
    await step.waitFor()
    await release()
    await page.getByTestId('recovery-words').waitFor()
    const words = await readBack(page)
    expect(words).not.toBe(sheetWords)
    await button('Done').click()
    await page.getByText(/read it back on/).waitFor()
  })

  test('whoever leaves is shown with what of theirs is open', async () => {
    await button(`Remove ${second.name}`).click()
    await page.getByText('Nothing of theirs is open.').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('remove-person')
    await page.keyboard.press('Escape')
  })
})

describe('the frame', () => {
  test('lists its keys, opens the rights panel, and works in the dark', async () => {
    await place('Clients').click()
    await heading('Clients').click()
    await page.keyboard.press('?')
    await heading('Keyboard shortcuts').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await page.keyboard.press('Escape')
    await button('Rights').click()
    await heading('Finding a client').waitFor()
    await place('Office').click()
    await page.getByRole('radio', { name: 'Dark' }).check()
    for (const name of ['Office', 'Audit log', 'Clients']) {
      await place(name).click()
      expect([name, await obstaclesOn(page)]).toEqual([name, []])
    }
    await remedy.screenshot('dark')
  })
})
