import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { someAuthority } from '../consents/some-consent.ts'
import { londonDay } from '../../src-main/dates/days.ts'
import { day, HOLDER, letterAt, type LetterOffice } from '../letters/letter-office.ts'
import { relayTo } from '../desks/relay.ts'
import { openAgain } from '../matters/closed-office.ts'
import { obstaclesOn } from './accessible.ts'
import { clientWithMatter, officeAtWork, picture } from './at-work.ts'
import { openRemedy, type Remedy } from './harness.ts'

const hester = { name: 'Hester Vane', passphrase: 'other quiet words here' }
/** A word in what is recorded of the matter. */
const MARKER = 'Zqmarker'
let office: Remedy
let desk: Remedy
beforeAll(async () => {
  office = await openRemedy({ words: ['--desks-port=0'] })
  desk = await openRemedy()
})
afterAll(async () => {
  await desk?.close()
  await office?.close()
})

const at = (page: Page) => ({
  button: (name: string) => page.getByRole('button', { name, exact: true }),
  field: (name: string) => page.getByLabel(name, { exact: true }),
})

test('a form about a matter that is restricted while the desk is away is refused once it is back, and nothing of the matter is on the screen', async () => {
  const work = await officeAtWork(office, { lawChecked: true })
  const { ask, me } = work
  await ask.people.add({
    ...{ name: hester.name, role: 'caseworker', passphrase: hester.passphrase },
    passphraseAgain: hester.passphrase,
  })
  const { clientId, matterId } = await clientWithMatter(work, {
    ...{ kind: 'treatment', title: `${MARKER} in the wing`, daysAgo: 40 },
  })
  await ask.practice.chooseSecondCheck({ required: false, reason: 'One partner works here' })
  await ask.consents.record(someAuthority(clientId))
  const letters = { ask, clientId, matterId, clock: () => new Date() } as unknown as LetterOffice
  await letterAt(letters, 'sent', { datedOn: day(londonDay(new Date())) })
  const { id: lineId } = (await ask.disclosures.list({ clientId })).lines[0]!
  await ask.desks.takeDesks({ on: true })
  const { code, found } = await ask.desks.invite({ name: 'Front desk' })
  const relay = await relayTo(Number(/:(\d+)$/.exec(found[0]!)![1]))
  const { page } = desk
  const { button, field } = at(page)
  await button('Join an office').click()
  await field('Code').fill(code)
  await field('The office’s computer').fill(`127.0.0.1:${relay.port}`)
  await button('Join this office').click()
  await page.getByText('Sign in as').waitFor()
  await page.getByText(hester.name, { exact: true }).click()
  await field('Passphrase').fill(hester.passphrase)
  await button('Sign in').click()
  await page.getByRole('navigation', { name: 'Main menu' }).waitFor()

  const goesTo = (where: string) => page.evaluate((hash) => (location.hash = hash), where)
  const marked = page.getByText(MARKER).first()
  async function whileAway(recorded: () => Promise<void>): Promise<void> {
    relay.cut()
    await page.getByText('not reachable since').first().waitFor()
    await recorded()
    await ask.matters.restrictAccess({
      matterId,
      people: [me.id],
      reason: 'A relative works here.',
    })
    relay.mend()
    await page.getByText('not reachable since').first().waitFor({ state: 'detached' })
  }
  /** Everything that stands on the screen, also in its fields. */
  const shown = async () => {
    const values = await page
      .locator('input, textarea')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
    return [await page.locator('body').innerText(), ...values].join('\n')
  }
  async function holdsNothing(
    name: string,
    { word = MARKER, says = 'This matter is not on file. Go back to the list.' } = {},
  ): Promise<void> {
    await expect.poll(shown, { timeout: 10_000 }).not.toContain(word)
    await page.getByText(says).first().waitFor()
    await picture(desk, name)
    expect(await obstaclesOn(page)).toEqual([])
    await openAgain(work, matterId, 'They left.')
  }

  await goesTo(`#/matters/${matterId}`)
  await marked.waitFor()
  await field('A new note').fill('Telephoned the wing.')
  await whileAway(() => button('Add the note').click())
  await holdsNothing('away-note')
  expect((await ask.matters.get({ matterId })).notes).toEqual([])

  await goesTo(`#/matters/${matterId}/correct`)
  await expect.poll(shown).toContain(MARKER)
  await page.locator('[data-field="title"] input').waitFor()
  await field('Reason for the correction').fill('Misread.')
  await whileAway(async () => {})
  await holdsNothing('away-correction')

  // A line of the register that stands open is of the matter too.
  await goesTo(`#/audit/register/${lineId}`)
  await button('Discard changes').click()
  await expect.poll(shown, { timeout: 10_000 }).toContain(HOLDER)
  await whileAway(async () => {})
  await holdsNothing('away-line', {
    word: HOLDER,
    says: 'This disclosure is not in the register. Go back to the list.',
  })
}, 180_000)
