import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import {
  chosen,
  doorTo,
  PASSPHRASE,
  refusalOf,
  resources,
  temporaryFolder,
} from '../open-office.ts'
import { bundled } from './bundled.ts'
import { full, LIMIT } from './full.ts'

// They wait for what they watch, however busy the machine is; this ends only one that hangs.
vi.setConfig({ testTimeout: LIMIT, hookTimeout: LIMIT })

const kills = full ? 60 : 10
let maker: string
beforeAll(async () => {
  maker = await bundled('office-maker.ts')
})

const names = { officeName: 'Tark', personName: 'Imogen Tark', ...chosen }

/** Makes a new office, or opens the one that is there, as anybody would after a crash; says which it was. */
async function goOn(folder: string, whole = true): Promise<'afresh' | 'there'> {
  const { ask, office } = await doorTo(folder)
  const { phase, people } = await ask.signIn.state({})
  if (phase === 'none') await ask.signIn.createOffice(names)
  else await ask.signIn.unlock({ personId: people[0]!.id, passphrase: PASSPHRASE })
  // So short a log is checked whole at every sign-in; the lists drawn from it are not.
  expect((await ask.audit.health({})).checked).toMatchObject({ holds: true })
  if (whole) expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  expect((await ask.people.list({})).map(({ name }) => name)).toEqual(['Imogen Tark'])
  await office.close()
  return phase === 'none' ? 'afresh' : 'there'
}

/** A program that has loaded everything and waits to be told to make an office. */
function readyMaker() {
  const folder = path.join(temporaryFolder(), 'Tark')
  const child = spawn(process.execPath, [maker, folder, PASSPHRASE, resources])
  return { child, folder, closed: once(child, 'close') }
}

/** Waits for the next word of a program, which must not end before. */
const says = ({ stdout }: ReturnType<typeof readyMaker>['child'], closed: Promise<unknown>) =>
  Promise.race([
    once(stdout, 'data'),
    closed.then(() => {
      throw new Error('The program ended by itself.')
    }),
  ])

test('what a crash left between the file and its keys is in nobody’s way', async () => {
  const shelf = temporaryFolder()
  const folder = path.join(shelf, 'Tark')
  const half = path.join(shelf, '.Tark.making')
  mkdirSync(half)
  for (const name of ['remedy.db', 'remedy.db-wal', 'office.lock'])
    writeFileSync(path.join(half, name), 'half')
  expect(await goOn(folder)).toBe('afresh')
  expect(readdirSync(shelf)).toEqual(['Tark', 'Tark.keys'])
})

test('a new office whose making fails leaves nothing behind', async () => {
  const shelf = temporaryFolder()
  const folder = path.join(shelf, 'Tark')
  writeFileSync(folder, 'a file that stands where the office would')
  const { ask } = await doorTo(folder)
  await refusalOf(ask.signIn.createOffice(names))
  expect(readdirSync(shelf)).toEqual(['Tark'])
})

test('a program killed while it makes an office leaves it whole or absent, in the very folder that was meant', async () => {
  const outcomes = { afresh: 0, there: 0 }
  let usual = 40
  let next = readyMaker()
  onTestFinished(() => void next.child.kill('SIGKILL'))
  for (let n = 0; n < kills; n++) {
    const { child, closed, folder } = next
    await says(child, closed)
    const began = performance.now()
    child.stdin.write('begin\n')
    // The first runs through, to know how long it takes here.
    if (n === 0) {
      await says(child, closed)
      usual = performance.now() - began
    } else await new Promise((done) => setTimeout(done, (usual * ((n - 1) % 10)) / 9))
    child.kill('SIGKILL')
    await closed
    next = readyMaker()
    outcomes[await goOn(folder, n % 5 === 0)]++
    expect(readdirSync(path.dirname(folder))).toEqual(['Tark', 'Tark.keys'])
  }
  console.log(`An office killed while it was made, ${kills} times:`, outcomes)
  expect(outcomes.afresh).toBeGreaterThan(0)
  expect(outcomes.there).toBeGreaterThan(0)
})
