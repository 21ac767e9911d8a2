import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { someDocument } from '../documents/some-document.ts'
import { papersOf, sound } from '../office-papers.ts'
import { doorTo, openTestOffice, PASSPHRASE, refusalOf, someClient } from '../open-office.ts'
import { somePng } from '../practice/some-picture.ts'
import { eachStep, killedAtEachStep } from './each-step.ts'
import { LIMIT } from './full.ts'

vi.setConfig({ testTimeout: LIMIT })
const bytes = new Uint8Array(somePng({ width: 60, height: 40 }))

const filesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder) : [])

async function officeWithClient() {
  const office = await openTestOffice()
  const { id: clientId } = await office.ask.clients.register(someClient())
  async function keeps(): Promise<void> {
    const { ask } = office
    const { token } = await ask.documents.begin({ name: 'photo.png', size: bytes.length })
    const half = bytes.length >> 1
    for (const piece of [bytes.slice(0, half), bytes.slice(half)])
      await ask.documents.piece({ token, bytes: piece })
    await ask.documents.end({ token })
    await ask.documents.keep({ token, clientId, ...someDocument() })
  }
  return Object.assign(office, { clientId, keeps })
}

test('A kill at any step while a document is taken in and kept leaves all of it or nothing', async () => {
  const { folder, keeps, clientId, partner } = await officeWithClient()
  const kept: number[] = []
  for (const copy of await killedAtEachStep(folder, keeps)) {
    const { ask, office } = await doorTo(copy)
    await ask.signIn.unlock({ personId: partner, passphrase: PASSPHRASE })
    const rows = await ask.documents.list({ clientId })
    kept.push(rows.length)
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
    expect(filesIn(path.join(copy, 'papers'))).toHaveLength(rows.length)
    await office.close()
  }
  expect([...new Set(kept)]).toEqual([0, 1])
  expect(kept.length).toBeGreaterThan(6)
})

test('A disk that is full at any step refuses it in words and keeps nothing of the file', async () => {
  const office = await officeWithClient()
  const { ask, clientId, folder, keeps } = office
  const papers = path.join(folder, 'papers')
  let refused = 0
  for (let at = 1; ; at++) {
    let writes = 0
    const full = (call: string, to: string) => {
      const ours = to.startsWith(papers) || (call === 'writeFileSync' && to === '')
      if (ours && call !== 'rmSync' && ++writes === at)
        throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
    }
    const outcome = await eachStep(full, () =>
      keeps().then(
        () => null,
        (error: unknown) => refusalOf(Promise.reject(error)),
      ),
    )
    if (outcome === null) break
    refused += 1
    expect(outcome.message).toMatch(/disk/)
    expect(await ask.documents.list({ clientId })).toEqual([])
    expect(filesIn(papers)).toEqual([])
  }
  expect(refused).toBeGreaterThan(3)
  expect(await ask.documents.list({ clientId })).toHaveLength(1)
  expect(await papersOf(office)).toEqual(sound(1))
})
