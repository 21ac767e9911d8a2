import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openRemedy, partner, type Remedy } from './harness.ts'

/** What Chromium itself noted of its network: every address asked for and every socket opened. */
interface NetLog {
  constants: { logEventTypes: Record<string, number> }
  events: { type: number; params?: { url?: string; host?: string; address?: string } }[]
}

async function networkOf(act: (remedy: Remedy) => Promise<void>): Promise<string[]> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'remedy-net-'))
  const file = path.join(home, 'net.json')
  try {
    const remedy = await openRemedy({
      home,
      words: [`--log-net-log=${file}`, '--net-log-capture-mode=Everything'],
    })
    await act(remedy)
    await remedy.close()
    const { constants, events } = JSON.parse(readFileSync(file, 'utf8')) as NetLog
    const kinds = new Map(
      Object.entries(constants.logEventTypes).map(([name, type]) => [type, name]),
    )
    return events
      .map(({ type, params }) => ({ kind: kinds.get(type) ?? '', params }))
      .filter(({ kind }) =>
        /^(URL_REQUEST_START_JOB|TCP_CONNECT|UDP_CONNECT|HOST_RESOLVER_.*(REQUEST|TASK))/.test(
          kind,
        ),
      )
      .map(({ kind, params }) => `${kind} ${params?.url ?? params?.host ?? params?.address ?? ''}`)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

test('from the first start to the lock the program asks nothing of any network', async () => {
  const seen = await networkOf(async (remedy) => {
    await remedy.newOffice()
    await remedy.page.getByRole('button', { name: 'Lock' }).click()
    await remedy.page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  })
  expect(seen.filter((line) => !line.includes('app://'))).toEqual([])
})

test('what is read here is really the network: a request made on purpose stands in it', async () => {
  const server = createServer((_, response) => response.end('x'))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const seen = await networkOf(async (remedy) => {
    await remedy.app.evaluate(async ({ session }, to) => {
      const open = session.fromPartition('on-purpose')
      open.webRequest.onBeforeRequest(null)
      await open.fetch(to).catch(() => undefined)
    }, address)
  })
  server.close()
  expect(seen.join('\n')).toContain(address)
})

test('nothing that was typed lies readable in the profile', async () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'remedy-profile-'))
  const remedy = await openRemedy({ home })
  await remedy.newOffice()
  await remedy.page.evaluate(() => {
    localStorage.setItem('x', 'Zzyzxwq Readable')
    document.cookie = 'x=Zzyzxwq'
  })
  await remedy.close()
  const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const readable = files.filter((entry) => {
    const text = readFileSync(path.join(entry.parentPath, entry.name)).toString('latin1')
    return ['Zzyzxwq', partner.passphrase].some((typed) => text.includes(typed))
  })
  rmSync(home, { recursive: true, force: true })
  expect(files.length).toBeGreaterThan(3)
  expect(readable.map(({ name }) => name)).toEqual([])
})
