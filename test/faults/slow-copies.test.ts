import { closeSync, mkdirSync, openSync, readdirSync, readSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { doorTo, openTestOffice, PASSPHRASE, someClient, type TestOffice } from '../open-office.ts'
import { full, LIMIT } from './full.ts'

vi.setConfig({ testTimeout: LIMIT, hookTimeout: LIMIT })

const COPIES = full ? 20 : 4

const numbered = (n: number) =>
  someClient({ surname: `Client ${n}`, prisonNumber: { number: `A${1000 + n}BC`, exception: '' } })

/** Copies an open office a piece at a time, with an act of the office after each, as a synchronising program or a slow stick does. */
async function copySlowly(
  office: TestOffice,
  to: string,
  piece: number,
  next: () => Promise<void>,
) {
  mkdirSync(to)
  const files = readdirSync(office.folder, { withFileTypes: true }).filter((one) => one.isFile())
  for (const { name } of files) {
    const [from, into] = [
      openSync(path.join(office.folder, name), 'r'),
      openSync(path.join(to, name), 'w'),
    ]
    const buffer = Buffer.alloc(piece)
    for (let at = 0; ;) {
      const read = readSync(from, buffer, 0, piece, at)
      if (read === 0) break
      writeSync(into, buffer, 0, read)
      at += read
      await next()
    }
    for (const file of [from, into]) closeSync(file)
  }
}

test(`every one of ${COPIES} slow copies of an open office can be written to again`, async () => {
  const office = await openTestOffice()
  let n = 0
  const register = async () => void (await office.ask.clients.register(numbered(n++)))
  for (let made = 0; made < 60; made++) await register()
  const told = { whole: 0, cut: 0, torn: 0, lost: 0 }
  for (let copied = 0; copied < COPIES; copied++) {
    const to = `${office.folder}-${copied}`
    const pieces = 16 * 2 ** (copied % 6)
    const before = (await office.ask.audit.health({})).entries
    await copySlowly(office, to, 4096 * pieces, register)
    const door = await doorTo(to)
    await door.ask.signIn.unlock({ personId: office.partner, passphrase: PASSPHRASE })
    const { damage } = await door.ask.audit.health({})
    if (damage === null) told.whole += 1
    else {
      const proven = await door.ask.signIn.examineEnd({})
      told[proven.mends ? 'torn' : 'cut'] += 1
      // How much is gone is said: whatever had been seen and cannot be proved.
      if (proven.entries < before) {
        expect(proven.before).toBeGreaterThan(proven.entries)
        told.lost += 1
      }
      await door.ask.signIn.acceptEnd({
        passphrase: PASSPHRASE,
        reason: 'Copied while it was open',
      })
    }
    await door.ask.clients.register(numbered(8000 + copied))
    expect((await door.ask.audit.verify({})).findings).toEqual([])
    await door.office.close()
    rmSync(to, { recursive: true })
  }
  console.log('Slow copies:', told)
  // The copies are those of the fault: else nothing is tried here.
  expect(told.cut + told.torn).toBeGreaterThan(0)
})
