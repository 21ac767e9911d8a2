import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { contract } from '../../src-main/contract.ts'
import { deskKeysIn } from '../../src-main/desks/desk-keys.ts'
import { ownKeyMark } from '../../src-main/far/certificate.ts'
import { identityIn } from '../../src-main/far/kept-identity.ts'
import { serve } from '../../src-main/far/serve.ts'
import { openShared } from '../../src-main/office.ts'

// An office that is served in a process of its own; says where, and at the end how much memory it had at most.
const [folder = '', keys = '', port = '0'] = process.argv.slice(2)
const resources = resolve(import.meta.dirname, '../../resources')
const surroundings = { clock: () => new Date(), random: randomBytes }
const office = openShared({ folder, resources, ...surroundings })
const desks = keys.split(',')
const identity = identityIn(folder, { random: randomBytes, clock: () => new Date() })
const serving = await serve({
  ...{ office, contract, identity, host: '127.0.0.1', port: Number(port) },
  ...{ clock: () => new Date(), random: randomBytes },
  // Each comes as one of the desks that joined, under a key of its own.
  deskOf: (key) => deskKeysIn(folder)[desks.indexOf(key)]?.id,
  report: (name, error) => console.error(name, error),
})
console.log(JSON.stringify({ port: serving.port, office: ownKeyMark(identity) }))
const before = process.cpuUsage()
process.stdin.once('data', () => {
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  const { user, system } = process.cpuUsage(before)
  console.log(
    JSON.stringify({ peakMB: Math.round(Number(peak ?? 0) / 1024), cpuMs: (user + system) / 1000 }),
  )
  process.exit(0)
})
