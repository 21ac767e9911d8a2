import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { newIdentity, ownKeyMark } from '../../src-main/far/certificate.ts'
import { cli } from '../cli/command.ts'
import { farDesk } from '../desks/far-desk.ts'
import { sharedOffice } from '../desks/shared-office.ts'
import { PASSPHRASE, someClient } from '../open-office.ts'
import { full, LIMIT } from './full.ts'

const [kills, many] = full ? [12, 10] : [3, 3]
const desks = Array.from({ length: many }, (_, nth) => ({
  name: `desk ${nth}`,
  identity: newIdentity(randomBytes),
}))

/** The office in a process of its own, as a command serves it. */
async function served(folder: string) {
  const named = desks.flatMap(({ name, identity }) => ['--desk', `${name}=${ownKeyMark(identity)}`])
  const words = [cli, 'serve', folder, '--port', '0', '--host', '127.0.0.1', ...named]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let noted = ''
  const found = await new Promise<RegExpExecArray>((done, failed) => {
    child.stderr.on('data', (text) => {
      noted += text
      const ready = /port (\d+)\. The office’s key: ([0-9a-f]{64})/.exec(noted)
      if (ready) done(ready)
    })
    child.once('close', () => failed(new Error(noted)))
  })
  return { child, reaching: { port: Number(found[1]), office: found[2]! } }
}

test(
  `${kills} kills of a serving office under ${many} desks lose no act that was answered, and leave a log without a finding`,
  async () => {
    const { folder, at, imogen, hester, ada } = await sharedOffice()
    const people = [imogen, hester, ada]
    const answered: string[] = []
    let number = 0
    for (let kill = 0; kill < kills; kill++) {
      const { child, reaching } = await served(folder)
      const enough = answered.length + many * 3
      const working = desks.map(async ({ identity }, nth) => {
        const { ask, close } = await farDesk({ ...reaching, identity })
        child.once('close', () => void close())
        await ask.signIn.unlock({ personId: people[nth % 3]!, passphrase: PASSPHRASE })
        for (;;) {
          const prisonNumber = `K${(number += 1)}`
          const named = { number: prisonNumber, exception: 'Of a kill' }
          await ask.clients.register(someClient({ surname: 'Killigrew', prisonNumber: named }))
          answered.push(prisonNumber)
          if (answered.length >= enough) child.kill('SIGKILL')
        }
      })
      const ended = await Promise.allSettled(working)
      expect(ended.map((one) => String((one as PromiseRejectedResult).reason))).toEqual(
        desks.map(() => expect.stringContaining('The program is being closed.')),
      )
    }
    expect(answered.length).toBeGreaterThanOrEqual(kills * many * 3)
    const own = at('')
    await own.signIn(imogen)
    const times = new Map<string, number>()
    for (const one of answered) {
      const { rows } = await own.ask.clients.find({ text: one })
      times.set(one, rows.filter(({ prisonNumber }) => prisonNumber === one).length)
    }
    expect([...times].filter(([, of]) => of !== 1)).toEqual([])
    const { findings, checks } = await own.ask.audit.verify({})
    expect(findings).toEqual([])
    expect(checks.filter(({ held, of }) => held !== of)).toEqual([])
  },
  LIMIT,
)
