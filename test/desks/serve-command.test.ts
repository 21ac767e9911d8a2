import { randomBytes } from 'node:crypto'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { newIdentity, ownKeyMark } from '../../src-main/far/certificate.ts'
import { markMoved } from '../../src-main/vault/moved-mark.ts'
import { command, inside } from '../cli/command.ts'
import { PASSPHRASE, temporaryFolder } from '../open-office.ts'
import { farDesk } from './far-desk.ts'
import { sharedOffice } from './shared-office.ts'

const identity = newIdentity(randomBytes)
const front = `front=${ownKeyMark(identity)}`
const said = (noted: string) => {
  const [, port = '', office = ''] =
    /port (\d+)\. The office’s key: ([0-9a-f]{64})/.exec(noted) ?? []
  return { port: Number(port), office }
}

test('remedy serve has the desks that it names ask the office until it is stopped, under one key each time', async () => {
  const { folder, imogen, at } = await sharedOffice()
  const keys: string[] = []
  for (const nth of [1, 2]) {
    const words = ['serve', folder, '--port', '0', '--host', '127.0.0.1', '--desk', front]
    const served = await command(words, '', '/', async (noted) => {
      keys.push(said(noted).office)
      const desk = await farDesk({ ...said(noted), identity })
      await desk.ask.signIn.unlock({ personId: imogen, passphrase: PASSPHRASE })
      expect((await desk.ask.clients.find({ text: 'Fenwright' })).rows).toHaveLength(1)
      const stranger = { ...said(noted), identity: newIdentity(randomBytes) }
      if (nth === 2) {
        const unknown = await farDesk(stranger)
        expect(unknown.reached).toEqual(['not-known'])
        await unknown.close()
      }
      await desk.close()
    })
    expect(served).toMatchObject({ exit: 0, out: 'The office was closed.\n' })
  }
  expect(keys[0]).toBe(keys[1])
  if (process.platform !== 'win32')
    expect(statSync(path.join(folder, 'remedy.desks')).mode & 0o777).toBe(0o600)
  const own = at('')
  await own.signIn(imogen)
  const { entries } = await own.ask.audit.list({ limit: 2 })
  expect(entries.map(({ act }) => act)).toEqual(['signed-in', 'signed-out'])
  expect((await own.ask.audit.verify({})).findings).toEqual([])
})

test('what cannot be served is refused in words', async () => {
  const { folder } = await sharedOffice()
  const wrong = async (...words: string[]) => {
    const { exit, err } = await command(['serve', ...words])
    expect(exit).toBe(2)
    expect(err).not.toMatch(inside)
    return err
  }
  expect(await wrong(folder)).toContain('No desk may ask')
  expect(await wrong(folder, '--desk', 'front=1234')).toContain('a key of 64 figures')
  const other = ownKeyMark(newIdentity(randomBytes))
  expect(await wrong(folder, '--desk', front, '--desk', `front=${other}`)).toContain(
    'The desk front is named twice',
  )
  expect(await wrong(folder, '--desk', front, '--desk', front.replace('front', 'back'))).toContain(
    'front and back have the same key',
  )
  expect(await wrong(folder, '--desk', front, '--port', 'x')).toContain('a number up to 65535')
  expect(await wrong(temporaryFolder(), '--desk', front)).toContain('There is no office in')
  const taken = createServer()
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done))
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as AddressInfo
  const at = ['--host', '127.0.0.1', '--port', String(port)]
  expect(await wrong(folder, '--desk', front, ...at)).toContain(`Another program has port ${port}`)
  writeFileSync(path.join(folder, 'remedy.desks'), '{"key":"","certificate":""}')
  const { exit, err } = await command(['serve', folder, '--desk', front])
  expect([exit, err]).toEqual([
    1,
    expect.stringContaining('remedy.desks of this office is damaged'),
  ])
})

test('the folder that an office was moved from is not served', async () => {
  const { folder } = await sharedOffice()
  markMoved(folder, { to: '/new', kept: '/old', at: '2026-11-23T09:00:00.000Z' })
  const { exit, err } = await command(['serve', folder, '--desk', front])
  expect([exit, err]).toEqual([2, expect.stringContaining('was moved to /new')])
  expect(existsSync(path.join(folder, 'remedy.desks'))).toBe(false)
})

test('nobody is told to serve an office so far', async () => {
  const { out } = await command(['--help'])
  expect(out).toMatch(/serve <office folder> +is not finished, and for development alone/)
})
