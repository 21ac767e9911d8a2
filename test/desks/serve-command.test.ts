import { randomBytes } from 'node:crypto'
import { existsSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { newIdentity } from '../../src-main/far/certificate.ts'
import { joinBy, type JoinedDesk } from '../../src-main/far/joining.ts'
import { markMoved } from '../../src-main/vault/moved-mark.ts'
import { command, inside } from '../cli/command.ts'
import { PASSPHRASE, temporaryFolder } from '../open-office.ts'
import { farDesk } from './far-desk.ts'
import { sharedOffice } from './shared-office.ts'

const typed = `${PASSPHRASE}\n`
const said = (noted: string) => {
  const [, port = '', office = ''] =
    /port (\d+)\. The office’s key: ([0-9a-f]{64})/.exec(noted) ?? []
  const [, code = ''] = /^ {2}([0-9A-Z-]{30})$/m.exec(noted) ?? []
  return { port: Number(port), office, code }
}
const serveAt = (folder: string, ...more: string[]) => [
  ...['serve', folder, '--port', '0', '--host', '127.0.0.1', ...more],
]

test('remedy serve shows the code by which a desk joins, and has its desks ask the office until it is stopped', async () => {
  const { folder, imogen, at } = await sharedOffice()
  const desks: JoinedDesk[] = []
  const keys: string[] = []
  const first = serveAt(
    folder,
    '--add-desk',
    'Front desk',
    '--passphrase-stdin',
    '--person',
    'Imogen Tark',
  )
  const served = await command(first, typed, '/', async (noted) => {
    const { port, office, code } = said(noted)
    keys.push(office)
    desks.push(await joinBy({ code, host: '127.0.0.1', port, random: randomBytes }))
  })
  expect(served).toMatchObject({ exit: 0, out: 'The office was closed.\n' })
  const again = await command(serveAt(folder), '', '/', async (noted) => {
    keys.push(said(noted).office)
    const desk = await farDesk({ ...said(noted), identity: desks[0]!.identity })
    await desk.ask.signIn.unlock({ personId: imogen, passphrase: PASSPHRASE })
    expect((await desk.ask.clients.find({ text: 'Fenwright' })).rows).toHaveLength(1)
    const stranger = { ...said(noted), identity: newIdentity(randomBytes) }
    const unknown = await farDesk(stranger)
    expect(unknown.reached).toEqual(['not-known'])
    await Promise.all([unknown.close(), desk.close()])
  })
  expect(again).toMatchObject({ exit: 0 })
  expect(keys[0]).toBe(keys[1])
  if (process.platform !== 'win32')
    expect(statSync(path.join(folder, 'remedy.desks')).mode & 0o777).toBe(0o600)
  const own = at('')
  await own.signIn(imogen)
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
  expect(await wrong(folder, '--port', 'x')).toContain('a number up to 65535')
  expect(await wrong(temporaryFolder())).toContain('There is no office in')
  const taken = createServer()
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done))
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as AddressInfo
  expect(await wrong(folder, '--host', '127.0.0.1', '--port', String(port))).toContain(
    `Another program has port ${port}`,
  )
  const refused = await command(
    serveAt(folder, '--add-desk', 'Front desk', '--passphrase-stdin', '--person', 'Imogen Tark'),
    'not this one\n',
  )
  expect([refused.exit, refused.err]).toEqual([
    2,
    expect.stringContaining('does not open this office'),
  ])
  writeFileSync(path.join(folder, 'remedy.desks'), '{"key":"","certificate":""}')
  const { exit, err } = await command(['serve', folder])
  expect([exit, err]).toEqual([
    1,
    expect.stringContaining('remedy.desks of this office is damaged'),
  ])
})

test('the folder that an office was moved from is not served', async () => {
  const { folder } = await sharedOffice()
  markMoved(folder, { to: '/new', kept: '/old', at: '2026-11-23T09:00:00.000Z' })
  const { exit, err } = await command(['serve', folder])
  expect([exit, err]).toEqual([2, expect.stringContaining('was moved to /new')])
  expect(existsSync(path.join(folder, 'remedy.desks'))).toBe(false)
})
