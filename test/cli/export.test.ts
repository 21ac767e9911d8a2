import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { openTestOffice, PASSPHRASE, someClient, temporaryFolder } from '../open-office.ts'
import { command } from './command.ts'

vi.setConfig({ testTimeout: 120_000 })

test('remedy export writes an office to a new folder in the one named, and says that nothing in it is encrypted', async () => {
  const office = await openTestOffice()
  await office.ask.clients.register(someClient())
  await office.office.close()
  const above = temporaryFolder()
  const typed = `${PASSPHRASE}\n`
  const made = await command(['export', office.folder, 'out', '--passphrase-stdin'], typed, above)
  expect(made).toMatchObject({ exit: 0, err: '' })
  expect(made.out).toContain('Nothing in the folder is encrypted.')
  expect(readdirSync(path.join(above, 'out'))).toHaveLength(1)
})
