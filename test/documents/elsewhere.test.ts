import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { officeWithBackups } from '../backups/office-with-backups.ts'
import { letterOffice } from '../letters/letter-office.ts'
import { PASSPHRASE, temporaryFolder } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import { keepDocument } from './some-document.ts'

vi.setConfig({ testTimeout: 240_000 })
const bytes = somePdf('reply')

/** Whether the very file lies in a folder that was written. */
const holds = (folder: string): boolean =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).some(
    (one) => one.isFile() && readFileSync(path.join(one.parentPath, one.name)).equals(bytes),
  )

test('a document is in the export of everything, in the client’s file and in what the client asks for', async () => {
  const office = await letterOffice()
  const { ask, clientId, platform } = office
  await keepDocument(office, clientId, { sender: 'Dr Ames', title: 'Of the wound' })
  platform.choose = temporaryFolder()
  const whole = (await ask.exports.make({ passphrase: PASSPHRASE }))!
  expect(holds(whole.folder)).toBe(true)
  expect(readFileSync(path.join(whole.folder, 'lists/document.jsonl'), 'utf8')).toContain('Dr Ames')

  const file = (await ask.exports.clientFile({ clientId }))!
  expect(holds(file.folder)).toBe(true)
  expect(readFileSync(path.join(file.folder, 'index.html'), 'utf8')).toContain('Dr Ames')

  const { items } = await ask.exports.gatherAccess({ clientId, reason: 'The client asked' })
  const kept = items.filter(({ act }) => act === 'document-kept')
  expect(kept).toHaveLength(1)
  expect(kept[0]!.marks).toContain('document')
  expect(JSON.stringify(kept)).toContain('Dr Ames')
})

test('a document is in a backup, and is opened from the office that it is brought back to', async () => {
  const office = await officeWithBackups()
  const { ask, clientId, partner, platform, clock, place } = office
  const { id: documentId } = await keepDocument(office, clientId)
  platform.choose = place
  await ask.backups.make({})
  await ask.documents.remove({ documentId, reason: 'It is another client’s' })
  await ask.signIn.lock({})
  await ask.signIn.chooseBackup({})
  clock.set('2026-11-23T10:00:00.000Z')
  const who = { personId: partner, passphrase: PASSPHRASE }
  await ask.signIn.compareBackup(who)
  await ask.signIn.replaceByBackup({})
  await ask.signIn.unlock(who)
  expect(await ask.documents.list({ clientId })).toMatchObject([{ id: documentId, removed: null }])
  platform.paper.length = 0
  await ask.documents.open({ documentId })
  expect(Buffer.from(platform.paper[0]!.pdf).equals(bytes)).toBe(true)
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})
