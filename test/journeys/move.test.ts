import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { daysAfter, londonDay } from '../../src-main/dates/days.ts'
import { someAuthority } from '../consents/some-consent.ts'
import { day } from '../letters/letter-office.ts'
import { someClient } from '../open-office.ts'
import { obstaclesOn } from './accessible.ts'
import { asking, officeAtWork } from './at-work.ts'
import { openRemedy, type Remedy } from './harness.ts'

const today = londonDay(new Date())
const ago = (days: number) => day(daysAfter(today, -days))
let remedy: Remedy
let page: Page
let clientId: Parameters<typeof someAuthority>[0]

const asked = () => asking(remedy)
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (name: string | RegExp) => page.getByRole('heading', { name, exact: true })
const dialog = () => page.getByRole('dialog')
const region = (name: string) => page.getByRole('region', { name, exact: true })
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })

/** A client at HMP Leeds whose records were asked for there, with a form sent to sign and an appointment ahead. */
beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  const { ask, me } = await officeAtWork(remedy, { lawChecked: true })
  const client = await ask.clients.register(
    someClient({ stay: { establishmentId: 'leeds', from: ago(200), source: 'Letter' } }),
  )
  clientId = client.id
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: 'health-records', title: 'Copies of records', responsible: me.id },
    ...{ opponents: [], eventOn: ago(60), knownOn: null, noEventReason: '' },
  })
  const recipient = { name: 'Practice Plus Group', role: 'records-holder' as const }
  const dates = { signedOn: ago(20), receivedOn: ago(15) }
  await ask.consents.record(someAuthority(clientId, { recipient, ...dates }))
  const write = async (kind: 'L03' | 'L24', changes: object) => {
    const proposed = await ask.letters.propose({ matterId, kind, datedOn: today })
    return ask.letters.draft({ ...proposed, ...changes })
  }
  const send = async ({ id: letterId, version }: Awaited<ReturnType<typeof write>>) => {
    await ask.letters.approve({ letterId, version })
    await ask.letters.printed({ letterId })
    await ask.letters.signed({ letterId })
    await ask.letters.send({ letterId, route: 'first-class', on: today })
  }
  const address = { lines: ['Records Team', '1 Wharf Street', 'Leeds'], postcode: 'LS2 7EQ' }
  await send(
    await write('L03', {
      addressee: { ...recipient, ...address },
      addressSource: 'Their website, opened today',
    }),
  )
  const consentRequested = {
    recipient: { name: 'Ruth Danvers', role: 'family' },
    ...{ purpose: 'inform', classes: ['location'] },
  }
  await send(await write('L24', { consentRequested }))
  await write('L24', { consentRequested })
  const appointment = {
    on: daysAfter(today, 20),
    hospital: 'Leeds General Infirmary',
    state: 'due',
  }
  await ask.details.record({ matterId, group: 'appointments', version: 0, rows: [appointment] })
}, 300_000)
afterAll(() => remedy.close())

describe('a client who is moved', () => {
  test('has what the move touches offered at once, short and then in a list', async () => {
    await place('Clients').click()
    await page.getByRole('row').filter({ hasText: 'Fenwright' }).dblclick()
    await heading('Dominic Fenwright').waitFor()
    await button('Record a move').click()
    await dialog().getByLabel('Prison', { exact: true }).fill('Hull')
    await page.getByRole('option', { name: /Hull/ }).first().click()
    await dialog()
      .getByLabel(/^In this prison since/)
      .fill(today.split('-').toReversed().join(' '))
    await dialog().getByLabel('Source', { exact: true }).fill('Telephone call from the prison')
    await button('Record the move').click()
    await dialog().waitFor({ state: 'detached' })
    const offer = region('The move')
    await offer
      .getByText(
        'The move touches: One open letter. One letter not sent yet. One letter at the former place. One signed form. One date ahead.',
      )
      .waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('move-offered')
    await offer.getByRole('link', { name: 'See what the move touches' }).click()
    await heading('What the move touches').waitFor()
    await page.getByText(/From HMP Leeds to HMP & YOI Hull, since /).waitFor()
    const open = region('Open letters to others')
    await open.getByText(/R02 counts from these alone: .* A move is none of them/).waitFor()
    await open.getByText(/Authority: UK GDPR/).waitFor()
    await region('Forms that name a body of the former place')
      .getByText('Does not reach the new place')
      .waitFor()
    await region('Appointments and examinations ahead')
      .getByText('Leeds General Infirmary')
      .waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('move-touches')
    await region('Appointments and examinations ahead').scrollIntoViewIfNeeded()
    await remedy.screenshot('move-touches-end')
  })

  test('has the letters drafted in one go, and each is listed as its draft', async () => {
    const ask = asked()
    const clock = (await ask.letters.list({ clientId })).rows.find(({ state }) => state === 'sent')
    await page
      .getByRole('checkbox', { name: 'Draft a change of address (L38) to Practice Plus Group' })
      .waitFor()
    await button('Draft two letters').click()
    await page.getByText('Two letters drafted.').waitFor()
    await page.getByRole('link', { name: 'Change of address (L38) drafted: open it' }).waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('move-drafted')
    const { rows } = await ask.letters.list({ clientId })
    expect(rows.map(({ kind, to, state }) => [kind, to, state])).toEqual(
      expect.arrayContaining([
        ['L38', 'Practice Plus Group', 'draft'],
        ['L03', 'Spectrum Community Health CIC', 'draft'],
      ]),
    )
    expect(rows.find(({ id }) => id === clock!.id)!.deadline).toEqual(clock!.deadline)
    await page.getByRole('link', { name: 'Change of address (L38) drafted: open it' }).click()
    await page.locator('.paper-page', { hasText: 'HMP & YOI Hull' }).first().waitFor()
    await remedy.screenshot('move-letter')
  })

  test('is found again from the client’s page, with nothing more to draft', async () => {
    await place('Clients').click()
    await page.getByRole('row').filter({ hasText: 'Fenwright' }).dblclick()
    await heading('Dominic Fenwright').waitFor()
    await button('More').click()
    await page.getByRole('menuitem', { name: 'What the move touches…' }).click()
    await heading('What the move touches').waitFor()
    await region('Letters not sent yet')
      .getByText(/L38 Change of address/)
      .waitFor()
    expect(await button(/^Draft .* letters?$/).count()).toBe(0)

    // The form that the draft waits for asks who and where, of the body that is to be told.
    await region('Open letters to others')
      .getByRole('link', { name: 'Send the client a form to sign' })
      .click()
    await heading('New letter').waitFor()
    await button('Create draft').click()
    await page.locator('.paper-page', { hasText: 'Practice Plus Group' }).first().waitFor()
    await remedy.screenshot('move-form')
  })
})
