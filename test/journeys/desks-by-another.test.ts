import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../cli/command.ts'
import { obstaclesOn } from './accessible.ts'
import { openRemedy, type Remedy } from './harness.ts'

let office: Remedy
const home = mkdtempSync(path.join(tmpdir(), 'remedy-home-'))
beforeAll(async () => {
  office = await openRemedy({ home })
})
afterAll(async () => {
  await office?.close()
  rmSync(home, { recursive: true, force: true })
})

test('while remedy serve lets desks in, the card of other desks says so and cannot begin it a second time', async () => {
  const { page } = office
  await office.newOffice()
  const folder = path.join(home, '.local', 'share', 'Remedy', 'Offices', 'Harrow & Vane')
  const link = page.getByRole('navigation', { name: 'Main menu' }).getByRole('link')
  const letIn = page.getByRole('button', { name: 'Let other desks in', exact: true })
  const served = ['serve', folder, '--port', '0', '--host', '127.0.0.1']
  const { exit } = await command(served, '', '/', async () => {
    await link.filter({ hasText: 'Office' }).click()
    await page.getByText('Another program lets other desks into this office now').waitFor()
    expect(await letIn.count()).toBe(0)
    expect(await obstaclesOn(page)).toEqual([])
    await office.screenshot('desks-by-another')
  })
  expect(exit).toBe(0)
  await link.filter({ hasText: 'Clients' }).click()
  await link.filter({ hasText: 'Office' }).click()
  await page.getByText('Only this computer works in the office.').waitFor()
  await letIn.waitFor()
})
