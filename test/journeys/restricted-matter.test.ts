import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MatterId } from '../../src-main/matters/contract.ts'
import { obstaclesOn } from './accessible.ts'
import { asking, clientWithMatter, looked, officeAtWork, picture } from './at-work.ts'
import { openRemedy, type Remedy } from './harness.ts'

const second = { name: 'Hester Vane', passphrase: 'other quiet words here' }
let remedy: Remedy
let matterId: MatterId
const page = () => remedy.page
const button = (name: string) => page().getByRole('button', { name, exact: true })
const field = (name: string) => page().getByLabel(name, { exact: true })
const place = (name: string) =>
  page().getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })

async function signInAs({ name, passphrase }: { name: string; passphrase: string }): Promise<void> {
  await asking(remedy).signIn.lock({})
  await page().getByText('Sign in as').waitFor()
  await page().getByText(name, { exact: true }).click()
  await field('Passphrase').fill(passphrase)
  await button('Sign in').click()
  await place('Matters').waitFor()
}

beforeAll(async () => {
  remedy = await openRemedy()
  const work = await officeAtWork(remedy)
  const { ask } = work
  const { passphrase } = second
  await ask.people.add({
    ...{ name: second.name, role: 'partner', passphrase, passphraseAgain: passphrase },
  })
  ;({ matterId } = await clientWithMatter(work, {
    ...{ kind: 'treatment', title: 'Care in the wing', daysAgo: 40 },
  }))
})
afterAll(() => remedy.close())

test('a partner restricts a matter to themself, and the page says so', async () => {
  await place('Matters').click()
  await page().getByText('Care in the wing').click()
  await button('Restrict access').click()
  await page().getByRole('checkbox', { name: 'Ann Harrow, partner' }).waitFor()
  expect(
    await page()
      .getByRole('checkbox', { name: /Ann Harrow/ })
      .isChecked(),
  ).toBe(true)
  expect(
    await page()
      .getByRole('checkbox', { name: /Hester Vane/ })
      .isChecked(),
  ).toBe(false)
  await field('Reason').fill('A relative of the client works here.')
  expect(await obstaclesOn(page())).toEqual([])
  await picture(remedy, 'restrict-access')
  await page().getByRole('dialog').getByRole('button', { name: 'Restrict access' }).click()
  await page().getByText('Only Ann Harrow may see this matter.').waitFor()
  await button('End the restriction').waitFor()
  expect(await obstaclesOn(page())).toEqual([])
  await picture(remedy, 'restricted-matter')
  await place('Matters').click()
  await page().getByText('Restricted', { exact: true }).waitFor()
  await picture(remedy, 'restricted-in-list')
})

test('the other partner finds nothing of it, and its page is that of none', async () => {
  await signInAs(second)
  await place('Matters').click()
  await page().getByText('No matters yet').waitFor()
  await page().evaluate((id) => (location.hash = `#/matters/${id}`), matterId)
  await page().getByText('This matter is not on file. Go back to the list.').waitFor()
  await picture(remedy, 'not-on-file')
  await page().evaluate(() => (location.hash = '#/audit/entries'))
  await page().getByText('Entry of a restricted matter').first().waitFor()
  expect(await page().getByText('Access to a matter restricted').count()).toBe(0)
  await picture(remedy, 'restricted-in-log')
})

test('whose last partner lost the role is taken over by the other, who opens it to everybody', async () => {
  const ask = asking(remedy)
  const ann = (await ask.people.list({})).find(({ name }) => name === 'Ann Harrow')!
  await ask.people.changeRole({ personId: ann.id, role: 'caseworker' })
  await place('Office').click()
  await page().getByText('Restricted matters without a partner').waitFor()
  await looked(remedy, 'without-a-partner', {
    ...{ at: page().getByText('Restricted matters without a partner'), large: true },
  })
  await page()
    .getByRole('button', { name: /^Take over / })
    .click()
  await field('Reason').fill('Ann is no partner any more.')
  await page().getByRole('dialog').getByRole('button', { name: 'Take over' }).click()
  await page().getByText('Only Ann Harrow and Hester Vane may see this matter.').waitFor()
  await button('End the restriction').click()
  const { people, version } = (await ask.matters.get({ matterId })).access!
  const ivo = await ask.people.add({
    ...{ name: 'Ivo Tarn', role: 'caseworker' },
    ...{ passphrase: second.passphrase, passphraseAgain: second.passphrase },
  })
  const named = [...people, ivo].map(({ id }) => id)
  await ask.matters.restrictAccess({ matterId, version, people: named, reason: 'He helps Ann.' })
  const newer = page().getByRole('status', { name: 'Newer version' })
  await newer.getByText('Hester Vane recorded a newer version').waitFor()
  await field('Reason').fill('The relative left.')
  await looked(remedy, 'restriction-changed-under-its-end', { at: newer, large: true })
  const dialog = page().getByRole('dialog')
  await dialog.getByRole('button', { name: 'End the restriction' }).click()
  await dialog.getByText('Somebody changed who may see this matter').waitFor()
  await button('Keep what I typed').click()
  await dialog.getByRole('button', { name: 'End the restriction' }).click()
  await button('Restrict access').waitFor()
  expect(await page().getByText('may see this matter.').count()).toBe(0)
})
